import { defineNode, flag, text, texts } from '../define.ts'
import { PATCH_COMPLIANCE } from '../patches.ts'

const ssm = { provider: 'aws', service: 'ssm' } as const

export const AwsSsmManagedNode = defineNode({
  ...ssm,
  kind: 'AwsSsmManagedNode',
  class: 'Workload',
  title: 'SSM managed node outside EC2',
  properties: {
    nodeId: text('mi-…'),
    ping: text('Online | ConnectionLost | Inactive'),
    role: text('service role name of its activation; null when not told'),
    platform: text('Linux, Windows, MacOS'),
    agentVersion: text('version of the SSM agent'),
    patchCompliance: PATCH_COMPLIANCE,
  },
})

export const AwsSsmDocument = defineNode({
  ...ssm,
  kind: 'AwsSsmDocument',
  class: 'Code',
  title: 'SSM document',
  properties: {
    type: text('Command, Automation, Session, …'),
    sharedWith: texts('account ids that may use it; absent when not collected'),
    public: flag('anyone may use it; absent when not collected'),
  },
})
