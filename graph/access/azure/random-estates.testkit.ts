import fc from 'fast-check'
import type { Props } from '../../snapshot/records.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import type { EstateLiteral } from './estate.testkit.ts'

/** Small estates at random, and a reading of the documentation that decides on them from scratch. */
export const PRINCIPALS = ['ada', 'bob', 'team', 'inner']
export const SCOPES = [
  'root',
  'mg',
  'child-mg',
  'sub',
  'other-sub',
  'rg',
  'rg10',
  'account',
  'far',
  'container',
]
export const ACTIONS = ['a/read', 'a/write', 'a/delete', 'a/keys/action', 'data:a/read', 'data:a/write']
const PATTERNS = ['*', '*/read', 'a/*', 'a/write', '*/delete', 'A/KEYS/*', 'a/*/action']
/** What lies directly in what, as the documentation draws it. */
export const PARENTS: { readonly [scope: string]: string } = {
  mg: 'root',
  'child-mg': 'mg',
  sub: 'child-mg',
  'other-sub': 'mg',
  rg: 'sub',
  rg10: 'sub',
  account: 'rg',
  far: 'rg10',
  container: 'account',
}

/** A type, because only of one can it be said that it has no other members. */
type Who = { readonly id: string; readonly type: string }

export const some = <T>(values: readonly T[]) => fc.constantFrom(...values)
const patterns = fc.array(some(PATTERNS), { maxLength: 2 })
const block = fc.record({
  actions: patterns,
  notActions: patterns,
  dataActions: patterns,
  notDataActions: patterns,
})
const holder: fc.Arbitrary<Who> = fc.record({ id: some(PRINCIPALS), type: fc.constant('User') })
export const estates = fc.record({
  role: fc.array(block, { minLength: 1, maxLength: 2 }),
  other: fc.array(block, { minLength: 1, maxLength: 2 }),
  assignments: fc.array(
    fc.tuple(some(PRINCIPALS), some(['role', 'other']), some(SCOPES), fc.record({ eligible: fc.boolean() })),
    { maxLength: 4 },
  ),
  denials: fc.array(
    fc.record({
      scope: some(SCOPES),
      permissions: fc.array(block, { minLength: 1, maxLength: 1 }),
      principals: fc.oneof(
        fc.constant<Who[]>([{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }]),
        fc.array(holder, { minLength: 1, maxLength: 2 }),
      ),
      excludePrincipals: fc.array(holder, { maxLength: 1 }),
      doNotApplyToChildScopes: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  locks: fc.array(fc.tuple(some(SCOPES), some(['ReadOnly', 'CanNotDelete'])), { maxLength: 1 }),
  members: fc.array(fc.tuple(some(PRINCIPALS), some(['team', 'inner'])), { maxLength: 3 }),
})
export type Drawn = typeof estates extends fc.Arbitrary<infer T> ? T : never

/** The documentation's rules, each question answered from scratch, with patterns as regular expressions. */
export function naive(
  { role, other, assignments, denials, locks, members }: Drawn,
  principal: string,
  action: string,
  resource: string,
): Tri {
  const who = new Set([principal])
  for (let grown = -1; grown !== who.size; ) {
    grown = who.size
    for (const [member, group] of members) if (who.has(member)) who.add(group)
  }
  const chain = [resource]
  for (let at = PARENTS[resource]; at !== undefined; at = PARENTS[at]) chain.push(at)
  const data = action.startsWith('data:')
  const bare = action.replace('data:', '')
  const fits = (pattern: string) => new RegExp(`^${pattern.toLowerCase().replaceAll('*', '.*')}$`).test(bare)
  const gives = (one: Props): boolean => {
    const list = (name: string): string[] => (Array.isArray(one[name]) ? one[name].map(String) : [])
    return (
      list(data ? 'dataActions' : 'actions').some(fits) &&
      !list(data ? 'notDataActions' : 'notActions').some(fits)
    )
  }
  const held = assignments.filter(
    ([holds, name, scope]) =>
      who.has(holds) && chain.includes(scope) && (name === 'role' ? role : other).some(gives),
  )
  if (held.length === 0) return NO
  const denied = denials.some(
    (denial) =>
      chain.includes(denial.scope) &&
      (!denial.doNotApplyToChildScopes || denial.scope === resource) &&
      !denial.excludePrincipals.some(({ id }) => who.has(id)) &&
      denial.principals.some(({ id }) => id.startsWith('00000000') || who.has(id)) &&
      denial.permissions.some(gives),
  )
  if (denied) return NO
  const locked = locks.find(
    ([scope, level]) => chain.includes(scope) && (level === 'ReadOnly' || bare.endsWith('/delete')),
  )
  const active = held.some(([, , , { eligible }]) => !eligible)
  if (locked === undefined || data || bare.endsWith('/read')) return active ? YES : MAYBE
  const lifting = { role, other, assignments, denials, locks: [], members }
  return naive(lifting, principal, 'microsoft.authorization/locks/delete', locked[0]) === NO ? NO : MAYBE
}

export const literal = ({ role, other, ...rest }: Drawn): EstateLiteral => ({
  roles: { role, other },
  ...rest,
})
