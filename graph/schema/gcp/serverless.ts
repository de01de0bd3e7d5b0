import { defineNode, text } from '../define.ts'
import { POLICY } from './policy.ts'

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
  },
})
