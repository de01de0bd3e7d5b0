import type { Targets } from '../../access/azure/targets.ts'
import type { AttackEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { ALLOWED, TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { permissionsOf, ROLES, type RoleHolding, roleHoldings, worthwhile } from './entra-facts.ts'
import { ENTRA_TECHNIQUES, type EntraTechnique } from './entra-techniques.ts'

interface Directory {
  readonly facts: FactIndex
  readonly holdings: readonly RoleHolding[]
  readonly worth: ReadonlySet<string>
}

/** Edges of the directory: roles, application permissions, ownership. Draws through sets where there are many. */
export function entraEdges(facts: FactIndex, setOf: Targets['endsOf']): AttackEdge[] {
  const holdings = roleHoldings(facts)
  const directory: Directory = { facts, holdings, worth: worthwhile(facts, holdings) }
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
      .filter(({ role }) => technique.roles.includes(role))
      .flatMap((held) => byRole(directory, technique, held, setOf)),
    ...directory.facts
      .ofKind('EntraServicePrincipal')
      .filter((node) => permissionsOf(node).some((one) => technique.permissions.includes(one)))
      .flatMap((node) => byPermission(directory, technique, node, setOf)),
    ...(technique.owned === undefined ? [] : byOwnership(directory, technique, technique.owned)),
  ]
}

function byRole(
  directory: Directory,
  technique: EntraTechnique,
  held: RoleHolding,
  setOf: Targets['endsOf'],
): AttackEdge[] {
  const { facts } = directory
  const ends = endsIn(directory, technique, held.tenant).filter(
    (id) => inScope(facts, held, id) && id !== held.principal,
  )
  const conditions: Condition[] = held.eligible
    ? [
        {
          key: 'pim-activation',
          state: 'unknown',
          detail: 'the role is eligible and has to be activated first',
        },
      ]
    : []
  const evidence = { type: 'directory-role', id: held.id, detail: `holds ${held.roleName} at ${held.scope}` }
  return setOf(`/tenants/${held.tenant}`, technique, ends).map((to) =>
    edge(technique, held.principal, to, evidence, removal(held.id), conditions),
  )
}

function byPermission(
  directory: Directory,
  technique: EntraTechnique,
  node: NodeRecord,
  setOf: Targets['endsOf'],
): AttackEdge[] {
  const tenant = String(node.props.account ?? '')
  const ends = endsIn(directory, technique, tenant).filter((id) => id !== node.id)
  const granted = permissionsOf(node).filter((one) => technique.permissions.includes(one))
  const evidence = {
    type: 'application-permission',
    id: node.id,
    detail: `was granted ${granted.join(', ')}`,
  }
  return setOf(`/tenants/${tenant}`, technique, ends).map((to) =>
    edge(technique, node.id, to, evidence, removal(node.id)),
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
        const evidence = { type: 'ownership', id: owned.id, detail: `owns ${String(owned.props.name)}` }
        return principalsBehind(facts, owned)
          .filter((node) => directory.worth.has(node.id) && technique.works(node, facts) && node.id !== from)
          .map(({ id }) => edge(technique, from, id, evidence, removal(owned.id)))
      }),
    ),
  )
}

const principalsBehind = (facts: FactIndex, { kind, id, props }: NodeRecord): readonly NodeRecord[] =>
  kind === 'EntraApplication'
    ? facts.ofKind('EntraServicePrincipal').filter((one) => one.props.appId === props.appId)
    : [facts.node(id)].filter((node) => node !== undefined)

function endsIn({ facts, worth }: Directory, { target, works }: EntraTechnique, tenant: string): string[] {
  if (target === 'tenant') return facts.node(`/tenants/${tenant}`) === undefined ? [] : [`/tenants/${tenant}`]
  return facts
    .ofKind(target)
    .filter((node) => worth.has(node.id) && works(node, facts))
    .map(({ id }) => id)
}

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
      const conditions: Condition[] = eligible
        ? [
            {
              key: 'pim-activation',
              state: 'unknown',
              detail: 'the role is eligible and has to be activated first',
            },
          ]
        : []
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
