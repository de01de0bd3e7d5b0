import { expect, test } from 'vitest'
import { deriveEstate, type ShortEstate } from './estate.testkit.ts'

const GROUP = 'group:ops@example.com'
const CALL = 'identity groups memberships list'

const estate = (member: string, more: Partial<ShortEstate> = {}): ShortEstate => ({
  nodes: {
    org: { kind: 'GcpOrganization' },
    project: { kind: 'GcpProject', in: 'org', bindings: [['viewer', [member]]] },
  },
  ...more,
})
const openGroups = (given: ShortEstate) =>
  (deriveEstate(given).missing ?? []).filter(({ call }) => call === CALL)

test('a group that a policy names and that was not read is told by the account of the policy', () => {
  expect(openGroups(estate(GROUP))).toMatchObject([
    { account: 'project', service: 'asset', resource: GROUP, state: 'UNSUPPORTED' },
  ])
})

test('so is one with a group in it that was not read', () => {
  const groups = { 'ops@example.com': ['group:inner@example.com'] }
  expect(openGroups(estate(GROUP, { groups }))).toMatchObject([{ resource: GROUP }])
})

test.each([
  ['whose members are known', GROUP, { groups: { 'ops@example.com': ['user:ann@example.com'] } }],
  ['that is none but a single account', 'user:ann@example.com', {}],
])('not one %s', (_, member, more) => {
  expect(openGroups(estate(member, more))).toEqual([])
})
