import type { Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props, RelationshipRecord } from '../../snapshot/records.ts'
import { YES } from '../tri.ts'
import { AZURE_DETOURS } from './data-detours.ts'
import { AZURE_ACCESS_TECHNIQUES } from './data-techniques.ts'
import { type Assignment, type AzureEstate, azureEstateOf } from './estate.ts'
import { drawTechniques } from './grant.ts'
import { grantOf } from './grants.ts'
import { missingRoles, unknownPrincipals } from './not-collected.ts'
import { publicContainers } from './public-containers.ts'
import { createTargets } from './targets.ts'
import { accessPolicyEdges } from './vault-policies.ts'

const NOTHING: Derivation = { edges: [], nodes: [], properties: new Map(), blocked: [] }

/** Who may do what in Azure: roles at every scope, keys, access policies, and containers without a login. */
export function deriveAzureAccess(facts: FactIndex): Derivation {
  const estate = azureEstateOf(facts)
  const anonymous = publicContainers(facts)
  if (
    estate.assignments.length === 0 &&
    facts.ofKind('AzureKeyVault').length === 0 &&
    anonymous.edges.length === 0
  )
    return NOTHING
  const targets = createTargets(estate)
  const drawn = drawTechniques(estate, [...AZURE_ACCESS_TECHNIQUES, ...AZURE_DETOURS], targets)
  const policies = accessPolicyEdges(estate)
  const edges = [...drawn.edges, ...policies, ...anonymous.edges]
  return {
    edges,
    blocked: [...drawn.blocked, ...anonymous.blocked],
    nodes: [...targets.nodes, ...unknownPrincipals(estate), ...anonymous.nodes],
    facts: assignmentFacts(estate.assignments, [...targets.facts, ...memberships(facts)]),
    properties: merged(assignmentProperties(estate), (put) => {
      for (const [id, props] of anonymous.properties) put(id, props)
      const administrators = new Set<string>()
      for (const { kind, from } of edges) if (kind === 'ADMIN_OF') administrators.add(from)
      for (const id of administrators) put(id, ADMINISTRATOR)
      owners(facts, estate.assignments, put)
    }),
    missing: missingRoles(estate),
  }
}

/** What a group may do, whoever is in it may do: the group is their class. */
function memberships(facts: FactIndex): RelationshipRecord[] {
  return facts.ofKind('EntraGroup').flatMap((group) =>
    facts.to(group.id, 'MEMBER_OF').map(({ from }) => ({
      from,
      kind: 'IN_ACCESS_CLASS',
      to: group.id,
      props: {
        evidence: [{ type: 'membership', id: group.id, detail: 'a member of the group' }],
        provenance: null,
      },
    })),
  )
}

/** Most of all facts are these: they are added to the others, not copied. */
function assignmentFacts(
  assignments: readonly Assignment[],
  found: RelationshipRecord[],
): RelationshipRecord[] {
  for (const { id, principal, role, scope } of assignments) {
    found.push({ from: id, kind: 'ASSIGNED_TO', to: principal, props: PLAIN })
    if (scope !== '/') found.push({ from: id, kind: 'ASSIGNED_AT', to: scope, props: PLAIN })
    found.push({ from: id, kind: 'GRANTS_ROLE', to: role, props: PLAIN })
  }
  return found
}

const PLAIN: Props = {}

/** Roles that may give themselves any right: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged */
const PRIVILEGED = new Set(['Owner', 'User Access Administrator', 'Role Based Access Control Administrator'])

interface Holder {
  readonly id: string
  readonly isGuest: boolean
  readonly roles: string[]
}

/** Of assignments and of those who hold them. */
function assignmentProperties({ facts, assignments, principals }: AzureEstate): Map<string, Props> {
  const found = new Map<string, Props>()
  const holders = principals.map((id): Holder => {
    return { id, isGuest: facts.node(id)?.props.userType === 'Guest', roles: [] }
  })
  const alike = propertiesAlike()
  const controls = controlling()
  for (const assignment of assignments) {
    const { id, holder, roleName, scope, eligible } = assignment
    const { isGuest = false, roles } = holders[holder] ?? {}
    if (!eligible) roles?.push(`${roleName}@${scope}`)
    found.set(id, eligible ? { roleName } : alike(roleName, isGuest, controls(assignment)))
  }
  for (const { id, roles } of holders) found.set(id, { azureRoles: roles.sort() })
  return found
}

