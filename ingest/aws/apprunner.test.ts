import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { apprunner } from './apprunner.ts'

const id = 'arn:aws:apprunner:us-east-1:111111111111:service/s/0123456789abcdef0123456789abcdef'
const withService = (answer: unknown) =>
  collectFrom(apprunner, {
    'apprunner list-services': {
      ServiceSummaryList: [{ ServiceName: 's', ServiceArn: id, Status: 'RUNNING' }],
    },
    [`apprunner describe-service ${id}`]: answer,
  })

test('code acts as the instance role, images are pulled as the access role', async () => {
  const { from } = await withService({
    Service: {
      InstanceConfiguration: { InstanceRoleArn: 'arn:aws:iam::111111111111:role/app' },
      SourceConfiguration: {
        AuthenticationConfiguration: { AccessRoleArn: 'arn:aws:iam::111111111111:role/pull' },
        ImageRepository: { ImageIdentifier: '111111111111.dkr.ecr.us-east-1.amazonaws.com/app:1' },
      },
    },
  })
  expect(from(id)).toEqual([
    'HAS_EXECUTION_ROLE arn:aws:iam::111111111111:role/app',
    'HAS_SERVICE_ROLE arn:aws:iam::111111111111:role/pull',
    'RUNS_CODE_FROM arn:aws:ecr:us-east-1:111111111111:repository/app',
  ])
})

test('a service without an instance role says so', async () => {
  const { props } = await withService({ Service: { InstanceConfiguration: { Cpu: '1024' } } })
  expect(props(id)).toMatchObject({ instanceRole: null })
})

test('a service that was denied has no role that is known', async () => {
  const { props } = await withService(denied('apprunner describe-service'))
  expect(props(id)).not.toHaveProperty('instanceRole')
})

test('names of variables are kept, values are not', async () => {
  const ImageConfiguration = { RuntimeEnvironmentVariables: { API_KEY: 'hunter2222' } }
  const { props } = await withService({
    Service: { SourceConfiguration: { ImageRepository: { ImageConfiguration } } },
  })
  expect(props(id)).toMatchObject({
    environmentNames: ['API_KEY'],
    environmentCredentialKinds: ['password'],
  })
  expect(JSON.stringify(props(id))).not.toContain('hunter2222')
})
