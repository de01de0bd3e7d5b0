import { defineNode, text, texts } from '../define.ts'

const imageBuilder = { provider: 'aws', service: 'imagebuilder' } as const

export const AwsImageBuilderPipeline = defineNode({
  ...imageBuilder,
  kind: 'AwsImageBuilderPipeline',
  class: 'Workload',
  title: 'Image Builder pipeline',
  properties: {
    status: text('ENABLED | DISABLED'),
    executionRole: text('role ARN of its workflows; null for the service-linked role'),
    infrastructure: text('ARN of the infrastructure configuration'),
    recipe: text('ARN of the image or container recipe'),
  },
})

export const AwsImageBuilderInfrastructure = defineNode({
  ...imageBuilder,
  kind: 'AwsImageBuilderInfrastructure',
  class: 'Code',
  title: 'Image Builder infrastructure configuration',
  properties: {
    instanceProfile: text('name of the instance profile that builds run with'),
    instanceTypes: texts('m5.large, …'),
    httpTokens: text('required | optional; absent when not set'),
  },
})
