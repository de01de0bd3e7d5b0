import { expect, test } from 'vitest'
import { collected, GROUP, SUBSCRIPTION } from './collected.testkit.ts'
import { databricks } from './databricks.ts'
import { policy } from './policy.ts'
import { security } from './security.ts'

const SCOPE = `/subscriptions/${SUBSCRIPTION}`
const one = (name: string, properties: object) => ({ id: `${SCOPE}/x/${name}`, name, properties })
const subscriptionOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(security, given)).propsOf(SCOPE)

/** https://learn.microsoft.com/rest/api/defenderforcloud/pricings/list */
test('extensions of plans are on one by one', async () => {
  const extensions = [
    { name: 'AgentlessVmScanning', isEnabled: 'True' },
    { name: 'FileIntegrityMonitoring', isEnabled: 'False' },
  ]
  const pricings = [one('VirtualMachines', { pricingTier: 'Standard', extensions })]
  expect(await subscriptionOf({ 'security pricings': pricings })).toMatchObject({
    defenderExtensions: ['AgentlessVmScanning'],
  })
})

test('plans are on at the tier Standard', async () => {
  const pricings = [
    one('VirtualMachines', { pricingTier: 'Standard', subPlan: 'P2' }),
    one('Arm', { pricingTier: 'Free' }),
  ]
  expect(await subscriptionOf({ 'security pricings': pricings })).toMatchObject({
    defenderPlans: ['VirtualMachines'],
    defenderPlansOff: ['Arm'],
  })
  expect(await subscriptionOf({})).not.toHaveProperty('defenderPlans')
})

const CONTACT = {
  isEnabled: true,
  emails: 'a@example.com;b@example.com',
  notificationsByRole: { state: 'On', roles: ['Owner'] },
  notificationsSources: [
    { sourceType: 'Alert', minimalSeverity: 'Medium' },
    { sourceType: 'AttackPath', minimalRiskLevel: 'Critical' },
  ],
}

test('Defender mails whom its contact names, and nobody while it is off', async () => {
  const read = (more: object) =>
    subscriptionOf({ 'security contacts': [one('default', { ...CONTACT, ...more })] })
  expect(await read({})).toMatchObject({
    securityEmails: 2,
    securityRoles: ['Owner'],
    alertSeverity: 'Medium',
    attackPathRisk: 'Critical',
  })
  expect(await read({ notificationsByRole: { state: 'Off', roles: ['Owner'] } })).toMatchObject({
    securityRoles: [],
  })
  expect(await read({ isEnabled: false })).toMatchObject({ securityEmails: 0, alertSeverity: 'none' })
})

test('of the assessments those are kept that rules ask for', async () => {
  const machine = `${GROUP}/providers/microsoft.compute/virtualmachines/m`
  const assessed = (key: string) => ({
    id: `${machine}/providers/Microsoft.Security/assessments/${key}`,
    properties: { displayName: 'One', status: { code: 'Unhealthy' } },
  })
  const given = {
    'security assessments': [
      assessed('e1145ab1-eb4f-43d8-911b-36ddf771d13f'),
      assessed('00000000-0000-0000-0000-000000000000'),
      assessed('c0b7cfc6-3172-465a-b378-53c7ff2cc0d5'),
    ],
  }
  const { nodes } = await collected(security, given)
  expect(
    nodes.filter(({ kind }) => kind === 'AzureSecurityAssessment').map(({ props }) => props),
  ).toMatchObject([
    { about: 'system-updates', status: 'Unhealthy' },
    { about: 'image-vulnerabilities', status: 'Unhealthy' },
  ])
})

test('an IoT hub is covered by an enabled solution that names it', async () => {
  const id = `${GROUP}/providers/microsoft.devices/iothubs/h`
  const covered = async (status: string) => {
    const solutions = [one('s', { status, iotHubs: [id.toUpperCase()] })]
    const given = { 'security iot-hubs': [{ id }], 'security iot-solutions': solutions }
    return (await collected(security, given)).propsOf(id)?.defender
  }
  expect(await covered('Enabled')).toBe(true)
  expect(await covered('Disabled')).toBe(false)
  expect((await collected(security, { 'security iot-hubs': [{ id }] })).propsOf(id)).not.toHaveProperty(
    'defender',
  )
})

