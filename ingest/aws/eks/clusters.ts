import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { keyArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { relateNetwork } from '../network-ends.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterArn } from './names.ts'

const detail = z.object({
  cluster: z.object({
    status: textOrNone,
    version: textOrNone,
    roleArn: textOrNone,
    resourcesVpcConfig: z
      .object({
        vpcId: textOrNone,
        subnetIds: listOf(z.string()),
        securityGroupIds: listOf(z.string()),
        clusterSecurityGroupId: textOrNone,
        endpointPublicAccess: z.boolean().nullish(),
        endpointPrivateAccess: z.boolean().nullish(),
        publicAccessCidrs: listOf(z.string()),
      })
      .nullish(),
    identity: z.object({ oidc: z.object({ issuer: textOrNone }).nullish() }).nullish(),
    accessConfig: z.object({ authenticationMode: textOrNone }).nullish(),
    encryptionConfig: listOf(
      z.object({
        resources: listOf(z.string()),
        provider: z.object({ keyArn: textOrNone }).nullish(),
      }),
    ),
    logging: z
      .object({
        clusterLogging: listOf(z.object({ enabled: z.boolean().nullish(), types: listOf(z.string()) })),
      })
      .nullish(),
    createdAt: timeOrNone,
    tags: tagMap,
  }),
})
type Cluster = z.output<typeof detail>['cluster']

/** `answer`: undefined when the cluster could not be described. */
export function clusterRecords(partition: PartitionId, name: string, answer: unknown): Records {
  const records = new RecordBuilder()
  const id = clusterArn(partition, name)
  const known = answer ? detail.parse(answer).cluster : undefined
  const network = known?.resourcesVpcConfig
  records.node('AwsEksCluster', id, nodeProps(partition, name, { ...(known && settings(known)) }))
  // The control plane acts as it; no code of the customer's does.
  records.relate(id, 'HAS_SERVICE_ROLE', known?.roleArn)
  for (const { provider } of known?.encryptionConfig ?? []) {
    records.relate(id, 'USES_KEY', keyArn(provider?.keyArn, partition))
  }
  relateNetwork(records, partition, id, {
    vpc: network?.vpcId,
    subnets: network?.subnetIds,
    securityGroups: [
      ...(network?.securityGroupIds ?? []),
      ...(network?.clusterSecurityGroupId ? [network.clusterSecurityGroupId] : []),
    ],
  })
  return records
}

function settings(known: Cluster) {
  const network = known.resourcesVpcConfig
  const logs = (known.logging?.clusterLogging ?? []).filter(({ enabled }) => enabled)
  return {
    status: known.status,
    role: known.roleArn,
    version: known.version,
    endpointPublic: network?.endpointPublicAccess ?? undefined,
    endpointPrivate: network?.endpointPrivateAccess ?? undefined,
    publicCidrs: network ? network.publicAccessCidrs.toSorted() : undefined,
    oidcIssuer: known.identity?.oidc?.issuer?.replace(/^https:\/\//, ''),
    authenticationMode: known.accessConfig?.authenticationMode,
    secretsEncrypted: known.encryptionConfig.some(({ resources }) => resources.includes('secrets')),
    logTypes: logs.flatMap(({ types }) => types).sort(),
    createdAt: known.createdAt,
    tags: tagTexts(known.tags),
  }
}
