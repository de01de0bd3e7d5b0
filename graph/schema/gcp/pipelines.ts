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

export const GcpComposerEnvironment = defineNode({
  kind: 'GcpComposerEnvironment',
  class: 'Workload',
  provider: 'gcp',
  service: 'composer',
  title: 'Cloud Composer environment',
  properties: {
    ...POLICY,
    state: text('CREATING | RUNNING | UPDATING | DELETING | ERROR'),
    serviceAccount: text('email that its workers act as'),
  },
})

export const GcpAppEngineVersion = defineNode({
  kind: 'GcpAppEngineVersion',
  class: 'Workload',
  provider: 'gcp',
  service: 'appengine',
  title: 'App Engine version',
  properties: {
    servingStatus: text('SERVING | STOPPED'),
    serviceAccount: text('email that its code acts as'),
  },
})

export const GcpWorkflow = defineNode({
  kind: 'GcpWorkflow',
  class: 'Workload',
  provider: 'gcp',
  service: 'workflows',
  title: 'Workflow',
  properties: {
    state: text('ACTIVE | UNAVAILABLE'),
    serviceAccount: text('email that its calls act as'),
  },
})
