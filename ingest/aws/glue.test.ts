import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { glue } from './glue.ts'

const arn = (resource: string) => `arn:aws:glue:us-east-1:111111111111:${resource}`
const role = 'arn:aws:iam::111111111111:role/etl'

test('a job runs the code of a bucket as a role that may be given by name', async () => {
  const Jobs = [{ Name: 'j', Role: 'etl', Command: { Name: 'glueetl', ScriptLocation: 's3://code/j.py' } }]
  const { from } = await collectFrom(glue, { 'glue get-jobs': { Jobs } })
  expect(from(arn('job/j'))).toEqual([`HAS_EXECUTION_ROLE ${role}`, 'RUNS_CODE_FROM arn:aws:s3:::code'])
})

test('a password in a default argument is noticed and not kept', async () => {
  const Jobs = [{ Name: 'j', DefaultArguments: { '--db_password': 'hunter22', '--stage': 'live' } }]
  const { props } = await collectFrom(glue, { 'glue get-jobs': { Jobs } })
  expect(props(arn('job/j'))).toMatchObject({
    argumentNames: ['--db_password', '--stage'],
    environmentCredentialKinds: ['password'],
  })
  expect(JSON.stringify(props(arn('job/j')))).not.toContain('hunter22')
})

test('a development endpoint tells its role, address and how many keys it lets in', async () => {
  const DevEndpoints = [
    { EndpointName: 'e', RoleArn: role, Status: 'READY', PublicKey: 'a', PublicKeys: ['a', 'b'] },
  ]
  const { props, from } = await collectFrom(glue, { 'glue get-dev-endpoints': { DevEndpoints } })
  expect(props(arn('devEndpoint/e'))).toMatchObject({ role, publicAddress: null, publicKeys: 2 })
  expect(from(arn('devEndpoint/e'))).toEqual([`HAS_EXECUTION_ROLE ${role}`])
})

test('a trigger starts its jobs', async () => {
  const Triggers = [{ Name: 't', State: 'ACTIVATED', Actions: [{ JobName: 'j' }, { CrawlerName: 'c' }] }]
  const { from } = await collectFrom(glue, { 'glue get-triggers': { Triggers } })
  expect(from(arn('trigger/t'))).toEqual([`STARTS ${arn('job/j')}`])
})

test('an export in which none of the calls was made has no Glue', async () => {
  const { coverage } = await collectFrom(glue, {})
  expect(coverage.state).toBe('UNSUPPORTED')
})
