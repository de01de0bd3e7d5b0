import { createHash } from 'node:crypto'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { type Context, createContext } from './context.ts'
import { hangsOnPrincipal, signatureOf } from './dependence.ts'
import { derivedKeys } from './derived-keys.ts'
import { withGrants } from './key-grants.ts'
import { DIRECT_CALL, principalContext } from './known-context.ts'
import { unreadDocument } from './not-collected.ts'
import { parsePolicy } from './parse.ts'
import { type Policy, policyWith, type Statement } from './policy.ts'
import { type Principal, parsePrincipal } from './principal.ts'

/** A policy with the id that evidence names it by. */
export interface SourcedPolicy {
  readonly id: string
  readonly policy: Policy
  /** What it is attached to, where that is not the policy itself: the group, user or role. */
  readonly holder: string | null
  readonly type: 'aws-managed' | 'customer-managed' | 'inline' | 'other'
}

/** An IAM user or role, with all that its own side of an evaluation needs. */
export interface Identity {
  readonly id: string
  readonly node: NodeRecord
  readonly principal: Principal
  readonly account: string
  readonly context: Context
  readonly own: OwnPolicies
  readonly class: PolicyClass
}

/** The policies on the side of the one who asks. */
export interface OwnPolicies {
  readonly identity: readonly SourcedPolicy[]
  readonly boundaries: readonly SourcedPolicy[]
  readonly serviceControl: readonly (readonly SourcedPolicy[])[]
}

/** Identities of one account whom neither a policy of their own nor a resource control policy tells apart. */
export interface PolicyClass {
  readonly id: string
  readonly account: string
  readonly own: OwnPolicies
  /** What resource control policies find out about the members. */
  readonly controlled: string
  readonly members: readonly Identity[]
}

export interface Account {
  readonly id: string
  readonly node: NodeRecord | undefined
  readonly serviceControl: readonly (readonly SourcedPolicy[])[]
  readonly resourceControl: readonly (readonly SourcedPolicy[])[]
  readonly classes: readonly PolicyClass[]
}

/** Everything that access is derived from, compiled once. */
export interface Estate {
  readonly facts: FactIndex
  readonly accounts: ReadonlyMap<string, Account>
  /** By the principal's key: its ARN without a path. */
  readonly identities: ReadonlyMap<string, Identity>
  readonly classes: readonly PolicyClass[]
  /** Ids of documents that could not be parsed, with the reason. */
  readonly unparseable: ReadonlyMap<string, string>
  /** The policies attached to a user, role or group, inline ones among them. */
  policiesOf(holder: string): readonly SourcedPolicy[]
  /** The compiled resource policy of a node, null when it has none, undefined when it is not known. */
  resourcePolicy(node: NodeRecord, property: string, id: string): SourcedPolicy | null | undefined
}

interface Draft {
  readonly identity: Omit<Identity, 'id' | 'class'>
  readonly controlled: string
  readonly classKey: string
}

const estates = new WeakMap<FactIndex, Estate>()

/** The estate of a snapshot, compiled on first use. */
export function estateOf(facts: FactIndex): Estate {
  const known = estates.get(facts)
  if (known !== undefined) return known
  const estate = buildEstate(facts)
  estates.set(facts, estate)
  return estate
}

