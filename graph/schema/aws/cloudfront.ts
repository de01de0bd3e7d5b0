import { defineNode, derived, flag, text, texts } from '../define.ts'

export const AwsCloudFrontDistribution = defineNode({
  kind: 'AwsCloudFrontDistribution',
  class: 'Network',
  provider: 'aws',
  service: 'cloudfront',
  title: 'CloudFront distribution',
  properties: {
    distributionId: text('E…'),
    domainName: text('….cloudfront.net'),
    aliases: texts('other names it answers to'),
    enabled: flag('answers viewers; absent when not told'),
    allowsHttp: flag('a cache behaviour answers plain HTTP with something other than a redirect to HTTPS'),
    standardLogging: flag('legacy standard logging to a bucket; absent when not collected'),
    realtimeLogging: flag('every cache behaviour has a real-time log'),
    logged: derived(
      flag('any kind of log is written, standard logging (v2) among them; absent when not collected'),
    ),
    originHosts: texts('host names that it fetches from; absent when not told'),
    viewerTls: text(
      'oldest version of TLS that viewers may use, with the year of its ciphers, such as TLSv1.2_2021; absent when not told',
    ),
    webAcl: flag('a WAF web ACL looks at its requests; absent when not told'),
    plainOrigins: texts('hosts that it fetches from over plain HTTP; absent when not told'),
    oldTlsOrigins: texts('own hosts that it may fetch from over SSL 3, TLS 1.0 or 1.1; absent when not told'),
    unsignedOrigins: texts(
      'hosts of buckets that it asks without origin access control or identity; absent when not told',
    ),
    originBuckets: texts('names of the buckets that it fetches from'),
    absentBuckets: texts('those of them that S3 does not know'),
    unreadBuckets: texts('those of them of which S3 does not tell us whether they exist'),
    danglingBuckets: derived(
      texts('origin buckets that do not exist; absent when none is known to, and not all could be looked up'),
    ),
  },
})
