import type { AttackEdge, Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props, RelationshipRecord } from '../../snapshot/records.ts'
import { YES } from '../tri.ts'
import { AZURE_DETOURS } from './data-detours.ts'
import { AZURE_ACCESS_TECHNIQUES } from './data-techniques.ts'
import { grantOf } from './decide.ts'
import { type Assignment, azureEstateOf } from './estate.ts'
import { drawTechniques } from './grant.ts'
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
    facts: [...targets.facts, ...memberships(facts), ...assignmentFacts(estate.assignments)],
    properties: merged([
      ...anonymous.properties,
      ...assignmentProperties(facts, estate.assignments),
      ...holders(edges),
      ...owners(facts, estate.assignments),
    ]),
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

function assignmentFacts(assignments: readonly Assignment[]): RelationshipRecord[] {
  const found: RelationshipRecord[] = []
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

function assignmentProperties(facts: FactIndex, assignments: readonly Assignment[]): [string, Props][] {
  const held = new Map<string, string[]>()
  const found = assignments.map((assignment): [string, Props] => {
    const { id, principal, roleName, scope, eligible } = assignment
    const list = held.get(principal) ?? []
    held.set(principal, list)
    if (!eligible) list.push(`${roleName}@${scope}`)
    const guest = facts.node(principal)?.props.userType === 'Guest'
    const props = {
      roleName,
      ...(eligible
        ? {}
        : { principalIsGuest: guest, privileged: PRIVILEGED.has(roleName), ...controlOf(assignment) }),
    }
    return [id, props]
  })
  for (const [principal, roles] of held) found.push([principal, { azureRoles: roles.sort() }])
  return found
}

/** Actions far apart: what has them all has everything, as Owner and Contributor do. */
const EVERYTHING = [
  'microsoft.compute/virtualmachines/write',
  'microsoft.keyvault/vaults/write',
  'microsoft.resources/deployments/write',
  'microsoft.storage/storageaccounts/listkeys/action',
  'microsoft.web/sites/write',
]

/** https://learn.microsoft.com/azure/role-based-access-control/scope-overview */
const isWide = (scope: string): boolean =>
  scope === '/' ||
  /^\/subscriptions\/[^/]+$/.test(scope) ||
  scope.startsWith('/providers/microsoft.management/managementgroups/')

function controlOf(assignment: Assignment): Props {
  if (assignment.permissions === null) return {}
  const surely = (action: string): boolean => grantOf(assignment, action).holds === YES
  const all = EVERYTHING.every(surely) || surely('microsoft.authorization/roleassignments/write')
  return { controlsScope: all && isWide(assignment.scope) }
}

/** Owners of each subscription of which some assignment is known. */
function owners(facts: FactIndex, assignments: readonly Assignment[]): [string, Props][] {
  const found = new Map<string, Set<string>>()
  for (const { scope, eligible, roleName, principal } of assignments) {
    const subscription = /^\/subscriptions\/[^/]+/.exec(scope)?.[0]
    if (subscription === undefined || eligible) continue
    const own = found.get(subscription) ?? new Set()
    found.set(subscription, own)
    if (scope === subscription && roleName === 'Owner') own.add(principal)
  }
  return facts.ofKind('AzureSubscription').flatMap(({ id }): [string, Props][] => {
    const own = found.get(id)
    return own === undefined ? [] : [[id, { owners: [...own].sort() }]]
  })
}

function holders(edges: readonly AttackEdge[]): [string, Props][] {
  return [...new Set(edges.filter(({ kind }) => kind === 'ADMIN_OF').map(({ from }) => from))].map((id) => [
    id,
    { isAdmin: true },
  ])
}

/** Properties of one node come from several sides. */
function merged(all: readonly (readonly [string, Props])[]): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  for (const [id, props] of all) found.set(id, { ...found.get(id), ...props })
  return found
}
