import { z } from 'zod'
import { groupBy } from '../../group-by.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { type PlaceName, placeNames } from './place-names.ts'
import { principalSets } from './principals.ts'
import { type Permission, parsePermissions } from './role.ts'
import { type ScopeChain, scopeChains } from './scope.ts'

/** A role held by a principal at a scope. */
export interface Assignment {
  readonly id: string
  readonly principal: string
  readonly principalType: string
  readonly role: string
  readonly roleName: string
  readonly scope: string
  /** Numbers of the principal and of the scope: what is gathered of each lies in arrays. */
  readonly holder: number
  readonly place: number
  readonly condition: string | null
  /** It has to be activated first. */
  readonly eligible: boolean
  /** null: the role was not read. */
  readonly permissions: readonly Permission[] | null
}

export interface Denial {
  readonly id: string
  readonly name: string
  readonly scope: string
  readonly permissions: readonly Permission[]
  readonly everyone: boolean
  readonly principals: ReadonlySet<string>
  readonly excluded: ReadonlySet<string>
  readonly ownScopeOnly: boolean
}

export interface Lock {
  readonly id: string
  readonly scope: string
  readonly readOnly: boolean
}

export interface AzureEstate {
  readonly facts: FactIndex
  readonly chainOf: ScopeChain
  readonly principalsOf: (id: string) => ReadonlySet<string>
  readonly placeOf: PlaceName
  readonly assignments: readonly Assignment[]
  /** Who holds them, each once, by `holder`. */
  readonly principals: readonly string[]
  readonly assignmentsAt: (scope: string) => readonly Assignment[]
  readonly denialsAt: (scope: string) => readonly Denial[]
  readonly locksAt: (scope: string) => readonly Lock[]
  readonly denials: readonly Denial[]
  readonly locks: readonly Lock[]
}

/** What may be left out. */
const text = z.string().nullish()
const who = z.array(z.object({ id: z.string(), type: text }))
const denial = z.object({
  name: text,
  scope: z.string(),
  permissions: z.unknown(),
  principals: who,
  excludePrincipals: who,
  doNotApplyToChildScopes: z.boolean().nullish(),
  effect: text,
})
const lock = z.object({ scope: z.string(), level: text })

/** Assignments are many: they are looked at without a copy of each. */
const mayBeText = (value: Value | undefined): value is string | null | undefined =>
  value == null || typeof value === 'string'

const hasText = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== ''

const EVERYONE = '00000000-0000-0000-0000-000000000000'
const NONE: readonly never[] = []

const estates = new WeakMap<FactIndex, AzureEstate>()

/** What all assignments of a role share. */
type Role = Pick<Assignment, 'roleName' | 'permissions'>

/** Everything that decides access in Azure, parsed once for each snapshot. */
export function azureEstateOf(facts: FactIndex): AzureEstate {
  const known = estates.get(facts)
  if (known !== undefined) return known
  const roles = new Map<string, Role>()
  const roleOf = (id: string): Role => {
    const read = roles.get(id)
    if (read !== undefined) return read
    const role = {
      roleName: nameOf(facts, id),
      permissions: parsePermissions(facts.node(id)?.props.permissions),
    }
    roles.set(id, role)
    return role
  }
  const holders = new Map<string, number>()
  const places = new Map<string, number>()
  const now = readAt(facts)
  const assignments: Assignment[] = []
  for (const node of ['AzureRoleAssignment', 'AzureRoleEligibility'].flatMap((kind) => facts.ofKind(kind))) {
    const { principalId: principal, roleDefinitionId: role, scope } = node.props
    const { principalType, condition, endsAt } = node.props
    if (typeof principal !== 'string' || typeof role !== 'string' || typeof scope !== 'string') continue
    if (!mayBeText(principalType) || !mayBeText(condition) || !mayBeText(endsAt)) continue
    if (hasText(endsAt) && endsAt < now) continue
    const { roleName, permissions } = roleOf(role)
    assignments.push({
      id: node.id,
      principal,
      principalType: principalType ?? '',
      role,
      roleName,
      scope,
      holder: numberIn(holders, principal),
      place: numberIn(places, scope),
      condition: hasText(condition) ? condition : null,
      eligible: node.kind === 'AzureRoleEligibility',
      permissions,
    })
  }
  const denials = facts.ofKind('AzureDenyAssignment').flatMap(toDenial)
  const locks = facts.ofKind('AzureLock').flatMap(({ id, props }): Lock[] => {
    const parsed = lock.safeParse(props)
    return parsed.success
      ? [{ id, scope: parsed.data.scope, readOnly: parsed.data.level === 'ReadOnly' }]
      : []
  })
  const [denialsBy, locksBy] = [atScope(denials), atScope(locks)]
  // Drawing goes from those who hold roles: of most estates nobody asks by scope.
  let byScope: ReadonlyMap<string, readonly Assignment[]> | undefined
  const estate: AzureEstate = {
    facts,
    chainOf: scopeChains(facts),
    principalsOf: principalSets(facts),
    placeOf: placeNames(facts),
    assignments,
    principals: [...holders.keys()],
    denials,
    locks,
    assignmentsAt(scope) {
      byScope ??= atScope(assignments)
      return byScope.get(scope) ?? NONE
    },
    denialsAt: (scope) => denialsBy.get(scope) ?? NONE,
    locksAt: (scope) => locksBy.get(scope) ?? NONE,
  }
  estates.set(facts, estate)
  return estate
}

/** The next one where there is none yet. */
function numberIn(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}

/** An audited denial is written down when it is used; it stops nothing. */
function toDenial({ id, props }: NodeRecord): Denial[] {
  const parsed = denial.safeParse(props)
  if (!parsed.success || parsed.data.effect?.toLowerCase() === 'audit') return []
  const { name, scope, principals, excludePrincipals, doNotApplyToChildScopes } = parsed.data
  return [
    {
      id,
      name: name ?? '',
      scope,
      permissions: parsePermissions(props.permissions) ?? [],
      everyone: principals.some((one) => one.id === EVERYONE),
      principals: new Set(principals.map((one) => one.id)),
      excluded: new Set(excludePrincipals.map((one) => one.id)),
      ownScopeOnly: doNotApplyToChildScopes === true,
    },
  ]
}

const nameOf = (facts: FactIndex, role: string): string => {
  const name = facts.node(role)?.props.name
  return typeof name === 'string' ? name : role.slice(role.lastIndexOf('/') + 1)
}

/** When the estate was read: what ended before is over. */
const readAt = ({ snapshot }: FactIndex): string =>
  snapshot.coverage
    .filter(({ provider }) => provider === 'azure')
    .map(({ at: time }) => time)
    .sort()
    .at(-1) ?? ''

const atScope = <Item extends { readonly scope: string }>(items: readonly Item[]) =>
  groupBy(items, ({ scope }) => scope)
