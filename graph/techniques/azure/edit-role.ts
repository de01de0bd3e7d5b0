import { z } from 'zod'
import { decide } from '../../access/azure/decide.ts'
import { type Assignment, type AzureEstate, azureEstateOf } from '../../access/azure/estate.ts'
import { assignmentEvidence } from '../../access/azure/evidence.ts'
import { grantOf } from '../../access/azure/grants.ts'
import { MAYBE, NO } from '../../access/tri.ts'
import type { AttackEdge, Condition } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'

const WRITE = 'microsoft.authorization/roledefinitions/write'
const custom = z.object({ type: z.literal('CustomRole'), assignableScopes: z.array(z.string()).min(1) })

/**
 * Who holds a custom role and may change it at every scope that it may be assigned at, gives it any action, where it
 * is assigned. https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */
export function editRoleEdges(facts: FactIndex): AttackEdge[] {
  const estate = azureEstateOf(facts)
  const byRole = groupBy(estate.assignments, ({ role }) => role)
  const roles = customRoles(facts, byRole.keys())
  if (roles.length === 0) return []
  const writers = new Set(
    estate.assignments.filter((one) => grantOf(one, WRITE).holds !== NO).map(({ principal }) => principal),
  )
  return roles.flatMap(({ role, scopes }) => {
    const held = groupBy(byRole.get(role) ?? [], ({ principal }) => principal)
    return [...new Set([...held.keys(), ...writers])].flatMap((principal) => {
      const who = [...estate.principalsOf(principal)]
      const mine = who.flatMap((one) => held.get(one) ?? [])
      const may = mine.length > 0 && who.some((one) => writers.has(one))
      return may ? edgesFrom(estate, principal, mine, scopes) : []
    })
  })
}

function customRoles(facts: FactIndex, roles: Iterable<string>) {
  return [...roles].flatMap((role) => {
    const parsed = custom.safeParse(facts.node(role)?.props)
    const scopes = (parsed.data?.assignableScopes ?? []).map(
      (scope) => scope.toLowerCase().replace(/\/+$/, '') || '/',
    )
    return parsed.success ? [{ role, scopes }] : []
  })
}

function edgesFrom(
  estate: AzureEstate,
  principal: string,
  mine: readonly Assignment[],
  scopes: readonly string[],
): AttackEdge[] {
  const writes = scopes.map((scope) => decide(estate, principal, WRITE, scope))
  if (writes.some(({ holds }) => holds === NO)) return []
  // What the groups have alone is drawn from the groups.
  const own = [...mine, ...writes.flatMap(({ by }) => by ?? [])].some((one) => one.principal === principal)
  if (!own) return []
  const conditions = writes
    .filter(({ holds }) => holds === MAYBE)
    .flatMap(({ unless }) => unless)
    .map(({ key, detail }): Condition => ({ key, state: 'unknown', detail }))
  return mine
    .filter(({ scope }) => isNode(estate, scope))
    .map((assignment) => edgeOf(estate, principal, assignment, writes, conditions))
}

const SCOPES: ReadonlySet<string> = new Set([
  'AzureSubscription',
  'AzureManagementGroup',
  'AzureResourceGroup',
])
const isNode = ({ facts }: AzureEstate, scope: string): boolean => SCOPES.has(facts.node(scope)?.kind ?? '')

function edgeOf(
  estate: AzureEstate,
  from: string,
  { id, roleName, scope, eligible }: Assignment,
  writes: readonly { readonly by: Assignment | null }[],
  given: readonly Condition[],
): AttackEdge {
  const activation: Condition = {
    key: 'pim-activation',
    state: 'unknown',
    detail: 'the role is eligible and has to be activated first',
  }
  const all = eligible ? [...given, activation] : given
  const conditions = [...new Map(all.map((one) => [`${one.key} ${one.detail}`, one])).values()]
  const by = [
    ...new Map(writes.flatMap((one) => (one.by === null ? [] : [[one.by.id, one.by] as const]))).values(),
  ]
  return {
    from,
    kind: 'CAN_ESCALATE',
    to: scope,
    technique: 'az-rbac-edit-role-definition',
    attack: ['T1098.003'],
    likelihood: TECHNIQUE.apiCall * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: [
      {
        type: 'role-assignment',
        id,
        detail: `${roleName}, a custom role, is assigned at ${estate.placeOf(scope)}`,
      },
      ...by.flatMap((one) => assignmentEvidence(estate, one, [WRITE])),
    ],
    provenance: { id, type: 'role-assignment', edit: { change: 'delete', resource: id } },
  }
}