function buildEstate(facts: FactIndex): Estate {
  const unparseable = new Map<string, string>()
  const compile = compiler(unparseable)
  const organization = new Map<string, Pick<Account, 'serviceControl' | 'resourceControl'>>()
  for (const node of facts.ofKind('AwsAccount'))
    organization.set(node.id, organizationPolicies(node, compile))
  const controls = controlStatements(organization.values())
  const drafts = [...facts.ofKind('AwsIamUser'), ...facts.ofKind('AwsIamRole')].flatMap((node) => {
    const draft =
      node.props.stub === true ? null : draftIdentity(facts, node, organization, controls, compile)
    return draft ?? []
  })
  const classes = groupIntoClasses(drafts)
  const identities = new Map<string, Identity>()
  for (const { members } of classes)
    for (const member of members) identities.set(member.principal.key, member)
  const accounts = new Map<string, Account>()
  const byAccount = new Map<string, PolicyClass[]>()
  for (const found of classes) {
    const list = byAccount.get(found.account)
    if (list === undefined) byAccount.set(found.account, [found])
    else list.push(found)
  }
  for (const account of new Set([...organization.keys(), ...byAccount.keys()])) {
    accounts.set(account, {
      id: account,
      node: facts.node(account),
      serviceControl: organization.get(account)?.serviceControl ?? [],
      resourceControl: organization.get(account)?.resourceControl ?? [],
      classes: byAccount.get(account) ?? [],
    })
  }
  const policies = new WeakMap<NodeRecord, Policy>()
  const resourcePolicy: Estate['resourcePolicy'] = (node, property, id) => {
    const document = node.props[property]
    if (document === undefined) return undefined
    if (document === null) return null
    const written = compile(id, document)
    if (written === null) return undefined
    const policy = policies.get(node) ?? withGrants(written, node)
    if (policy !== written) policies.set(node, policy)
    return { id, policy, holder: node.id, type: 'other' }
  }
  const policiesOf: Estate['policiesOf'] = (holder) => attached(facts, holder, 'HAS_POLICY', compile)
  return { facts, accounts, identities, classes, unparseable, policiesOf, resourcePolicy }
}

type Compile = (id: string, document: Value) => Policy | null

/** Each document is compiled once, whoever it is attached to. */
function compiler(unparseable: Map<string, string>): Compile {
  const compiled = new Map<string, Policy | null>()
  return (id, document) => {
    const known = compiled.get(id)
    if (known !== undefined) return known
    const result = parsePolicy(document)
    if (!result.ok) unparseable.set(id, result.reason)
    const policy = result.ok ? result.policy : null
    compiled.set(id, policy)
    return policy
  }
}

function draftIdentity(
  facts: FactIndex,
  node: NodeRecord,
  organization: ReadonlyMap<string, Pick<Account, 'serviceControl'>>,
  controls: readonly Statement[],
  compile: Compile,
): Draft | null {
  const principal = parsePrincipal(node.id)
  if (principal === null || principal.account === null) return null
  const { account } = principal
  const groups = facts.from(node.id, 'MEMBER_OF').map((membership) => membership.to)
  const holders = [node.id, ...groups]
  const identity = holders.flatMap((holder) => attached(facts, holder, 'HAS_POLICY', compile))
  const boundaries = attached(facts, node.id, 'BOUNDED_BY', compile)
  const serviceControl = organization.get(account)?.serviceControl ?? []
  const known = principalContext(node, facts.node(account))
  const context = createContext([known.values, DIRECT_CALL, derivedKeys(principal, null)], {
    families: known.families,
  })
  const own: OwnPolicies = { identity, boundaries, serviceControl }
  const controlled = controls.map((statement) => signatureOf(statement, context)).join(' ')
  const key = `${classKey(principal, own, context)}\ncontrolled ${controlled}`
  return { identity: { node, principal, account, context, own }, controlled, classKey: key }
}

/** Statements of resource control policies, of any account, that tell one principal from another. */
function controlStatements(organization: Iterable<Pick<Account, 'resourceControl'>>): readonly Statement[] {
  const levels = [...organization].flatMap(({ resourceControl }) => resourceControl.flat())
  const statements = new Set(levels.flatMap(({ policy }) => policy.statements))
  return [...statements].filter(hangsOnPrincipal)
}

