import { defineNode, derived, flag, text, texts } from '../define.ts'

const dns = { class: 'Network', provider: 'aws', service: 'route53' } as const

export const AwsRoute53Zone = defineNode({
  ...dns,
  kind: 'AwsRoute53Zone',
  title: 'Hosted zone',
  properties: {
    zoneId: text('Z…'),
    private: flag('answers inside VPCs alone'),
    queryLogs: flag('what it is asked is logged; absent for private zones, and when not collected'),
  },
})

export const AwsRoute53Record = defineNode({
  ...dns,
  kind: 'AwsRoute53Record',
  title: 'Address record',
  properties: {
    type: text('A; others, aliases, and those of private zones are not collected'),
    setIdentifier: text('which of several records of the name; absent when it is the only one'),
    addresses: texts('IPv4 addresses that it gives'),
    danglingAddresses: derived(
      texts(
        'those of EC2 that nobody in the estate holds; absent when none is known to be, and not all could be looked up',
      ),
    ),
  },
})
