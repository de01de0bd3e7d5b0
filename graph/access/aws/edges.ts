import type { AttackEdge, BlockedEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { MAYBE, YES } from '../tri.ts'
import { type Answer, sourceOf } from './ask.ts'
import { testCondition } from './conditions.ts'
import type { Context } from './context.ts'
import type { OwnPolicies } from './estate.ts'
import { isChosenByCaller } from './known-context.ts'
import type { Hit, Layer } from './layers.ts'
import { isNotRead } from './not-collected.ts'
import type { ConditionTest, Statement } from './policy.ts'
import { matchPrincipal } from './principal.ts'

export interface EdgeEnds {
  readonly from: string
  readonly kind: string
  readonly to: string
  /** ATT&CK ids. */
  readonly attack: readonly string[]
  /** Technique id, where this access is a technique of its own. */
  readonly technique?: string
  readonly extra?: Props
}

/** The edge that a decision gives; null when it was denied. */
export function edgeFrom(ends: EdgeEnds, answer: Answer, also: readonly Condition[] = []): AttackEdge | null {
  if (answer.decision.decision === 'denied') return null
  const own = conditionsOf(answer)
  const conditions = also.length === 0 ? own : [...own, ...also]
  const likelihood = ALLOWED * UNKNOWN_CONDITION ** conditions.length
  return { ...ends, technique: ends.technique ?? null, likelihood, conditions, ...sidesOf(answer) }
}

export type Sides = Pick<AttackEdge, 'evidence' | 'provenance'>

/**
 * The statements that an answer rests on, and the edit that takes them away. Told once for all answers of an asker by
 * the same statements of his own.
 */
export function sidesOf(answer: Answer): Sides {
  const { by } = answer.decision
  const [first] = by
  if (first === undefined || by.some(isOfResource)) return readSides(answer)
  const byFirst = sidesByOwn.get(answer.asker.own) ?? new Map<Statement, Told[]>()
  sidesByOwn.set(answer.asker.own, byFirst)
  const told = byFirst.get(first.statement) ?? []
  byFirst.set(first.statement, told)
  const known = told.find((one) => sameHits(one.by, by))
  if (known !== undefined) return known.sides
  const sides = readSides(answer)
  told.push({ by, sides })
  return sides
}

interface Told {
  readonly by: readonly Hit[]
  readonly sides: Sides
}

const sidesByOwn = new WeakMap<OwnPolicies, Map<Statement, Told[]>>()

const isOfResource = ({ layer }: Hit): boolean => layer === 'resourcePolicy'

const sameHits = (left: readonly Hit[], right: readonly Hit[]): boolean =>
  left.length === right.length &&
  left.every(({ statement, applies, layer, index, document }, at) => {
    const other = right[at]
    return (
      statement === other?.statement &&
      applies === other.applies &&
      layer === other.layer &&
      index === other.index &&
      document === other.document
    )
  })

function readSides(answer: Answer): Sides {
  const allows = decidingAllows(answer)
  return {
    evidence: allows.map((hit) => evidenceOf(hit, answer)),
    provenance: provenanceOf(allows, answer),
  }
}

/** The asker's own side of an answer: the statements of his policies, and the one to take away. */
export function ownSide(answer: Answer): Sides {
  const hits = decidingAllows(answer).filter(({ layer }) => layer === 'identityPolicies')
  return { evidence: hits.map((hit) => evidenceOf(hit, answer)), provenance: provenanceOf(hits, answer) }
}

/** The control that stopped a would-be edge: a Deny, or the layer that does not allow. */
export function blockedBy(ends: Pick<EdgeEnds, 'from' | 'kind' | 'to'>, answer: Answer): BlockedEdge {
  const { by, stoppedBy } = answer.decision
  const deny = by.find((hit) => hit.statement.effect === 'Deny')
  const evidence =
    deny === undefined ? layerEvidence(stoppedBy ?? 'identityPolicies', answer) : evidenceOf(deny, answer)
  return { from: ends.from, kind: ends.kind, to: ends.to, technique: null, by: evidence }
}

export const standingFor = (edges: number): Pick<BlockedEdge, 'standsFor'> =>
  edges === 1 ? {} : { standsFor: edges }

/**
 * What is not known and could still stop the request. Alternatives count once, by the one with least against it;
 * what the caller picks himself does not count.
 */
export function conditionsOf(answer: Answer): readonly Condition[] {
  if (answer.decision.decision !== 'conditional') return []
  const { by } = answer.decision
  const found = new Map<string, Condition>()
  const add = (condition: Condition) => found.set(`${condition.key} ${condition.detail}`, condition)
  for (const hits of byLayer(by.filter((hit) => hit.statement.effect === 'Allow'))) {
    if (hits.some((hit) => hit.applies === YES)) continue
    for (const condition of easiest(hits, answer.context)) add(condition)
  }
  for (const hit of by) {
    if (hit.statement.effect !== 'Deny') continue
    const condition = denyCondition(hit, answer.context)
    if (condition !== null) add(condition)
  }
  return [...found.values()]
}

/** Allows of one layer (one level, for organization policies) are alternatives. */
function byLayer(hits: readonly Hit[]): readonly (readonly Hit[])[] {
  const groups = new Map<string, Hit[]>()
  for (const hit of hits) {
    const key = hit.layer.endsWith('ControlPolicies') ? `${hit.layer} ${hit.index}` : hit.layer
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [hit])
    else group.push(hit)
  }
  return [...groups.values()]
}

