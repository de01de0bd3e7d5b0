import { defineNode, flag, text, texts } from '../define.ts'

const dns = { class: 'Network', provider: 'gcp', service: 'dns' } as const

export const GcpDnsZone = defineNode({
  ...dns,
  kind: 'GcpDnsZone',
  title: 'Cloud DNS zone',
  properties: {
    dnsName: text('such as example.com.'),
    visibility: text('public | private'),
    dnssec: text('on | off | transfer'),
    keySigningAlgorithm: text('such as rsasha256; null when it is left to Cloud DNS'),
    zoneSigningAlgorithm: text('such as rsasha256; null when it is left to Cloud DNS'),
  },
})

export const GcpDnsPolicy = defineNode({
  ...dns,
  kind: 'GcpDnsPolicy',
  title: 'Cloud DNS policy',
  properties: { logging: flag('queries are recorded'), networks: texts('ids of the networks it is for') },
})
