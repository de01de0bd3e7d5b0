import type { Targets } from '../../access/azure/targets.ts'
import type { AttackEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { ALLOWED, TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import {
  applicationOf,
  customActions,
  evidenceOf,
  permissionsOf,
  ROLES,
  type RoleHolding,
  roleHoldings,
  worthwhile,
} from './entra-facts.ts'
import type { EntraTechnique } from './entra-technique.ts'
import { ENTRA_TECHNIQUES } from './entra-techniques.ts'

interface Directory {
  readonly facts: FactIndex
  readonly holdings: readonly RoleHolding[]
  readonly worth: ReadonlySet<string>
  /** Role -> what a custom one allows. */
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>
  readonly ends: Map<string, readonly string[]>
}

/** Edges of the directory: roles, application permissions, ownership. Draws through sets where there are many. */
export function entraEdges(facts: FactIndex, setOf: Targets['endsOf']): AttackEdge[] {
  const holdings = roleHoldings(facts)
  const worth = worthwhile(facts, holdings)
  const directory: Directory = { facts, holdings, worth, actions: customActions(facts), ends: new Map() }
  return [
    ...ENTRA_TECHNIQUES.flatMap((technique) => drawTechnique(directory, technique, setOf)),
    ...administrators(directory),
    ...elevations(directory),
  ]
}

function drawTechnique(
  directory: Directory,
  technique: EntraTechnique,
  setOf: Targets['endsOf'],
): AttackEdge[] {
  return [
    ...directory.holdings
      .filter(({ role }) => suffices(directory, technique, role))
      .flatMap((held) => byRole(directory, technique, held, setOf)),
    ...(technique.owners === 'permitted' ? [] : directory.facts.ofKind('EntraServicePrincipal'))
      .filter((node) => isPermitted(technique, node))
      .flatMap((node) => byPermission(directory, technique, node, setOf)),
    ...(technique.owned === undefined ? [] : byOwnership(directory, technique, technique.owned)),
  ]
}

const suffices = ({ actions }: Directory, technique: EntraTechnique, role: string): boolean =>
  technique.roles.includes(role) ||
  (technique.actions?.some((action) => actions.get(role)?.has(action.toLowerCase()) === true) ?? false)

const isPermitted = ({ permissions }: EntraTechnique, node: NodeRecord): boolean =>
  permissionsOf(node).some((one) => permissions.includes(one))

/** null: the tenant is set up otherwise. */
function conditionsOf({ facts }: Directory, { world }: EntraTechnique, tenant: string): Condition[] | null {
  if (world === undefined) return []
  const state = world.decide(facts.node(`/tenants/${tenant}`)?.props ?? {})
  if (state === 'unmet') return null
  return state === 'met' ? [] : [{ key: world.id, state, detail: world.says }]
}

function byRole(
  directory: Directory,
  technique: EntraTechnique,
  held: RoleHolding,
  setOf: Targets['endsOf'],
): AttackEdge[] {
  const world = conditionsOf(directory, technique, held.tenant)
  if (world === null) return []
  const ends = without(endsInScope(directory, technique, held), held.principal)
  const conditions = [...world, ...(held.eligible ? [ACTIVATION] : [])]
  return setOf(`/tenants/${held.tenant}`, technique, ends).map((to) =>
    edge(technique, held.principal, to, evidenceOf(directory.facts, held), removal(held.id), conditions),
  )
}

/** The same list where there is nobody to leave out: sets are made of each list once. */
const without = (ids: readonly string[], one: string): readonly string[] =>
  ids.includes(one) ? ids.filter((id) => id !== one) : ids

/** What is asked about once for all who hold a role in the same scope. */
function endsInScope(directory: Directory, technique: EntraTechnique, held: RoleHolding): readonly string[] {
  const { facts, ends } = directory
  const { tenant, scope } = held
  const key = `${ENTRA_TECHNIQUES.indexOf(technique)} ${tenant} ${scope}`
  const known = ends.get(key)
  if (known !== undefined) return known
  const found = endsIn(directory, technique, tenant).filter((id) =>
    inScope(facts, held, editedFor(facts, technique, id)),
  )
  ends.set(key, found)
  return found
}

const ACTIVATION: Condition = {
  key: 'pim-activation',
  state: 'unknown',
  detail: 'the role is eligible and has to be activated first',
}

/** What is changed to get to a target: itself, or its application. */
const editedFor = (facts: FactIndex, { edits }: EntraTechnique, id: string): string =>
  edits === undefined ? id : (applicationOf(facts, facts.node(id)?.props.appId)?.id ?? id)

function byPermission(
  directory: Directory,
  technique: EntraTechnique,
  node: NodeRecord,
  setOf: Targets['endsOf'],
): AttackEdge[] {
  const tenant = String(node.props.account ?? '')
  const world = conditionsOf(directory, technique, tenant)
  if (world === null) return []
  const ends = without(endsIn(directory, technique, tenant), node.id)
  const granted = permissionsOf(node).filter((one) => technique.permissions.includes(one))
  const evidence = {
    type: 'application-permission',
    id: node.id,
    detail: `was granted ${granted.join(', ')}`,
  }
  return setOf(`/tenants/${tenant}`, technique, ends).map((to) =>
    edge(technique, node.id, to, evidence, withoutPermissions(node), world),
  )
}

/** Owners of an application, of its service principal or of a group. */
function byOwnership(
  directory: Directory,
  technique: EntraTechnique,
  kinds: readonly string[],
): AttackEdge[] {
  const { facts } = directory
  return kinds.flatMap((kind) =>
    facts.ofKind(kind).flatMap((owned) =>
      facts.to(owned.id, 'OWNS').flatMap(({ from }) => {
        if (!mayUseOwnership(facts, technique, from)) return []
        const evidence = { type: 'ownership', id: owned.id, detail: `owns ${String(owned.props.name)}` }
        return principalsBehind(facts, owned)
          .filter((node) => directory.worth.has(node.id) && technique.works(node, facts) && node.id !== from)
          .map(({ id }) => edge(technique, from, id, evidence, withoutOwners(owned.id)))
      }),
    ),
  )
}

/** A program that owns an application needs a permission besides: https://learn.microsoft.com/graph/permissions-reference */
function mayUseOwnership(facts: FactIndex, technique: EntraTechnique, owner: string): boolean {
  const node = facts.node(owner)
  if (technique.owners === undefined) return true
  if (technique.owners === 'people') return node?.kind !== 'EntraServicePrincipal'
  return node?.kind === 'EntraServicePrincipal' && isPermitted(technique, node)
}

const principalsBehind = (facts: FactIndex, { kind, id, props }: NodeRecord): readonly NodeRecord[] =>
  kind === 'EntraApplication'
    ? facts.ofKind('EntraServicePrincipal').filter((one) => one.props.appId === props.appId)
    : [facts.node(id)].filter((node) => node !== undefined)

function endsIn(
  { facts, worth, ends }: Directory,
  technique: EntraTechnique,
  tenant: string,
): readonly string[] {
  const { target, works } = technique
  if (target === 'tenant') return facts.node(`/tenants/${tenant}`) === undefined ? [] : [`/tenants/${tenant}`]
  const key = `${ENTRA_TECHNIQUES.indexOf(technique)} ${tenant}`
  const known = ends.get(key)
  if (known !== undefined) return known
  const found = facts
    .ofKind(target)
    .filter((node) => worth.has(node.id) && isOf(node, tenant) && works(node, facts))
    .map(({ id }) => id)
  ends.set(key, found)
  return found
}

/** Nobody's roles reach into another tenant. */
const isOf = ({ props }: NodeRecord, tenant: string): boolean =>
  props.account === undefined || props.account === tenant

/**
 * A role in an administrative unit reaches its direct members; a restricted unit keeps out who is not named in it.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/administrative-units
 */
function inScope(facts: FactIndex, { scope, tenant }: RoleHolding, id: string): boolean {
  const units = facts
    .to(id, 'CONTAINS')
    .filter(({ from }) => facts.node(from)?.kind === 'EntraAdministrativeUnit')
  if (scope === '/') return !units.some(({ from }) => facts.node(from)?.props.restricted === true)
  const unit = /^\/administrativeunits\/(.+)$/.exec(scope)?.[1]
  if (unit === undefined) return scope === `/${id}`
  return units.some(({ from }) => from === `/tenants/${tenant}/administrativeunits/${unit}`)
}

function administrators({ holdings, facts }: Directory): AttackEdge[] {
  return holdings
    .filter(
      ({ role, scope, tenant }) =>
        role === ROLES.globalAdministrator && scope === '/' && facts.node(`/tenants/${tenant}`) !== undefined,
    )
    .map(({ id, principal, tenant, eligible }) => {
      const conditions = eligible ? [ACTIVATION] : []
      return {
        from: principal,
        kind: 'ADMIN_OF',
        to: `/tenants/${tenant}`,
        technique: null,
        attack: ['T1078.004'],
        likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
        conditions,
        evidence: [{ type: 'directory-role', id, detail: 'holds Global Administrator' }],
        provenance: removal(id),
      }
    })
}

/**
 * A Global Administrator can make itself User Access Administrator at the root; so can whoever comes to administer the
 * tenant. https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin
 */
function elevations({ holdings, facts }: Directory): AttackEdge[] {
  const from = new Map(
    holdings
      .filter(({ role, scope, eligible }) => role === ROLES.globalAdministrator && scope === '/' && !eligible)
      .map(({ principal, tenant, id }) => [principal, { tenant, id }]),
  )
  for (const { id, props } of facts.ofKind('AzureTenant')) from.set(id, { tenant: String(props.account), id })
  return [...from].flatMap(([id, { tenant, id: proof }]) =>
    facts
      .ofKind('AzureSubscription')
      .filter(({ props }) => props.tenant === tenant)
      .map((subscription) => ({
        from: id,
        kind: 'CAN_ESCALATE',
        to: subscription.id,
        technique: 'az-entra-elevate-access',
        attack: ['T1098.003', 'T1548.005'],
        likelihood: TECHNIQUE.twoCalls,
        conditions: [],
        evidence: [
          { type: 'directory-role', id: proof, detail: 'a Global Administrator may elevate its access' },
        ],
        provenance: proof === id ? null : removal(proof),
      })),
  )
}

const removal = (id: string): Provenance => ({
  id,
  type: 'assignment',
  edit: { change: 'delete', resource: id },
})

/** The same edit for every technique that a permission of it would do for. */
const withoutPermissions = (node: NodeRecord): Provenance => ({
  id: node.id,
  type: 'application-permission',
  edit: {
    change: 'set',
    resource: node.id,
    property: 'graphPermissions',
    value: permissionsOf(node).filter((one) => !LEADING_ON.has(one)),
  },
})

const LEADING_ON: ReadonlySet<string> = new Set(ENTRA_TECHNIQUES.flatMap(({ permissions }) => permissions))

const withoutOwners = (id: string): Provenance => ({
  id,
  type: 'ownership',
  edit: { change: 'set', resource: id, property: 'owners', value: null },
})

const edge = (
  { id, edge: kind, attack, likelihood }: EntraTechnique,
  from: string,
  to: string,
  evidence: Evidence,
  provenance: Provenance,
  conditions: readonly Condition[] = [],
): AttackEdge => ({
  from,
  kind,
  to,
  technique: id,
  attack,
  likelihood: likelihood * UNKNOWN_CONDITION ** conditions.length,
  conditions,
  evidence: [evidence],
  provenance,
})
