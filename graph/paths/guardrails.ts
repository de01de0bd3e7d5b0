import type { BlockedEdge, Evidence } from '../attack.ts'
import { startBudget } from '../budget.ts'
import type { NodeRecord, Snapshot } from '../snapshot/records.ts'
import { partOf, type Turns } from '../turns.ts'
import { type Assessment, type AssessOptions, assessingFacts } from './assessment.ts'
import { ChangeError, Draft } from './changes/change.ts'
import { placesOf, withoutStatement } from './changes/documents.ts'
import type { AttackPath } from './path.ts'
import { compare } from './simulate.ts'

/** A control that holds attack edges back: a service control policy, a boundary, a Deny, a network ACL, a setting. */
export interface Guardrail {
  /** `<type> <id>`, with the statement where it is one. */
  readonly id: string
  readonly type: string
  /** What holds back: a policy, an ACL, an account, a resource. */
  readonly control: string
  readonly statement: number | string | null
  readonly detail: string
  /** Attack edges that it stops. */
  readonly holdsBack: number
  /** Attack paths that open when it goes away. */
  readonly opensPaths: number
  /** Ids of those paths. */
  readonly paths: readonly string[]
  /** The worst of them. */
  readonly opened: readonly AttackPath[]
  readonly riskHeldBack: number
  /** Targets that no path leads to while it stands: it alone protects them. */
  readonly protects: readonly string[]
  /** True when the estate was derived again without it. */
  readonly verified: boolean
}

export interface GuardrailOptions extends AssessOptions {
  /** Milliseconds of processor time after which the rest stays unverified; 15,000. */
  readonly budget?: number
}

interface Control {
  readonly by: Evidence
  readonly key: string
  readonly lift: Lift
  holdsBack: number
}

/** Takes a control away in a copy of the facts. */
type Lift = (draft: Draft, by: Evidence) => void

const BUDGET = 15_000
const NANO = 1e9
const SHOWN_PATHS = 50

/** Every control of the ledger of blocked edges, by the risk that opens when it goes away. */
export function* rankingGuardrails(
  facts: Snapshot,
  before: Assessment,
  blocked: readonly BlockedEdge[],
  options: GuardrailOptions,
): Turns<readonly Guardrail[]> {
  const isSpent = startBudget(options.budget ?? BUDGET)
  const found: Guardrail[] = []
  const controls = controlsOf(blocked)
  for (const [done, control] of controls.entries()) {
    const progress = { what: 'lifting controls', done, of: controls.length }
    yield progress
    found.push(
      isSpent() ? describe(control) : yield* partOf(progress, lifting(facts, before, control, options)),
    )
  }
  return found.sort(
    (a, b) =>
      Number(b.verified) - Number(a.verified) ||
      b.riskHeldBack - a.riskHeldBack ||
      b.holdsBack - a.holdsBack ||
      (a.id < b.id ? -1 : 1),
  )
}

/** Policies and boundaries before settings of one resource, and those that hold back the most edges first. */
function controlsOf(blocked: readonly BlockedEdge[]): readonly Control[] {
  const controls = new Map<string, Control>()
  for (const { by, standsFor = 1 } of blocked) {
    const lift = LIFTS[by.type]
    if (lift === undefined) continue
    // A boundary goes as a whole, and so does an ACL; of other policies it is one statement.
    const isWhole = by.type === 'permissions-boundary' || by.statement === undefined
    const key = isWhole ? `${by.type} ${by.id}` : `${by.type} ${by.id} ${by.statement}`
    const known = controls.get(key)
    if (known === undefined) controls.set(key, { by, key, lift, holdsBack: standsFor })
    else known.holdsBack += standsFor
  }
  const isPolicy = ({ by }: Control) => Number(by.type.includes('polic') || by.type.includes('boundary'))
  return [...controls.values()].sort(
    (a, b) => isPolicy(b) - isPolicy(a) || b.holdsBack - a.holdsBack || (a.key < b.key ? -1 : 1),
  )
}

function* lifting(
  facts: Snapshot,
  before: Assessment,
  control: Control,
  options: AssessOptions,
): Turns<Guardrail> {
  const draft = new Draft(facts)
  try {
    control.lift(draft, control.by)
  } catch (error) {
    // Its document was not collected, so nothing can be said of an estate without it.
    if (error instanceof ChangeError) return describe(control)
    throw error
  }
  const { assessment: after } = yield* assessingFacts(draft.facts(), options, before)
  const { opened } = compare(before, after)
  const reached = new Set(before.paths.map(({ target }) => target))
  const protects = new Set(opened.map(({ target }) => target).filter((target) => !reached.has(target)))
  return {
    ...describe(control),
    opensPaths: opened.length,
    paths: opened.map(({ id }) => id),
    opened: opened.slice(0, SHOWN_PATHS),
    riskHeldBack: Math.max(0, Math.round((after.risk - before.risk) * NANO) / NANO),
    protects: [...protects].sort(),
    verified: true,
  }
}

const describe = ({ by, key, holdsBack }: Control): Guardrail => ({
  id: key,
  type: by.type,
  control: by.id,
  statement: by.type === 'permissions-boundary' ? null : (by.statement ?? null),
  detail: by.detail,
  holdsBack,
  opensPaths: 0,
  paths: [],
  opened: [],
  riskHeldBack: 0,
  protects: [],
  verified: false,
})

const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** A Deny goes; a layer that merely does not allow is taken as allowing everything. */
const liftPolicy: Lift = (draft, { id, statement }) => {
  for (const place of placesOf(draft, id))
    place.put(statement === undefined ? ALLOW_ALL : withoutStatement(place.document, statement, id))
}

const liftStatement: Lift = (draft, by) => {
  if (by.statement !== undefined) liftPolicy(draft, by)
}

const liftBoundary: Lift = (draft, { id }) => {
  draft.unrelate(({ kind, to }) => kind === 'BOUNDED_BY' && to === id)
}

const OPEN_BLOCK = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
}
const OPEN_ACCOUNT_BLOCK = {
  s3BlockPublicAcls: false,
  s3IgnorePublicAcls: false,
  s3BlockPublicPolicy: false,
  s3RestrictPublicBuckets: false,
}

const liftPublicAccessBlock: Lift = (draft, { id }) =>
  draft.patch(id, isAccount(draft.node(id)) ? OPEN_ACCOUNT_BLOCK : OPEN_BLOCK)

const isAccount = ({ kind }: NodeRecord): boolean => kind === 'AwsAccount'

const everything = (egress: boolean) => ({
  number: 1,
  egress,
  protocol: '-1',
  allow: true,
  cidr: '0.0.0.0/0',
})

const liftNetworkAcl: Lift = (draft, { id }) =>
  draft.patch(id, { entries: [everything(false), everything(true)] })

/** What stands for itself (a stopped machine, no address, no rule) holds nothing back that somebody took care of. */
const LIFTS: { readonly [type: string]: Lift } = {
  'service-control-policy': liftPolicy,
  'resource-control-policy': liftPolicy,
  'permissions-boundary': liftBoundary,
  policy: liftStatement,
  'resource-policy': liftStatement,
  'trust-policy': liftStatement,
  'public-access-block': liftPublicAccessBlock,
  'network-acl': liftNetworkAcl,
  imdsv1: (draft, { id }) => draft.patch(id, { httpTokens: 'optional' }),
  'metadata-endpoint': (draft, { id }) => draft.patch(id, { httpEndpoint: 'enabled' }),
}