function easiest(hits: readonly Hit[], context: Context): readonly Condition[] {
  const options = hits.map((hit) => allowConditions(hit, context))
  return options.reduce((best, option) => (option.length < best.length ? option : best))
}

function allowConditions(hit: Hit, context: Context): readonly Condition[] {
  const open = undecided(hit, context)
  if (open.length === 0) return [otherwiseUnknown(hit)]
  return open
    .filter((test) => !isChosenByCaller(test.key) && !isAnyAddress(test, true))
    .map((test) => ({
      key: test.name,
      state: 'unknown',
      detail: `allowed if ${shown(test)}`,
      ...addressesOf(test, true),
    }))
}

/** All tests of a Deny must hold for it to apply, so one that the caller can fail disarms it. */
function denyCondition(hit: Hit, context: Context): Condition | null {
  const open = undecided(hit, context)
  const [first] = open
  if (first === undefined) return otherwiseUnknown(hit)
  if (open.some((test) => isChosenByCaller(test.key) || isAnyAddress(test, false))) return null
  return {
    key: first.name,
    state: 'unknown',
    detail: `denied if ${open.map((test) => shown(test)).join(' and ')}`,
    ...(open.length === 1 ? addressesOf(first, false) : {}),
  }
}

/** Every caller has an address from which the test goes as wanted. */
function isAnyAddress(test: ConditionTest, wanted: boolean): boolean {
  const { addresses } = addressesOf(test, wanted)
  return addresses?.inside === true && addresses.ranges.includes('0.0.0.0/0')
}

/** Where the caller has to be for the test to go as wanted: an Allow's to hold, a Deny's to fail. */
function addressesOf(
  { key, base, negated, values }: ConditionTest,
  wanted: boolean,
): Pick<Condition, 'addresses'> {
  if (key !== 'aws:sourceip' || base !== 'ip-address') return {}
  return { addresses: { inside: negated !== wanted, ranges: values.map(({ text }) => text) } }
}

const undecided = (hit: Hit, context: Context): readonly ConditionTest[] =>
  hit.statement.conditions.filter((test) => testCondition(test, context) === MAYBE)

const otherwiseUnknown = (hit: Hit): Condition => ({
  key: 'request-value',
  state: 'unknown',
  detail: `whether statement ${hit.statement.index} applies hangs on a value of the request`,
})

function shown(test: ConditionTest): string {
  if (isNotRead(test.key)) return `${test.values[0]?.text ?? 'a policy'}, which was not collected, says so`
  const values = test.values.map((value) => value.text)
  const text = values.length > 3 ? `${values.slice(0, 3).join(', ')}, …` : values.join(', ')
  return `${test.operator} ${test.name} ${text}`
}

