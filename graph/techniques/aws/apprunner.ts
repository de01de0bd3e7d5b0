import { TECHNIQUE } from '../../likelihood.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'tasks.apprunner.amazonaws.com'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/apprunner/latest/api/API_${operation}.html`

export const newAppRunnerService = newPassRole({
  id: 'apprunner-001',
  title: 'Creates an App Runner service with the role',
  service: SERVICE,
  // AWS's own policy names the first, the role's trust policy the second.
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSAppRunnerFullAccess.html
  passedTo: ['apprunner.amazonaws.com', SERVICE],
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateService')],
  permissions: [
    { action: 'apprunner:CreateService', on: 'arn:aws:apprunner:{region}:{account}:service/{new}/{new}' },
  ],
})

export const appRunnerServiceUpdated = existingWorkload({
  id: 'apprunner-002',
  title: 'Replaces the image of an App Runner service',
  kind: 'AwsAppRunnerService',
  name: 'service',
  workload: arn('apprunner', 'service/web/1'),
  service: SERVICE,
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateService')],
  permissions: [{ action: 'apprunner:UpdateService', on: 'service' }],
  target: [
    propertyOf('service-state', 'the service runs', 'service', 'status', (status) => status === 'RUNNING'),
  ],
  props: { status: 'RUNNING' },
})