function attached(
  facts: FactIndex,
  holder: string,
  kind: 'HAS_POLICY' | 'BOUNDED_BY',
  compile: Compile,
): readonly SourcedPolicy[] {
  return facts.from(holder, kind).flatMap(({ to }): SourcedPolicy[] => {
    const node = facts.node(to)
    const document = node?.props.document
    const policy = document === undefined || document === null ? null : compile(to, document)
    if (policy !== null) return [{ id: to, policy, holder, type: policyType(node) }]
    // A boundary that was not read must still bound: it allows nothing that we can vouch for. Of an attached policy
    // no Allow counts, but it may hold a Deny.
    const unread = unreadDocument(kind === 'BOUNDED_BY' ? 'Allow' : 'Deny', to)
    const stand = compile(`${to}#not-collected/${kind}`, unread)
    return stand === null ? [] : [{ id: to, policy: stand, holder, type: 'other' }]
  })
}

const policyType = (node: NodeRecord | undefined): SourcedPolicy['type'] => {
  const type = node?.props.type
  return type === 'aws-managed' || type === 'customer-managed' || type === 'inline' ? type : 'other'
}

/** Stands for a resource policy that was not collected: it may let anyone in. */
export const NOT_COLLECTED: SourcedPolicy = {
  id: 'not-collected',
  policy: compiled(unreadDocument('Allow', 'resource-policy', { Principal: '*' })),
  holder: null,
  type: 'other',
}

/** A document of our own. */
export function compiled(document: Value): Policy {
  const result = parsePolicy(document)
  return result.ok ? result.policy : policyWith([])
}

/**
 * Service and resource control policies of an account; the management account is exempt from both.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function organizationPolicies(
  node: NodeRecord,
  compile: Compile,
): Pick<Account, 'serviceControl' | 'resourceControl'> {
  if (node.props.managementAccount === true) return { serviceControl: [], resourceControl: [] }
  const levels = (property: string): readonly (readonly SourcedPolicy[])[] => {
    const value = node.props[property]
    if (!Array.isArray(value)) return []
    return value.map((level, index) =>
      (Array.isArray(level) ? level : [level]).map((item, position): SourcedPolicy => {
        const { id, document } = organizationDocument(item, `${node.id}#${property}/${index}/${position}`)
        const policy = compile(id, document)
        return { id, policy: policy ?? compiled(unreadDocument('Allow', id)), holder: node.id, type: 'other' }
      }),
    )
  }
  return {
    serviceControl: levels('serviceControlPolicies'),
    resourceControl: levels('resourceControlPolicies'),
  }
}

/** A level holds plain documents, or `{ id, document }` where the policy's id is known. */
function organizationDocument(item: Value, fallback: string): { id: string; document: Value } {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { id: fallback, document: item }
  const fields = new Map(Object.entries(item))
  const id = fields.get('id')
  const document = fields.get('document')
  if (document === undefined) return { id: fallback, document: item }
  return { id: typeof id === 'string' ? id : fallback, document }
}

function classKey(principal: Principal, own: OwnPolicies, context: Context): string {
  const sign = ({ id, policy }: SourcedPolicy) =>
    [id, ...policy.statements.map((statement) => signatureOf(statement, context)).filter(Boolean)].join(' ')
  return [
    principal.account,
    principal.serviceLinked,
    ...own.identity.map(sign).sort(),
    'bounded by',
    ...own.boundaries.map(sign),
    'under',
    ...own.serviceControl.flat().map(sign),
  ].join('\n')
}

function groupIntoClasses(drafts: readonly Draft[]): readonly PolicyClass[] {
  const groups = new Map<string, [Draft, ...Draft[]]>()
  for (const draft of drafts) {
    const group = groups.get(draft.classKey)
    if (group === undefined) groups.set(draft.classKey, [draft])
    else group.push(draft)
  }
  return [...groups].map(([key, group]) => {
    const [{ identity: first, controlled }] = group
    const members: Identity[] = []
    const found: PolicyClass = {
      id: `${first.account}#access-class/${createHash('sha256').update(key).digest('hex').slice(0, 16)}`,
      account: first.account,
      own: first.own,
      controlled,
      members,
    }
    for (const { identity } of group) members.push({ ...identity, id: identity.node.id, class: found })
    return found
  })
}
