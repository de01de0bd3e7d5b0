import { defineNode, derived, flag, json, text } from '../define.ts'

export const AwsOpenSearchDomain = defineNode({
  kind: 'AwsOpenSearchDomain',
  class: 'Data',
  provider: 'aws',
  service: 'opensearch',
  title: 'OpenSearch domain',
  properties: {
    engineVersion: text('OpenSearch_2.19, Elasticsearch_7.10, …'),
    endpoint: text('host name'),
    publicEndpoint: flag('its endpoint lies on the Internet, in no VPC; absent when not collected'),
    policy: json('access policy document; null when it has none'),
    publicAccess: derived(
      flag(
        'its endpoint lies on the Internet, and its access policy lets anyone in, after every policy layer',
      ),
    ),
    encrypted: flag('encrypted at rest; absent when not collected'),
    nodeToNodeEncryption: flag('its nodes talk to each other over TLS'),
    enforcesHttps: flag('plain HTTP is refused'),
    tlsPolicy: text('Policy-Min-TLS-1-2-2019-07, …'),
    fineGrainedAccess: flag('users, roles and indices of its own decide, after the access policy'),
    auditLogs: flag('who did what in it is written to CloudWatch Logs'),
    anonymousAccess: flag('fine-grained access control also lets in requests without a login'),
  },
})
