import { defineNode, derived, flag, json, number } from '../define.ts'

export const AwsGlacierVault = defineNode({
  kind: 'AwsGlacierVault',
  class: 'Data',
  provider: 'aws',
  service: 'glacier',
  title: 'Glacier vault',
  properties: {
    policy: json('access policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    archives: number('as of the last inventory'),
  },
})
