import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props, Snapshot } from '../../snapshot/records.ts'
import { NO, YES } from '../tri.ts'
import { decide } from './decide.ts'
import { estateFrom, scopeNamed } from './estate.testkit.ts'
import { azureEstateOf } from './estate.ts'

const ROLE = '/providers/microsoft.authorization/roledefinitions/8e3af657'
const SUB = '/subscriptions/s'

type Coverage = Snapshot['coverage']
const partition = (provider: 'aws' | 'azure', at: string): Coverage[number] => ({
  provider,
  account: 's',
  region: 'global',
  service: provider === 'azure' ? 'authorization' : 'iam',
  state: 'OK',
  missing: [],
  reason: null,
  at,
})

const estateOf = (nodes: readonly NodeRecord[], coverage: Coverage = []) =>
  azureEstateOf(
    indexFacts({
      nodes: new Map(nodes.map((node) => [node.id, node])),
      relationships: new Map(),
      coverage,
    }),
  )
const assignment = (props: Props): NodeRecord => ({
  id: 'assignment/0',
  kind: 'AzureRoleAssignment',
  props: { principalId: 'ada', roleDefinitionId: ROLE, scope: SUB, ...props },
})

test('a role is told by its name, else by the end of its id', () => {
  const names = (...nodes: readonly NodeRecord[]) =>
    estateOf([assignment({}), ...nodes]).assignments.map(({ roleName }) => roleName)
  expect(names()).toEqual(['8e3af657'])
  const role = (props: Props) => ({ id: ROLE, kind: 'AzureRoleDefinition', props })
  expect(names(role({ name: 'Owner' }))).toEqual(['Owner'])
  expect(names(role({ name: 7 }))).toEqual(['8e3af657'])
})

test('what has no form of an assignment, a denial or a lock is none', () => {
  const estate = estateOf([
    assignment({ principalId: null }),
    { id: 'denial/0', kind: 'AzureDenyAssignment', props: { scope: SUB } },
    { id: 'lock/0', kind: 'AzureLock', props: {} },
  ])
  expect(estate).toMatchObject({ assignments: [], denials: [] })
  expect(estate.locksAt(SUB)).toEqual([])
})

test.each(['principalId', 'roleDefinitionId', 'scope', 'principalType', 'condition', 'endsAt'])(
  'an assignment whose %s is no text is none',
  (property) => {
    expect(estateOf([assignment({})]).assignments).toHaveLength(1)
    expect(estateOf([assignment({ [property]: 7 })]).assignments).toEqual([])
  },
)

test('what is not told of an assignment is empty, and no condition is null', () => {
  expect(estateOf([assignment({})]).assignments).toEqual([
    {
      id: 'assignment/0',
      principal: 'ada',
      principalType: '',
      role: ROLE,
      roleName: '8e3af657',
      scope: SUB,
      holder: 0,
      place: 0,
      condition: null,
      eligible: false,
      permissions: null,
    },
  ])
})

// https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-assign-roles
test('an assignment that ended before Azure was read is over', () => {
  const count = (endsAt: string, ...coverage: Coverage) =>
    estateOf([assignment({ endsAt })], coverage).assignments.length
  const read = partition('azure', '2026-11-20T00:00:00Z')
  expect(count('2026-11-19T00:00:00Z', read)).toBe(0)
  expect(count('2026-11-21T00:00:00Z', read)).toBe(1)
  expect(count('', read)).toBe(1)
  expect(count('2026-11-19T00:00:00Z')).toBe(1)
  expect(count('2026-11-21T00:00:00Z', read, partition('aws', '2026-11-22T00:00:00Z'))).toBe(1)
  const later = partition('azure', '2026-11-22T00:00:00Z')
  expect(count('2026-11-21T00:00:00Z', later, read)).toBe(0)
  expect(count('2026-11-21T00:00:00Z', read, later)).toBe(0)
})

// https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
test('a denial for everyone may name others too; one whose contents are not known denies nothing', () => {
  const holds = (denial: Props) => {
    const estate = estateFrom({
      roles: { owner: [{ actions: ['*'] }] },
      assignments: [['ada', 'owner', 'sub']],
      denials: [{ scope: 'sub', permissions: [{ actions: ['*'] }], ...denial }],
    })
    return decide(estate, 'ada', 'microsoft.x/y/write', scopeNamed('account')).holds
  }
  const everyone = { id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }
  expect(holds({ principals: [everyone] })).toBe(NO)
  expect(holds({ principals: [everyone, { id: 'bob' }] })).toBe(NO)
  expect(holds({ principals: [{ id: 'bob' }] })).toBe(YES)
  expect(holds({ principals: [everyone], permissions: 'nothing' })).toBe(YES)
  expect(holds({ principals: [everyone], effect: 'Audit' })).toBe(YES)
  expect(holds({ principals: [everyone], effect: 'Deny' })).toBe(NO)
})