/** https://learn.microsoft.com/rest/api/policy-authorization/policy-assignments/list */
test('the security benchmark is enforced, weakened or not assigned', async () => {
  const policyDefinitionId =
    '/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8'
  const state = async (...assignments: readonly object[]) =>
    (await collected(policy, { 'policy assignments': assignments })).propsOf(SCOPE)?.securityBenchmark
  const benchmark = (more: object = {}) => one('SecurityCenterBuiltIn', { policyDefinitionId, ...more })
  expect(await state(benchmark({ enforcementMode: 'Default' }))).toBe('enforced')
  expect(await state(benchmark({ enforcementMode: 'DoNotEnforce' }))).toBe('weakened')
  expect(await state(benchmark({ parameters: { oneEffect: { value: 'Disabled' } } }))).toBe('weakened')
  expect(await state(one('other', { policyDefinitionId: '/other' }))).toBe('unassigned')
  expect(await state({ ...benchmark(), id: `${GROUP}/x` })).toBe('unassigned')
})

/** https://learn.microsoft.com/rest/api/databricks/workspaces/list-by-subscription */
test('a workspace tells its network and its keys', async () => {
  const id = `${GROUP}/providers/microsoft.databricks/workspaces/w`
  const workspace = async (properties: object) =>
    (await collected(databricks, { 'databricks workspaces': [{ id, properties }] })).propsOf(id)
  const parameters = { customVirtualNetworkId: { value: '/n' }, enableNoPublicIp: { value: true } }
  const encryption = { entities: { managedDisk: { keySource: 'Microsoft.Keyvault' } } }
  expect(await workspace({ publicNetworkAccess: 'Disabled', parameters, encryption })).toMatchObject({
    publicNetworkAccess: false,
    ownNetwork: true,
    nodePublicIps: false,
    customerKeys: ['managed disks'],
  })
  expect(await workspace({})).toMatchObject({
    publicNetworkAccess: true,
    ownNetwork: false,
    nodePublicIps: true,
    customerKeys: [],
  })
})

/** https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure */
test('an assignment tells its identity and the custom definitions that it comes to', async () => {
  const at = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization`
  const [own, above] = [
    `${at}/policyDefinitions/Own`,
    '/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/policyDefinitions/Above',
  ]
  const given = {
    'policy definitions': [
      { id: own, properties: { displayName: 'Tags', policyType: 'Custom' } },
      { id: above, properties: { policyType: 'Custom' } },
      { id: '/providers/Microsoft.Authorization/policyDefinitions/b', properties: { policyType: 'BuiltIn' } },
    ],
    'policy initiatives': [
      {
        id: `${at}/policySetDefinitions/Set`,
        properties: {
          policyType: 'Custom',
          policyDefinitions: ['/providers/Microsoft.Authorization/policyDefinitions/b', above].map(
            (policyDefinitionId) => ({ policyDefinitionId }),
          ),
        },
      },
    ],
    'policy assignments': [
      'policyDefinitions/Own',
      'policySetDefinitions/Set',
      'policySetDefinitions/Other',
    ].map((assigned) => ({
      id: `${GROUP}/providers/Microsoft.Authorization/policyAssignments/${assigned.slice(-3)}`,
      identity: { type: 'SystemAssigned', principalId: `ID-${assigned.slice(-3)}` },
      properties: { policyDefinitionId: `${at}/${assigned}` },
    })),
  }
  const { nodes, propsOf } = await collected(policy, given)
  const definitionsOf = (name: string) =>
    propsOf(`${GROUP}/providers/microsoft.authorization/policyassignments/${name}`)?.customDefinitions
  expect(definitionsOf('own')).toEqual([own.toLowerCase()])
  expect(definitionsOf('set')).toEqual([above.toLowerCase()])
  expect(definitionsOf('her')).toEqual([])
  expect(propsOf(own)).toMatchObject({ name: 'Tags', type: 'Custom' })
  expect(nodes.filter(({ kind }) => kind === 'AzurePolicyDefinition')).toHaveLength(2)
  expect(propsOf('id-own')).toMatchObject({ type: 'ManagedIdentity' })
  // Without the initiatives it is not known what an assignment comes to.
  const { 'policy initiatives': _left, ...rest } = given
  const unread = await collected(policy, rest)
  expect(
    unread.propsOf(`${GROUP}/providers/microsoft.authorization/policyassignments/own`),
  ).not.toHaveProperty('customDefinitions')
})
