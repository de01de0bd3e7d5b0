import { defineNode, flag, text, texts, time } from '../define.ts'

export const AwsLoadBalancer = defineNode({
  kind: 'AwsLoadBalancer',
  class: 'Network',
  provider: 'aws',
  service: 'elbv2',
  title: 'Load balancer',
  properties: {
    type: text('application | network | gateway'),
    scheme: text('internet-facing | internal'),
    dnsName: text('name under which it is reached'),
    status: text('active | provisioning | active_impaired | failed'),
    accessLogs: flag(
      'requests are logged to a bucket; absent when not collected, or not offered for its type',
    ),
    dropsInvalidHeaders: flag('headers that are no valid HTTP are removed; absent when not collected'),
    deletionProtection: flag('cannot be deleted before that is switched off; absent when not collected'),
    listeners: texts('<protocol>:<port>; absent when not collected'),
    plainHttp: flag(
      'a rule answers HTTP by something other than a redirect to HTTPS; absent when not collected',
    ),
    createdAt: time('creation'),
  },
})
