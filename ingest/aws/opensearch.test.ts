import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { opensearch } from './opensearch.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`
const LOGS = arn('es', 'domain/logs')
const DESCRIBE = 'opensearch describe-domain logs'
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'es:*' }] }

const read = (answer: unknown) =>
  collectFrom(opensearch, {
    'opensearch list-domain-names': { DomainNames: [{ DomainName: 'logs', EngineType: 'OpenSearch' }] },
    [DESCRIBE]: answer,
  })
const domain = (more: object = {}) => read({ DomainStatus: { ARN: LOGS, DomainName: 'logs', ...more } })

test('a domain in no VPC has a public endpoint, and its policy', async () => {
  const { props } = await domain({ Endpoint: 'search-logs', AccessPolicies: JSON.stringify(POLICY) })
  expect(props(LOGS)).toMatchObject({ publicEndpoint: true, endpoint: 'search-logs', policy: POLICY })
})

test('one in a VPC has not, and lies there', async () => {
  const { props, from } = await domain({
    Endpoints: { vpc: 'vpc-logs' },
    AccessPolicies: '',
    VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  })
  expect(props(LOGS)).toMatchObject({ publicEndpoint: false, endpoint: 'vpc-logs', policy: null })
  expect(from(LOGS)).toEqual([
    `IN_SECURITY_GROUP ${arn('ec2', 'security-group/sg-1')}`,
    `IN_SUBNET ${arn('ec2', 'subnet/subnet-1')}`,
    `IN_VPC ${arn('ec2', 'vpc/vpc-1')}`,
  ])
})

test('encryption and access control are what the options say, and off without them', async () => {
  const on = await domain({
    EncryptionAtRestOptions: { Enabled: true, KmsKeyId: arn('kms', 'key/k') },
    AdvancedSecurityOptions: { Enabled: true, AnonymousAuthEnabled: false },
  })
  expect(on.props(LOGS)).toMatchObject({ encrypted: true, fineGrainedAccess: true, anonymousAccess: false })
  expect(on.from(LOGS)).toEqual([`USES_KEY ${arn('kms', 'key/k')}`])
  const off = await domain({ EncryptionAtRestOptions: { Enabled: false } })
  expect(off.props(LOGS)).toMatchObject({ encrypted: false, fineGrainedAccess: false })
})

test('of a domain that could not be read only its name is known', async () => {
  const { props } = await read(denied(DESCRIBE))
  expect(props(LOGS)).toMatchObject({ name: 'logs' })
  for (const name of ['publicEndpoint', 'policy', 'encrypted']) expect(props(LOGS)).not.toHaveProperty(name)
})

test('audit logs count when they are published, not when they are only set up', async () => {
  const log = (Enabled: boolean) => ({ LogPublishingOptions: { AUDIT_LOGS: { Enabled } } })
  expect((await domain(log(true))).props(LOGS)).toMatchObject({ auditLogs: true })
  expect((await domain(log(false))).props(LOGS)).toMatchObject({ auditLogs: false })
  const others = await domain({ LogPublishingOptions: { ES_APPLICATION_LOGS: { Enabled: true } } })
  expect(others.props(LOGS)).toMatchObject({ auditLogs: false })
})
