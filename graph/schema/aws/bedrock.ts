import { defineNode, text } from '../define.ts'

const agentCore = { class: 'Workload', provider: 'aws', service: 'bedrock-agentcore' } as const

export const AwsBedrockCodeInterpreter = defineNode({
  ...agentCore,
  kind: 'AwsBedrockCodeInterpreter',
  title: 'Bedrock AgentCore code interpreter',
  properties: {
    interpreterId: text('as StartCodeInterpreterSession takes it'),
    status: text('READY, CREATING, …'),
    role: text('role ARN its sessions act as; null when it has none'),
    networkMode: text('SANDBOX | PUBLIC | VPC'),
  },
})
