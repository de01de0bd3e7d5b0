import { defineNode, derived, flag, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'
import { POLICY } from './policy.ts'

const PUBLIC_INVOKE = derived(flag('anyone may invoke it; absent when that is not known'))

export const GcpRunService = defineNode({
  kind: 'GcpRunService',
  class: 'Workload',
  provider: 'gcp',
  service: 'run',
  title: 'Cloud Run service',
  properties: {
    ...POLICY,
    ingress: text('all | internal | internal-and-cloud-load-balancing'),
    serviceAccount: text('email its code acts as'),
    image: text('container image'),
    invokerCheckDisabled: flag('it asks nobody for the right to invoke it'),
    publicInvoke: PUBLIC_INVOKE,
  },
})

export const GcpFunction = defineNode({
  kind: 'GcpFunction',
  class: 'Workload',
  provider: 'gcp',
  service: 'functions',
  title: 'Cloud Function',
  properties: {
    ...POLICY,
    ingress: text('ALLOW_ALL | ALLOW_INTERNAL_ONLY | ALLOW_INTERNAL_AND_GCLB'),
    serviceAccount: text('email its code acts as'),
    trigger: text('https | event'),
    generation: text('GEN_1 | GEN_2'),
    environmentNames: texts('environment variables of its code and its build, without values'),
    environmentCredentialKinds: texts('kinds of credential detected in their values'),
    environmentAccessKeyIds: texts('AWS access keys named in their values'),
    foreignClients: FOREIGN_CLIENTS,
    runService: text('of the second generation: id of the Cloud Run service that it is'),
    publicInvoke: PUBLIC_INVOKE,
  },
})

export const GcpRunJob = defineNode({
  kind: 'GcpRunJob',
  class: 'Workload',
  provider: 'gcp',
  service: 'run',
  title: 'Cloud Run job',
  properties: {
    ...POLICY,
    serviceAccount: text('email its code acts as'),
    image: text('container image'),
    interpreter: flag(
      'its command is a shell or an interpreter, which runs what the arguments say; absent when the image decides',
    ),
  },
})
