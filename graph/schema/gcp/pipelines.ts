import { defineNode, text } from '../define.ts'
import { POLICY } from './policy.ts'

export const GcpTaskQueue = defineNode({
  kind: 'GcpTaskQueue',
  class: 'Data',
  provider: 'gcp',
  service: 'tasks',
  title: 'Cloud Tasks queue',
  properties: { ...POLICY, state: text('RUNNING | PAUSED | DISABLED') },
})
