import { defineNode, flag, json, number, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const cloudformation = { class: 'Workload', provider: 'aws', service: 'cloudformation' } as const

export const AwsCloudFormationStack = defineNode({
  ...cloudformation,
  kind: 'AwsCloudFormationStack',
  title: 'CloudFormation stack',
  properties: {
    status: text('CREATE_COMPLETE, UPDATE_COMPLETE, …; deleted ones are left out'),
    role: text('service role ARN with which it changes resources; null: the caller’s own rights'),
    parameterNames: texts('names of its parameters; never values'),
    outputNames: texts('names of its outputs; never values'),
    parameterCredentialKinds: texts('kinds of credential detected in parameters and outputs'),
    parameterAccessKeyIds: texts('AWS access key ids found in them: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    capabilities: texts('CAPABILITY_IAM, CAPABILITY_NAMED_IAM, …'),
    terminationProtection: flag('cannot be deleted by mistake'),
    notifications: flag('events go to an SNS topic'),
    parent: text('stack id of the stack it is nested in; absent when in none'),
    drift: text('DRIFTED, IN_SYNC, NOT_CHECKED, UNKNOWN'),
  },
})

export const AwsCloudFormationStackSet = defineNode({
  ...cloudformation,
  kind: 'AwsCloudFormationStackSet',
  title: 'CloudFormation stack set',
  properties: {
    status: text('ACTIVE; deleted ones are left out'),
    permissionModel: text('SELF_MANAGED | SERVICE_MANAGED'),
    administrationRole: text('role ARN with which it enters its accounts; null when it has none'),
    executionRoleName: text('name of the role in each account that makes the changes; null when it has none'),
    capabilities: texts('CAPABILITY_IAM, …'),
    instances: number('stack instances; absent when they were not listed'),
    instanceAccounts: texts('accounts that have an instance, sorted'),
    instanceRegions: texts('regions that have an instance, sorted'),
    autoDeployment: json('{ Enabled, RetainStacksOnAccountRemoval }; absent when not service-managed'),
    parameterNames: texts('names of its parameters; never values'),
    parameterCredentialKinds: texts('kinds of credential detected in parameters'),
    parameterAccessKeyIds: texts('AWS access key ids found in them: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})
