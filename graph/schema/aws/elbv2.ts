import { defineNode, derived, flag, text, texts, time } from '../define.ts'

export const AwsLoadBalancer = defineNode({
  kind: 'AwsLoadBalancer',
  class: 'Network',
  provider: 'aws',
  service: 'elbv2',
  title: 'Load balancer',
  properties: {
    type: text('application | network | gateway'),
    scheme: text('internet-facing | internal'),
    ipAddressType: text('ipv4 | dualstack | dualstack-without-public-ipv4'),
    dnsName: text('name under which it is reached'),
    status: text('active | provisioning | active_impaired | failed'),
    accessLogs: flag(
      'requests are logged to a bucket; absent when not collected, or not offered for its type',
    ),
    dropsInvalidHeaders: flag('headers that are no valid HTTP are removed; absent when not collected'),
    desyncMode: text(
      'monitor | defensive | strictest: what is done about requests that servers may read differently; absent as above',
    ),
    deletionProtection: flag('cannot be deleted before that is switched off; absent when not collected'),
    listeners: texts('<protocol>:<port>; absent when not collected'),
    oldTlsListeners: texts(
      'those of them that take TLS 1.0 or 1.1; absent when not collected, or when a policy is not known',
    ),
    plainHttp: flag(
      'a rule answers HTTP by something other than a redirect to HTTPS; absent when not collected',
    ),
    addressTargets: texts(
      '<vpc-…> <address> <transport>/<port> that it spreads requests over and that answer its health checks',
    ),
    webAcl: flag(
      'a WAF web ACL looks at its requests; absent when not collected, or not offered for its type',
    ),
    internetReachable: derived(
      flag(
        'the Internet reaches a port on which it listens; absent when something on the way was not collected',
      ),
    ),
    internetPorts: derived(texts('what is reachable, such as tcp/443')),
    createdAt: time('creation'),
  },
})
