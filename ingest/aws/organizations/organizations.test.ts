import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { organizations } from './index.ts'

const organizationArn = 'arn:aws:organizations::111111111111:organization/o-1'
const unitArn = 'arn:aws:organizations::111111111111:ou/o-1/ou-1'
const policyArn = (id: string) =>
  `arn:aws:organizations::111111111111:policy/o-1/service_control_policy/${id}`
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] }

const described = (MasterAccountId: string) => ({
  Organization: { Id: 'o-1', Arn: organizationArn, MasterAccountId },
})
const root = (Type?: string) => ({
  Roots: [{ Id: 'r-1', PolicyTypes: Type === undefined ? [] : [{ Type, Status: 'ENABLED' }] }],
})
const policy = (id: string, targets: readonly string[]) => ({
  [`describe-policy ${id}`]: { Policy: { Content: JSON.stringify(document) } },
  [`list-targets-for-policy ${id}`]: { Targets: targets.map((TargetId) => ({ TargetId })) },
})
const policies = (...ids: readonly string[]) => ({
  Policies: ids.map((Id) => ({ Id, Arn: policyArn(Id), Name: Id })),
})

/** A root, a unit below it, the account 222222222222 in the unit, a policy on root and unit and one elsewhere. */
const estate = {
  'describe-organization': described('111111111111'),
  'list-roots': root('SERVICE_CONTROL_POLICY'),
  'list-organizational-units-for-parent r-1': {
    OrganizationalUnits: [{ Id: 'ou-1', Arn: unitArn, Name: 'workloads' }],
  },
  'list-accounts-for-parent r-1': { Accounts: [{ Id: '111111111111', Name: 'management' }] },
  'list-organizational-units-for-parent ou-1': null,
  'list-accounts-for-parent ou-1': { Accounts: [{ Id: '222222222222', Name: 'member' }] },
  'list-accounts': {
    Accounts: [
      { Id: '111111111111', Name: 'management' },
      { Id: '222222222222', Name: 'member', Email: 'm@example.com' },
    ],
  },
  'list-policies SERVICE_CONTROL_POLICY': policies('p-root', 'p-unit', 'p-else'),
  ...policy('p-root', ['r-1']),
  ...policy('p-unit', ['ou-1']),
  ...policy('p-else', ['111111111111']),
  'list-policies RESOURCE_CONTROL_POLICY': null,
  'list-delegated-administrators': { DelegatedAdministrators: [{ Id: '222222222222', Name: 'member' }] },
  'list-delegated-services-for-account 222222222222': {
    DelegatedServices: [
      { ServicePrincipal: 'securityhub.amazonaws.com' },
      { ServicePrincipal: 'guardduty.amazonaws.com' },
    ],
  },
  'iam list-organizations-features': { EnabledFeatures: ['RootSessions', 'RootCredentialsManagement'] },
}

const collect = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(
    organizations,
    Object.fromEntries(
      Object.entries(answers).map(([call, answer]) => [
        call.startsWith('iam ') ? call : `organizations ${call}`,
        answer,
      ]),
    ),
  )

test('an account in no organization says so, and nothing restricts it', async () => {
  const { props } = await collect({ 'describe-organization': null })
  expect(props('111111111111')).toMatchObject({ organization: null, serviceControlPolicies: [] })
})

test('a member account knows its organization, and not what restricts it', async () => {
  const { props, coverage } = await collect({
    'describe-organization': described('999999999999'),
    'list-roots': null,
  })
  expect(coverage.state).toBe('OK')
  expect(props('111111111111')).toMatchObject({ organization: 'o-1', managementAccount: false })
  expect(props('111111111111')).not.toHaveProperty('serviceControlPolicies')
})

test('a management account that may not list its root is DENIED', async () => {
  const { coverage } = await collect({
    'describe-organization': described('111111111111'),
    'list-roots': null,
  })
  expect(coverage.state).toBe('DENIED')
})

test('an account has the policies of every level above it, from the root down', async () => {
  const { props } = await collect(estate)
  expect(props('222222222222')).toMatchObject({
    name: 'member',
    organizationPath: ['r-1', 'ou-1'],
    serviceControlPolicies: [
      [{ id: policyArn('p-root'), document }],
      [{ id: policyArn('p-unit'), document }],
      [],
    ],
  })
})

test('a policy type that is not enabled restricts nothing', async () => {
  const { props } = await collect(estate)
  expect(props('222222222222')).toMatchObject({ resourceControlPolicies: [] })
})

