import { defineNode, flag, text, time } from '../define.ts'

export const AwsAcmCertificate = defineNode({
  kind: 'AwsAcmCertificate',
  class: 'Secret',
  provider: 'aws',
  service: 'acm',
  title: 'Certificate in ACM',
  properties: {
    type: text('AMAZON_ISSUED | IMPORTED | PRIVATE'),
    status: text('ISSUED | EXPIRED | PENDING_VALIDATION | …'),
    keyAlgorithm: text('RSA_2048, EC_prime256v1, …'),
    inUse: flag('a service such as a load balancer uses it; absent when not told'),
    renewalEligibility: text('ELIGIBLE | INELIGIBLE: whether ACM renews it by itself'),
    expiresAt: time('end of its validity; absent before it is issued'),
    createdAt: time('creation; import for one that was imported'),
  },
})
