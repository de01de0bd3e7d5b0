import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const LIST = 'opensearch list-domain-names'
const DOMAIN = 'opensearch describe-domain'

const flagOrNone = z.boolean().nullish()
const domainList = z.object({ DomainNames: listOf(z.object({ DomainName: z.string() })) })
const domainAnswer = z.object({
  DomainStatus: z.object({
    ARN: textOrNone,
    EngineVersion: textOrNone,
    Endpoint: textOrNone,
    Endpoints: z.record(z.string(), z.string()).nullish(),
    AccessPolicies: z.string().nullish(),
    VPCOptions: z
      .object({ VPCId: textOrNone, SubnetIds: listOf(z.string()), SecurityGroupIds: listOf(z.string()) })
      .nullish(),
    EncryptionAtRestOptions: z.object({ Enabled: flagOrNone, KmsKeyId: textOrNone }).nullish(),
    NodeToNodeEncryptionOptions: z.object({ Enabled: flagOrNone }).nullish(),
    DomainEndpointOptions: z.object({ EnforceHTTPS: flagOrNone, TLSSecurityPolicy: textOrNone }).nullish(),
    LogPublishingOptions: z.record(z.string(), z.object({ Enabled: flagOrNone })).nullish(),
    AdvancedSecurityOptions: z.object({ Enabled: flagOrNone, AnonymousAuthEnabled: flagOrNone }).nullish(),
  }),
})
type Domain = z.output<typeof domainAnswer>['DomainStatus']

/** Search domains, of OpenSearch and of Elasticsearch, and who may use them. */
export const opensearch = defineCollector({
  provider: 'aws',
  service: 'opensearch',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'es:ListDomainNames' },
    [DOMAIN]: { permission: 'es:DescribeDomain', per: 'DomainName' },
  },
  async *collect(context) {
    const { DomainNames } = domainList.parse((await context.call(LIST)) ?? {})
    yield* context.map(DomainNames, async ({ DomainName }) =>
      domainRecords(context.partition, DomainName, await context.attempt(DOMAIN, { DomainName })),
    )
  },
})

/** `answer`: undefined when the domain could not be read. */
function domainRecords(partition: PartitionId, name: string, answer: unknown): Records {
  const records = new RecordBuilder()
  const one = answer ? domainAnswer.parse(answer).DomainStatus : undefined
  const id = one?.ARN ?? regionalArn(partition, 'es', `domain/${name}`)
  const props = one && {
    ...settings(one),
    ...policyProps(records, DOMAIN, name, one.AccessPolicies ?? null),
  }
  records.node('AwsOpenSearchDomain', id, nodeProps(partition, name, { ...props }))
  records.relate(id, 'USES_KEY', keyArn(one?.EncryptionAtRestOptions?.KmsKeyId, partition))
  relateNetwork(records, partition, id, {
    vpc: one?.VPCOptions?.VPCId,
    subnets: one?.VPCOptions?.SubnetIds,
    securityGroups: one?.VPCOptions?.SecurityGroupIds,
  })
  return records
}

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html */
const settings = (one: Domain) => ({
  engineVersion: one.EngineVersion,
  endpoint: one.Endpoint ?? one.Endpoints?.vpc,
  publicEndpoint: (one.VPCOptions?.VPCId ?? '') === '',
  encrypted: one.EncryptionAtRestOptions?.Enabled ?? false,
  nodeToNodeEncryption: one.NodeToNodeEncryptionOptions?.Enabled ?? false,
  enforcesHttps: one.DomainEndpointOptions?.EnforceHTTPS ?? false,
  tlsPolicy: one.DomainEndpointOptions?.TLSSecurityPolicy,
  fineGrainedAccess: one.AdvancedSecurityOptions?.Enabled ?? false,
  auditLogs: one.LogPublishingOptions?.AUDIT_LOGS?.Enabled ?? false,
  anonymousAccess: one.AdvancedSecurityOptions?.AnonymousAuthEnabled ?? false,
})
