import { defineNode, text } from '../define.ts'

export const AwsDataPipeline = defineNode({
  kind: 'AwsDataPipeline',
  class: 'Workload',
  provider: 'aws',
  service: 'datapipeline',
  title: 'Data Pipeline pipeline',
  properties: {
    pipelineId: text('df-…'),
    role: text('role that the pipeline acts as; null when its definition names none'),
    resourceRole: text('instance profile of its resources; null when its definition names none'),
  },
})
