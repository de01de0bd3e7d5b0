import { defineNode, flag, text } from '../define.ts'

export const AzureSecurityAssessment = defineNode({
  provider: 'azure',
  class: 'Policy',
  kind: 'AzureSecurityAssessment',
  service: 'security',
  title: 'Assessment of Defender for Cloud',
  properties: {
    about: text('system-updates | endpoint-detection | vulnerability-assessment | image-vulnerabilities'),
    status: text('Healthy | Unhealthy | NotApplicable'),
  },
})

export const AzureIotHub = defineNode({
  provider: 'azure',
  class: 'Workload',
  kind: 'AzureIotHub',
  service: 'security',
  title: 'IoT hub',
  properties: { defender: flag('an enabled IoT security solution covers it; absent when not collected') },
})
