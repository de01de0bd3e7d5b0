import { defineNode, text } from '../define.ts'

export const AwsCodeDeployGroup = defineNode({
  kind: 'AwsCodeDeployGroup',
  class: 'Workload',
  provider: 'aws',
  service: 'codedeploy',
  title: 'CodeDeploy deployment group',
  properties: {
    application: text('application name'),
    platform: text('Server | Lambda | ECS'),
    serviceRole: text('role ARN of the service'),
  },
})