/** Roles are few: most of their assignments share one object. */
function propertiesAlike() {
  const known = new Map<string, Props[]>()
  return (roleName: string, principalIsGuest: boolean, controlsScope: boolean | null): Props => {
    const ofRole = known.get(roleName) ?? []
    known.set(roleName, ofRole)
    const same = ofRole.find(
      (one) => one.principalIsGuest === principalIsGuest && (one.controlsScope ?? null) === controlsScope,
    )
    if (same !== undefined) return same
    const privileged = PRIVILEGED.has(roleName)
    const props = {
      roleName,
      principalIsGuest,
      privileged,
      ...(controlsScope !== null && { controlsScope }),
    }
    ofRole.push(props)
    return props
  }
}

/** Actions far apart: what has them all has everything, as Owner and Contributor do. */
const EVERYTHING = [
  'microsoft.compute/virtualmachines/write',
  'microsoft.keyvault/vaults/write',
  'microsoft.resources/deployments/write',
  'microsoft.storage/storageaccounts/listkeys/action',
  'microsoft.web/sites/write',
]

const SUBSCRIPTION = '/subscriptions/'

/** The subscription that a scope is or lies in. */
function subscriptionOf(scope: string): string | null {
  if (!scope.startsWith(SUBSCRIPTION)) return null
  const end = scope.indexOf('/', SUBSCRIPTION.length)
  return end === -1 ? scope : scope.slice(0, end)
}

/** https://learn.microsoft.com/azure/role-based-access-control/scope-overview */
const isWide = (scope: string): boolean =>
  scope === '/' ||
  subscriptionOf(scope) === scope ||
  scope.startsWith('/providers/microsoft.management/managementgroups/')

/** Whether an assignment controls its scope; null: what the role grants is not known. */
function controlling(): (assignment: Assignment) => boolean | null {
  /** Roles are few: what one grants without a condition is told once. */
  const known = new Map<Assignment['permissions'], boolean>()
  const grantsControl = (assignment: Assignment): boolean => {
    const { permissions, condition } = assignment
    const before = condition === null ? known.get(permissions) : undefined
    if (before !== undefined) return before
    const found = grantsAll(assignment, EVERYTHING) || grantsAll(assignment, ASSIGN)
    if (condition === null) known.set(permissions, found)
    return found
  }
  return (assignment) => {
    if (assignment.permissions === null) return null
    // Few roles grant that: only their scopes are looked at.
    return grantsControl(assignment) && isWide(assignment.scope)
  }
}

const ASSIGN = ['microsoft.authorization/roleassignments/write']

const grantsAll = (assignment: Assignment, actions: readonly string[]): boolean =>
  actions.every((action) => grantOf(assignment, action).holds === YES)

type Put = (id: string, props: Props) => void

/** Owners of each subscription of which some assignment is known. */
function owners(facts: FactIndex, assignments: readonly Assignment[], put: Put): void {
  const subscriptions = facts.ofKind('AzureSubscription')
  const found = new Map(subscriptions.map(({ id }) => [id, new Set<string>()]))
  const unseen = new Set(found.keys())
  for (const { scope, eligible, roleName, principal } of assignments) {
    if (eligible) continue
    if (roleName === 'Owner') found.get(scope)?.add(principal)
    // Once something is assigned in each, other scopes tell nothing.
    if (unseen.size > 0) unseen.delete(subscriptionOf(scope) ?? '')
  }
  for (const [id, own] of found) if (!unseen.has(id)) put(id, { owners: [...own].sort() })
}

const ADMINISTRATOR: Props = { isAdmin: true }

/** Properties of one node come from several sides: those of assignments are many, and are added to. */
function merged(found: Map<string, Props>, from: (put: Put) => void): ReadonlyMap<string, Props> {
  from((id, props) => {
    const before = found.get(id)
    found.set(id, before === undefined ? props : { ...before, ...props })
  })
  return found
}
