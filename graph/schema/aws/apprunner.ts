import { defineNode, flag, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

export const AwsAppRunnerService = defineNode({
  kind: 'AwsAppRunnerService',
  class: 'Workload',
  provider: 'aws',
  service: 'apprunner',
  title: 'App Runner service',
  properties: {
    status: text('RUNNING, PAUSED, CREATE_FAILED, …'),
    instanceRole: text('role ARN its code acts as; null when it has none'),
    accessRole: text('role ARN with which images are pulled; null when it has none'),
    image: text('image it runs; null when it is built from code'),
    repository: text('repository it is built from; null when it runs an image'),
    autoDeployments: flag('a new image or commit is deployed by itself'),
    public: flag('answers on the Internet'),
    url: text('host name'),
    environmentNames: texts('names of variables; never values'),
    secretNames: texts('names of variables that are filled from Secrets Manager or SSM'),
    environmentCredentialKinds: texts('kinds of credential detected in values and commands'),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})