test('a policy that could not be read leaves unknown what restricts the accounts below it', async () => {
  const { props, coverage } = await collect({
    ...estate,
    'describe-policy p-unit': denied('organizations describe-policy'),
  })
  expect(props('222222222222')).not.toHaveProperty('serviceControlPolicies')
  expect(coverage.state).toBe('DENIED')
})

test('a policy whose targets could not be read may restrict any account', async () => {
  const call = 'list-targets-for-policy p-else'
  const { props } = await collect({ ...estate, [call]: denied(`organizations ${call}`) })
  expect(props('222222222222')).not.toHaveProperty('serviceControlPolicies')
})

test('a policy that could not be read elsewhere changes nothing for an account', async () => {
  const { props } = await collect({
    ...estate,
    'describe-policy p-else': denied('organizations describe-policy'),
  })
  expect(props('222222222222')).toHaveProperty('serviceControlPolicies')
})

test('an account whose unit could not be listed has no known path', async () => {
  const call = 'list-accounts-for-parent ou-1'
  const { props } = await collect({ ...estate, [call]: denied(`organizations ${call}`) })
  expect(props('222222222222')).not.toHaveProperty('organizationPath')
  expect(props('222222222222')).not.toHaveProperty('serviceControlPolicies')
})

test('the organization contains units, and units contain accounts', async () => {
  const { from } = await collect(estate)
  expect(from(organizationArn)).toEqual([
    'CONTAINS 111111111111',
    `CONTAINS ${unitArn}`,
    `RESTRICTED_BY ${policyArn('p-root')}`,
  ])
  expect(from(unitArn)).toEqual(['CONTAINS 222222222222', `RESTRICTED_BY ${policyArn('p-unit')}`])
})

test('the management account is known', async () => {
  const { props } = await collect(estate)
  expect(props('111111111111')).toMatchObject({ managementAccount: true })
  expect(props('222222222222')).toMatchObject({ managementAccount: false })
})

test('units that contain each other end', async () => {
  const loop = { OrganizationalUnits: [{ Id: 'r-1', Arn: organizationArn, Name: 'loop' }] }
  const { coverage } = await collect({ ...estate, 'list-organizational-units-for-parent ou-1': loop })
  expect(coverage.state).toBe('OK')
})

test('a delegated administrator is known by the services that it administers, and nobody else is one', async () => {
  const { props } = await collect(estate)
  expect(props('222222222222')).toMatchObject({
    delegatedAdministrator: true,
    delegatedServices: ['guardduty.amazonaws.com', 'securityhub.amazonaws.com'],
  })
  expect(props('111111111111')).toMatchObject({ delegatedAdministrator: false, delegatedServices: [] })
})

test('who administers services is not known where it could not be listed', async () => {
  const call = 'list-delegated-administrators'
  const { props } = await collect({ ...estate, [call]: denied(`organizations ${call}`) })
  expect(props('222222222222')).not.toHaveProperty('delegatedAdministrator')
})

test('a delegated administrator is one whatever it administers', async () => {
  const call = 'list-delegated-services-for-account 222222222222'
  const { props } = await collect({ ...estate, [call]: denied(`organizations ${call}`) })
  expect(props('222222222222')).toMatchObject({ delegatedAdministrator: true })
  expect(props('222222222222')).not.toHaveProperty('delegatedServices')
})

test('an account in no organization administers none', async () => {
  const { props } = await collect({ 'describe-organization': null })
  expect(props('111111111111')).toMatchObject({ delegatedAdministrator: false })
})

test('the organization tells how root users are managed centrally', async () => {
  const { props } = await collect(estate)
  expect(props(organizationArn)).toMatchObject({
    centralRootFeatures: ['RootCredentialsManagement', 'RootSessions'],
  })
  const { props: off } = await collect({ ...estate, 'iam list-organizations-features': null })
  expect(off(organizationArn)).toMatchObject({ centralRootFeatures: [] })
})

test('neither a refused management account nor a delegated administrator tells how root users are managed', async () => {
  const call = 'iam list-organizations-features'
  const refused = await collect({ ...estate, [call]: denied(call) })
  expect(refused.props(organizationArn)).not.toHaveProperty('centralRootFeatures')
  const delegated = await collect({ ...estate, 'describe-organization': described('222222222222') })
  expect(delegated.props(organizationArn)).not.toHaveProperty('centralRootFeatures')
  expect(delegated.coverage.state).toBe('OK')
})

test('a member account tells that there is an organization, of its management account, and no more', async () => {
  const { props } = await collect({ 'describe-organization': described('999999999999'), 'list-roots': null })
  expect(props(organizationArn)).toEqual({
    name: 'o-1',
    provider: 'aws',
    account: '999999999999',
    region: 'global',
    organizationId: 'o-1',
    managementAccountId: '999999999999',
  })
})
