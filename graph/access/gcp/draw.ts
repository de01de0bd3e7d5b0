import type { NodeRecord } from '../../snapshot/records.ts'
import { MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import { type Form, formOf } from './form.ts'
import { createLimits, type Limits, type Share, type Use } from './limits.ts'
import { type Grounds, groundsOf, type Output } from './output.ts'
import type { Piece } from './pieces.ts'
import type { Binding } from './policy.ts'
import { type Related, relatedBy } from './related.ts'
import { requestOn } from './requests.ts'
import type { TargetGroup } from './targets.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'
import { type Way, waysOf } from './ways.ts'

/** Draws every edge that techniques give by permissions, as few as the limits on the way allow. */
export function drawTechniques(
  estate: GcpEstate,
  techniques: readonly GcpTechnique[],
  now: string | null,
  output: Output,
): void {
  const hand: Hand = {
    estate,
    output,
    limits: createLimits(estate, now),
    now,
    related: new Map(),
    ways: new Map(),
    alike: new Map(),
    forms: new Map(),
  }
  for (const technique of techniques) {
    if (estate.facts.ofKind(technique.target).length === 0) continue
    for (const needs of technique.needs) {
      const form = formOf(estate, technique, needs)
      const alternative: Alternative = { technique, needs, bits: form.bits }
      for (const way of waysTo(hand, technique, form)) {
        if (way.sure) drawScope(hand, alternative, way, way.at)
        else drawTargets(hand, alternative, way)
      }
    }
  }
}

/** One of the alternatives of a technique. */
interface Alternative {
  readonly technique: GcpTechnique
  readonly needs: readonly GcpNeed[]
  /** For each need, its bit in the masks of pieces. */
  readonly bits: readonly number[]
}

interface Hand {
  readonly estate: GcpEstate
  readonly output: Output
  readonly limits: Limits
  readonly now: string | null
  /** By kind and relation. */
  readonly related: Map<string, Related>
  /** By the form of an alternative. */
  readonly ways: Map<string, readonly Way[]>
  /** By what an alternative asks of which targets, then by the form of a way. */
  readonly alike: Map<string, Map<string, readonly Alike[]>>
  /** Forms of ways. */
  readonly forms: Map<Way, string>
}

function waysTo({ estate, ways, now }: Hand, technique: GcpTechnique, form: Form): readonly Way[] {
  const found = ways.get(form.key) ?? [...waysOf(estate, technique, form, now)]
  ways.set(form.key, found)
  return found
}

/** Nothing below tells targets apart but limits that are set on folders and projects. */
function drawScope(hand: Hand, alternative: Alternative, way: Way, scope: string): void {
  const { estate, output, limits } = hand
  const { technique, needs } = alternative
  const permissions = needs.map(({ permission }) => permission)
  const isSplit = limits.isSetBelow(scope, permissions)
  const { targets } = output
  const groups = isSplit ? targets.ownGroups(technique, scope) : targets.groupsBelow(technique, scope)
  if (groups.length > 0) {
    const uses = permissions.map((permission) => ({ permission, node: scope }))
    const grounds = groundsOf(alternative.bits.map((bit) => usedFor(bit, way.pieces)))
    for (const share of limits.split(way.holders, uses))
      output.draw({ technique, needs, grounds }, share, groups)
  }
  if (isSplit) for (const child of estate.hierarchy.scopesIn(scope)) drawScope(hand, alternative, way, child)
}

const usedFor = (bit: number, pieces: readonly Piece[]): readonly Binding[] =>
  pieces.flatMap(({ binding, mask }) => (mask & bit ? [binding] : []))

/** Targets on which bindings of the same forms hold. */
interface Alike {
  /** For each need, the forms of the bindings that meet it. */
  readonly used: readonly ReadonlySet<string>[]
  /** Those of them whose conditions may hold. */
  readonly maybe: ReadonlySet<string>
  /** No deny policy and no boundary is near. */
  readonly isFree: boolean
  readonly targets: NodeRecord[]
  /** `targets` as they were drawn, by what a technique asks of them. */
  readonly groups: Map<string, readonly TargetGroup[]>
  /** The bindings by which each way goes. */
  readonly grounds: Map<Way, Grounds>
}

/** Of a binding only this tells where it holds; by it, whoever has it at a node is answered alike. */
const formOfPiece = ({ binding: { node, condition }, mask }: Piece): string =>
  condition === null ? `${mask} ${node}` : JSON.stringify([node, condition, mask])

/** Something tells single targets apart: each is asked about, once for all ways of the same form. */
function drawTargets(hand: Hand, alternative: Alternative, way: Way): void {
  const { estate, output, limits } = hand
  const { technique, needs } = alternative
  const asked = candidates(hand, alternative, way)
  if (asked.length === 0) return
  for (const alike of alikeFor(hand, alternative, way, asked)) {
    const grounds = alike.grounds.get(way) ?? chosenBy(alike, alternative, way)
    alike.grounds.set(way, grounds)
    const drawing = { technique, needs, grounds }
    if (alike.isFree) {
      const key = output.targets.keyOf(technique)
      const groups = alike.groups.get(key) ?? output.targets.groupsOf(technique, alike.targets, way.at)
      alike.groups.set(key, groups)
      output.draw(drawing, { holders: way.holders, denied: false, by: [] }, groups)
      continue
    }
    for (const { shares, targets } of splitBy(alike.targets, (target) =>
      limits.split(way.holders, usesOn(estate, needs, target)),
    )) {
      const groups = output.targets.groupsOf(technique, targets, way.at)
      for (const share of shares) output.draw(drawing, share, groups)
    }
  }
}

/** Bindings of a way that have the forms. */
function chosenBy({ used, maybe }: Alike, { bits }: Alternative, { pieces }: Way): Grounds {
  const chosen = (forms: ReadonlySet<string>, bit: number) =>
    pieces.flatMap((piece) => (piece.mask & bit && forms.has(formOfPiece(piece)) ? [piece.binding] : []))
  return groundsOf(
    used.map((forms, index) => chosen(forms, bits[index] ?? 0)),
    maybe.size === 0 ? [] : [...new Set(chosen(maybe, -1))],
  )
}

function alikeFor(
  hand: Hand,
  alternative: Alternative,
  way: Way,
  asked: readonly NodeRecord[],
): readonly Alike[] {
  const { technique, needs, bits } = alternative
  // Conditions and limits look at the permission; else only the place of a need counts.
  const isPlain =
    hand.estate.deniedScopes.size === 0 && way.pieces.every(({ binding }) => binding.condition === null)
  const ofNeeds = needs.map(({ permission, on }, index) => [on, bits[index], isPlain ? null : permission])
  const question = JSON.stringify([technique.target, ofNeeds])
  const ofQuestion = hand.alike.get(question) ?? new Map<string, readonly Alike[]>()
  hand.alike.set(question, ofQuestion)
  const form = hand.forms.get(way) ?? formOfWay(way)
  hand.forms.set(way, form)
  const found = ofQuestion.get(form) ?? findAlike(hand, alternative, way, asked)
  ofQuestion.set(form, found)
  return found
}

function formOfWay({ at, pieces, told }: Way): string {
  const forms = (list: readonly Piece[]) => [...new Set(list.map(formOfPiece))].sort()
  return JSON.stringify([at, forms(pieces), told.map(forms).sort()])
}

function findAlike(
  hand: Hand,
  { needs, bits }: Alternative,
  way: Way,
  asked: readonly NodeRecord[],
): readonly Alike[] {
  const found = new Map<string, Alike>()
  for (const target of asked) {
    const held = heldOn(hand, { needs, bits }, way.pieces, target)
    if (held === null) continue
    const truth = truthOf(held)
    if (way.told.some((pieces) => truthOf(heldOn(hand, { needs, bits }, pieces, target)) >= truth)) continue
    const used = held.used.map((pieces) => new Set(pieces.map(formOfPiece)))
    const maybe = new Set(held.maybe.map(formOfPiece))
    const isFree = hand.limits.isFree(usesOn(hand.estate, needs, target))
    const key = JSON.stringify([used.map((forms) => [...forms]), [...maybe], isFree])
    const alike = found.get(key)
    if (alike !== undefined) alike.targets.push(target)
    else found.set(key, { used, maybe, isFree, targets: [target], groups: new Map(), grounds: new Map() })
  }
  return [...found.values()]
}

/** Targets on which deny policies and boundaries do the same to the same holders. */
function splitBy(targets: readonly NodeRecord[], split: (target: NodeRecord) => readonly Share[]) {
  const found = new Map<string, { readonly shares: readonly Share[]; readonly targets: NodeRecord[] }>()
  for (const target of targets) {
    const shares = split(target)
    const key = keyOf(shares)
    const same = found.get(key) ?? { shares, targets: [] }
    found.set(key, same)
    same.targets.push(target)
  }
  return found.values()
}

/** Only targets that refer to something on which the need can be met are worth asking about. */
function candidates(
  hand: Hand,
  { technique, needs, bits }: Alternative,
  { pieces, at }: Way,
): readonly NodeRecord[] {
  const { estate, output } = hand
  const index = needs.findIndex(({ on }) => typeof on !== 'string')
  const on = needs[index]?.on
  if (on === undefined || typeof on === 'string') return output.targets.allBelow(at, technique.target)
  const key = `${technique.target} ${on.relation}`
  const related = hand.related.get(key) ?? relatedBy(estate, technique.target, on.relation)
  hand.related.set(key, related)
  const below = related.below(at)
  const alone = on.orNone === true ? related.alone(at) : []
  if (below === undefined) return alone
  const bit = bits[index] ?? 0
  const found = new Set<NodeRecord>()
  for (const { binding, mask } of pieces)
    if (mask & bit) for (const target of below.get(binding.node) ?? []) found.add(target)
  for (const target of alone) found.add(target)
  return [...found]
}

interface Held {
  /** For each need, what meets it. */
  readonly used: readonly (readonly Piece[])[]
  /** Those of them whose conditions may hold, where no other meets the need. */
  readonly maybe: readonly Piece[]
}

const truthOf = (held: Held | null): Tri => (held === null ? NO : held.maybe.length > 0 ? MAYBE : YES)

/** null: some need is not met. */
function heldOn(
  hand: Hand,
  { needs, bits }: Pick<Alternative, 'needs' | 'bits'>,
  pieces: readonly Piece[],
  target: NodeRecord,
): Held | null {
  const used: (readonly Piece[])[] = []
  const maybe = new Set<Piece>()
  for (const [index, need] of needs.entries()) {
    const sites = sitesOf(hand.estate, need, target)
    if (sites === null) {
      used.push([])
      continue
    }
    const granting = pieces
      .filter(({ mask }) => mask & (bits[index] ?? 0))
      .map((piece) => ({
        piece,
        holds: sites.reduce<Tri>((best, site) => or(best, truthOn(hand, need, piece.binding, site)), NO),
      }))
    const best = granting.reduce<Tri>((most, { holds }) => or(most, holds), NO)
    if (best === NO) return null
    const chosen = granting.flatMap(({ piece, holds }) => (holds === best ? [piece] : []))
    used.push(chosen)
    if (best !== YES) for (const piece of chosen) maybe.add(piece)
  }
  return { used, maybe: [...maybe] }
}

function truthOn({ estate, now }: Hand, { permission, on }: GcpNeed, binding: Binding, site: string): Tri {
  if (!estate.chainOf(site).includes(binding.node)) return NO
  if (binding.condition === null) return YES
  const { condition } = binding
  const within = (typeof on === 'string' ? undefined : on.within) ?? [undefined]
  return within.reduce<Tri>(
    (best, name) => or(best, testCel(condition, requestOn(permission, estate.facts.node(site), now, name))),
    NO,
  )
}

/** Nodes on which a need may be met; null where nothing is asked. */
function sitesOf(
  { facts, chainOf }: GcpEstate,
  { on }: GcpNeed,
  target: NodeRecord,
): readonly string[] | null {
  if (on === 'target') return [target.id]
  if (on === 'project') return chainOf(target.id).filter((id) => facts.node(id)?.kind === 'GcpProject')
  const related = facts.from(target.id, on.relation).map(({ to }) => to)
  return related.length === 0 && on.orNone === true ? null : related
}

const usesOn = (estate: GcpEstate, needs: readonly GcpNeed[], target: NodeRecord): readonly Use[] =>
  needs.flatMap((need) =>
    (sitesOf(estate, need, target) ?? []).map((node) => ({ permission: need.permission, node })),
  )

const keyOf = (shares: readonly Share[]): string =>
  JSON.stringify(
    shares.map(({ holders, denied, by }) => [
      holders.map(({ asker }) => asker.id),
      denied,
      by.map((ground) => (ground.type === 'deny' ? [ground.rule.policy, ground.rule.index] : ground.type)),
    ]),
  )
