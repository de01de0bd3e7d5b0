import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { bucketOf, defaultAccount, defineAsset, runsAs, usesKey } from '../define.ts'

const flag = z.boolean().nullish()
const Networks = z
  .object({
    enabled: flag,
    cidrBlocks: z.array(z.object({ cidrBlock: z.string().nullish() })).nullish(),
  })
  .nullish()
const NodePool = z.object({
  name: z.string().nullish(),
  config: z
    .object({
      serviceAccount: z.string().nullish(),
      oauthScopes: z.array(z.string()).nullish(),
      workloadMetadataConfig: z.object({ mode: z.string().nullish() }).nullish(),
    })
    .nullish(),
  networkConfig: z.object({ enablePrivateNodes: flag }).nullish(),
})
const Cluster = z.object({
  autopilot: z.object({ enabled: flag }).nullish(),
  privateClusterConfig: z.object({ enablePrivateNodes: flag, enablePrivateEndpoint: flag }).nullish(),
  networkConfig: z.object({ defaultEnablePrivateNodes: flag }).nullish(),
  controlPlaneEndpointsConfig: z
    .object({
      ipEndpointsConfig: z
        .object({ enabled: flag, enablePublicEndpoint: flag, authorizedNetworksConfig: Networks })
        .nullish(),
    })
    .nullish(),
  masterAuthorizedNetworksConfig: Networks,
  workloadIdentityConfig: z.object({ workloadPool: z.string().nullish() }).nullish(),
  nodePools: z.array(NodePool).nullish(),
  legacyAbac: z.object({ enabled: flag }).nullish(),
  masterAuth: z
    .object({
      clientCertificate: z.string().nullish(),
      clientCertificateConfig: z.object({ issueClientCertificate: flag }).nullish(),
    })
    .nullish(),
})

type Cluster = z.infer<typeof Cluster>

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export const gkeCluster = defineAsset({
  type: 'container.googleapis.com/Cluster',
  kind: 'GcpGkeCluster',
  read: (data) => {
    const cluster = Cluster.parse(data)
    const autopilot = cluster.autopilot?.enabled === true
    return {
      props: {
        autopilot,
        ...endpointOf(cluster),
        // Autopilot always has it: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
        workloadIdentity: autopilot || Boolean(cluster.workloadIdentityConfig?.workloadPool),
        ...(autopilot ? { metadataPools: [] } : metadataPools(cluster)),
        privateNodes: hasPrivateNodes(cluster),
        legacyAbac: cluster.legacyAbac?.enabled === true,
        ...certificateOf(cluster),
      },
    }
  },
})

function endpointOf(cluster: Cluster): Props {
  const ip = cluster.controlPlaneEndpointsConfig?.ipEndpointsConfig
  const networks = ip?.authorizedNetworksConfig ?? cluster.masterAuthorizedNetworksConfig
  const isPublic = ip?.enablePublicEndpoint ?? cluster.privateClusterConfig?.enablePrivateEndpoint !== true
  return {
    publicEndpoint: ip?.enabled !== false && isPublic,
    authorizedNetworksOn: networks?.enabled === true,
    authorizedNetworks: (networks?.cidrBlocks ?? []).flatMap(({ cidrBlock }) => cidrBlock ?? []).sort(),
  }
}

/** Both old ways in: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#restrict_authn_methods */
const certificateOf = ({ masterAuth: auth }: Cluster): Props =>
  auth == null
    ? {}
    : {
        clientCertificate:
          Boolean(auth.clientCertificate) || auth.clientCertificateConfig?.issueClientCertificate === true,
      }

function metadataPools({ nodePools }: Cluster): Props {
  if (nodePools == null) return {}
  const exposed = nodePools.filter(({ config }) => config?.workloadMetadataConfig?.mode !== 'GKE_METADATA')
  return { metadataPools: exposed.map(({ name }) => name ?? '').sort() }
}

/** What a pool says of itself comes before what the cluster says. */
function hasPrivateNodes({ privateClusterConfig, networkConfig, nodePools }: Cluster): boolean {
  const byDefault =
    privateClusterConfig?.enablePrivateNodes === true || networkConfig?.defaultEnablePrivateNodes === true
  const pools = nodePools ?? []
  if (pools.length === 0) return byDefault
  return pools.every((pool) => pool.networkConfig?.enablePrivateNodes ?? byDefault)
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools */
export const gkeNodePool = defineAsset({
  type: 'container.googleapis.com/NodePool',
  kind: 'GcpGkeNodePool',
  read: (data, asset) => {
    const { config } = NodePool.parse(data)
    const inside = [asset.name.replace(/\/nodePools\/[^/]+$/, '')]
    if (config == null) return { props: {}, inside }
    const account = config.serviceAccount?.toLowerCase() ?? 'default'
    return {
      props: {
        serviceAccount: account,
        // https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/NodeConfig#Mode
        metadataServer: config.workloadMetadataConfig?.mode === 'GKE_METADATA',
        scopes: [...(config.oauthScopes ?? [])].sort(),
      },
      relations: runsAs(account === 'default' ? defaultAccount(asset) : account),
      inside,
    }
  },
})

const Dataproc = z.object({
  status: z.object({ state: z.string().nullish() }).nullish(),
  config: z
    .object({
      gceClusterConfig: z.object({ serviceAccount: z.string().nullish() }).nullish(),
      securityConfig: z
        .object({
          identityConfig: z
            .object({ userServiceAccountMapping: z.record(z.string(), z.string()).nullish() })
            .nullish(),
        })
        .nullish(),
      initializationActions: z.array(z.object({ executableFile: z.string().nullish() })).nullish(),
      encryptionConfig: z
        .object({ gcePdKmsKeyName: z.string().nullish(), kmsKey: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
})

/** https://cloud.google.com/dataproc/docs/reference/rest/v1/projects.regions.clusters */
export const dataprocCluster = defineAsset({
  type: 'dataproc.googleapis.com/Cluster',
  kind: 'GcpDataprocCluster',
  read: (data, asset) => {
    const { config, status } = Dataproc.parse(data)
    if (config == null) return { props: {} }
    const account = config.gceClusterConfig?.serviceAccount || defaultAccount(asset)
    const buckets = (config.initializationActions ?? []).flatMap((one) => bucketOf(one.executableFile) ?? [])
    const key = config.encryptionConfig?.gcePdKmsKeyName || config.encryptionConfig?.kmsKey || null
    return {
      props: {
        ...(status?.state != null && { state: status.state }),
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
        multiTenant:
          Object.keys(config.securityConfig?.identityConfig?.userServiceAccountMapping ?? {}).length > 0,
        encryption: key === null ? 'google' : 'kms',
        kmsKey: key,
      },
      relations: [
        ...usesKey(key),
        ...runsAs(account),
        ...[...new Set(buckets)].map((bucket) => ['RUNS_CODE_FROM', bucket] as const),
      ],
    }
  },
})