const TYPES: { readonly [layer in Layer]: string } = {
  identityPolicies: 'policy',
  permissionBoundaries: 'permissions-boundary',
  sessionPolicies: 'session-policy',
  resourcePolicy: 'resource-policy',
  serviceControlPolicies: 'service-control-policy',
  resourceControlPolicies: 'resource-control-policy',
}

/** The allows an edge rests on: of each granting layer those that surely apply, else those that may. */
function decidingAllows(answer: Answer): readonly Hit[] {
  const allows = answer.decision.by.filter(
    (hit) =>
      hit.statement.effect === 'Allow' &&
      (hit.layer === 'identityPolicies' || hit.layer === 'resourcePolicy'),
  )
  return byLayer(withoutMereDelegation(allows, answer)).flatMap((hits) => {
    const sure = hits.filter((hit) => hit.applies === YES)
    return (sure.length > 0 ? sure : hits).slice(0, 3)
  })
}

/** Naming the account decides nothing where the account's own policies allow nothing: naming the asker does. */
function withoutMereDelegation(allows: readonly Hit[], { asker }: Answer): readonly Hit[] {
  if (allows.some(({ layer }) => layer === 'identityPolicies')) return allows
  const naming = allows.filter(({ statement: { principals, notPrincipal } }) => {
    return principals === null || notPrincipal || matchPrincipal(principals, asker.principal) !== 'account'
  })
  return naming.length > 0 ? naming : allows
}

function evidenceOf(hit: Hit, answer: Answer): Evidence {
  const source = sourceOf(hit, answer)
  const { sid, index, effect, grant } = hit.statement
  if (grant !== undefined)
    return { type: 'kms-grant', id: answer.target.id, detail: `grant ${grant.id}: ${actionsOf(hit)}` }
  const isTrust = source?.id.endsWith('#trust') === true
  return {
    type: isTrust ? 'trust-policy' : TYPES[hit.layer],
    id: source?.id ?? answer.target.id,
    statement: index,
    detail: `${effect}${sid === null ? '' : ` (${sid})`}: ${actionsOf(hit)}`,
  }
}

function actionsOf(hit: Hit): string {
  const { actions, notAction } = hit.statement
  const names = actions.slice(0, 4).map(({ pattern }) => pattern)
  const more = actions.length > 4 ? `, and ${actions.length - 4} more` : ''
  return `${notAction ? 'all but ' : ''}${names.join(', ')}${more}`
}

/** An implicit deny has no statement: the evidence is the layer that lacks an Allow. */
function layerEvidence(layer: Layer, answer: Answer): Evidence {
  const { own } = answer.asker
  const source =
    layer === 'permissionBoundaries'
      ? own.boundaries[0]
      : layer === 'serviceControlPolicies'
        ? own.serviceControl.flat().at(-1)
        : layer === 'resourcePolicy'
          ? answer.target.policy
          : undefined
  return { type: TYPES[layer], id: source?.id ?? answer.target.id, detail: 'does not allow it' }
}

/** The statement whose removal takes the edge away; where that is AWS's own policy, its attachment. */
function provenanceOf(allows: readonly Hit[], answer: Answer): Provenance | null {
  // The grantor's side is the first of the layers: a trust or resource policy says who may come in.
  const [hit] = allows
  const source = hit === undefined ? null : sourceOf(hit, answer)
  if (hit === undefined || source === null) return null
  const { index: statement, grant } = hit.statement
  if (grant !== undefined) return { id: answer.target.id, type: 'kms-grant', edit: grant.edit }
  if (source.id.endsWith('#trust')) {
    return {
      id: source.id,
      type: 'trust-policy',
      edit: { change: 'remove-trust', role: answer.target.id, statement },
    }
  }
  if (source.type === 'aws-managed') {
    return {
      id: source.id,
      type: 'policy-attachment',
      edit: { change: 'detach-policy', from: source.holder, policy: source.id },
    }
  }
  return {
    id: source.id,
    type: TYPES[hit.layer],
    edit: { change: 'remove-statement', policy: source.id, statement },
  }
}
