import { expect, test } from 'vitest'
import { collected, GROUP, SUBSCRIPTION } from './collected.testkit.ts'
import { monitor } from './monitor.ts'

const SCOPE = `/subscriptions/${SUBSCRIPTION}`
const subscriptionOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(monitor, given)).propsOf(SCOPE)

/** https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list */
test('the activity log goes where its settings send it', async () => {
  const logs = [
    { category: 'Administrative', enabled: true },
    { category: 'Policy', enabled: false },
  ]
  const properties = { storageAccountId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/LOGS`, logs }
  expect(
    await subscriptionOf({ 'monitor diagnostic-settings': [{ id: `${SCOPE}/x`, name: 'x', properties }] }),
  ).toMatchObject({
    activityLogSettings: 1,
    activityLogCategories: ['Administrative'],
    activityLogStorage: [`${GROUP}/providers/microsoft.storage/storageaccounts/logs`],
  })
  expect(await subscriptionOf({ 'monitor components': [] })).not.toHaveProperty('activityLogSettings')
})

const DELETE = 'Microsoft.Network/networkSecurityGroups/delete'
const BY_OPERATION = [
  { field: 'category', equals: 'Administrative' },
  { field: 'operationName', equals: DELETE },
]
const alert = (allOf: readonly object[], more: object = {}) => ({
  id: `${GROUP}/providers/microsoft.insights/activitylogalerts/a`,
  properties: {
    enabled: true,
    scopes: [SCOPE],
    condition: { allOf },
    actions: { actionGroups: [{ actionGroupId: '/g' }] },
    ...more,
  },
})
const told = async (one: object) => (await subscriptionOf({ 'monitor activity-alerts': [one] }))?.toldOf

/** https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/list-by-subscription-id */
test.each<[string, object, readonly string[]]>([
  ['an operation by its name', alert(BY_OPERATION), [DELETE.toLowerCase()]],
  [
    'also when narrowed by how it ended',
    alert([...BY_OPERATION, { field: 'level', equals: 'Error' }]),
    [DELETE.toLowerCase()],
  ],
  [
    'one of several operations',
    alert([
      { field: 'category', equals: 'Administrative' },
      {
        anyOf: [
          { field: 'operationName', equals: 'A/write' },
          { field: 'operationName', equals: 'A/delete' },
        ],
      },
    ]),
    ['a/delete', 'a/write'],
  ],
  ['every operation when none is named', alert([{ field: 'category', equals: 'Administrative' }]), ['*']],
  ['the health of services', alert([{ field: 'category', equals: 'ServiceHealth' }]), ['servicehealth']],
])('an alert tells of %s', async (_, one, expected) => {
  expect(await told(one)).toEqual(expected)
})

test.each<[string, object]>([
  ['is off', alert(BY_OPERATION, { enabled: false })],
  ['tells nobody', alert(BY_OPERATION, { actions: { actionGroups: [] } })],
  ['looks at one group of resources', alert(BY_OPERATION, { scopes: [GROUP] })],
  ['looks at one caller', alert([...BY_OPERATION, { field: 'caller', equals: 'a@example.com' }])],
  ['is about another category', alert([{ field: 'category', equals: 'Autoscale' }])],
])('an alert that %s tells of nothing', async (_, one) => {
  expect(await told(one)).toEqual([])
})

test('what alerts tell of is not known when they were not read', async () => {
  expect(await subscriptionOf({ 'monitor components': [] })).not.toHaveProperty('toldOf')
})

test('a setting of another resource, as a single output, is not taken for one of the subscription', () => {
  expect(monitor.calls['monitor diagnostic-settings']).not.toHaveProperty('lists')
})
