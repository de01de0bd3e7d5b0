import { defineNode, json, text, texts } from '../define.ts'

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
    autoScalingGroups: texts('names of the Auto Scaling groups whose instances it deploys to'),
    tagFilters: json(
      '[[{ key, value, type: KEY_ONLY | VALUE_ONLY | KEY_AND_VALUE }]]: an instance fits by one filter of each list',
    ),
  },
})
