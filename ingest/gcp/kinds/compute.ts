import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import type { Asset } from '../asset.ts'
import { computeName, defineAsset, lastPart, runsAs, usesKey } from '../define.ts'
import {
  COMPUTE_PROJECT,
  type Items,
  instanceSettings,
  Metadata,
  metadataTraces,
  scriptBuckets,
} from './metadata.ts'

const Instance = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  status: z.string().nullish(),
  machineType: z.string().nullish(),
  canIpForward: z.boolean().nullish(),
  tags: z.object({ items: z.array(z.string()).nullish() }).nullish(),
  metadata: Metadata,
  serviceAccounts: z.array(z.object({ email: z.string(), scopes: z.array(z.string()).nullish() })).nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  disks: z
    .array(z.object({ boot: z.boolean().nullish(), licenses: z.array(z.string()).nullish() }))
    .nullish(),
  shieldedInstanceConfig: z
    .object({
      enableSecureBoot: z.boolean().nullish(),
      enableVtpm: z.boolean().nullish(),
      enableIntegrityMonitoring: z.boolean().nullish(),
    })
    .nullish(),
  confidentialInstanceConfig: z
    .object({
      enableConfidentialCompute: z.boolean().nullish(),
      confidentialInstanceType: z.string().nullish(),
    })
    .nullish(),
  networkInterfaces: z
    .array(
      z.object({
        network: z.string().nullish(),
        subnetwork: z.string().nullish(),
        networkIP: z.string().nullish(),
        accessConfigs: z.array(z.object({ natIP: z.string().nullish() })).nullish(),
        ipv6AccessConfigs: z.array(z.unknown()).nullish(),
      }),
    )
    .nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export const instance = defineAsset({
  type: 'compute.googleapis.com/Instance',
  kind: 'GcpInstance',
  read: (data, asset, beside) => {
    const given = Instance.parse(data)
    const { status, machineType, networkInterfaces } = given
    const items = given.metadata?.items ?? []
    const account = given.serviceAccounts?.[0]
    return {
      props: {
        ...(status != null && { status }),
        ...(machineType != null && { machineType: lastPart(machineType) }),
        ...(given.id != null && { instanceId: String(given.id) }),
        networkTags: [...(given.tags?.items ?? [])].sort(),
        metadataKeys: items.map(({ key }) => key).sort(),
        ...metadataTraces(items),
        canIpForward: given.canIpForward === true,
        ...gkeOf(given.labels ?? {}),
        ...shieldOf(given),
        confidential: isConfidential(given),
        ...imageOf(given),
        serviceAccount: account?.email.toLowerCase() ?? null,
        scopes: [...(account?.scopes ?? [])].sort(),
        ...instanceSettings(items, beside.one(COMPUTE_PROJECT)),
        publicAddress: (networkInterfaces ?? []).some(isPublic),
        networkInterfaces: (networkInterfaces ?? []).map((one) => ({
          network: one.network == null ? null : computeName(one.network),
          subnetwork: one.subnetwork == null ? null : computeName(one.subnetwork),
          address: one.networkIP ?? null,
          external: one.accessConfigs?.some(({ natIP }) => Boolean(natIP)) === true,
          externalIpv6: (one.ipv6AccessConfigs ?? []).length > 0,
        })),
        instanceGroups: groupsOf(asset, items),
      },
      relations: [
        ...runsAs(account?.email),
        ...scriptBuckets(items).map((bucket) => ['RUNS_CODE_FROM', bucket] as const),
      ],
    }
  },
})

type Instance = z.infer<typeof Instance>

/** Projects of the images that Google keeps: https://cloud.google.com/compute/docs/images/os-details */
const PUBLIC_IMAGES =
  /\/projects\/(?:almalinux|centos|cos|debian|fedora-coreos|opensuse|oracle-linux|rhel|rhel-sap|rocky-linux|suse|suse-sap|ubuntu-os|ubuntu-os-pro|windows|windows-sql)-cloud\//

/** An image of one's own keeps the licences of the image that it was made from. */
function imageOf({ disks }: Instance): Props {
  const boot = disks?.find((disk) => disk.boot === true)
  if (boot === undefined) return {}
  const isPublic = (boot.licenses ?? []).some((licence) => PUBLIC_IMAGES.test(licence))
  return isPublic ? { publicImage: true } : {}
}

/** What takes an external address has it while it runs; a static one also when it is stopped. */
const isPublic = ({
  accessConfigs,
  ipv6AccessConfigs,
}: NonNullable<Instance['networkInterfaces']>[number]): boolean =>
  [...(accessConfigs ?? []), ...(ipv6AccessConfigs ?? [])].length > 0

/**
 * The cluster and the pool that a node of GKE belongs to, where its labels tell them.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels
 */
function gkeOf(labels: Readonly<Record<string, string>>): Props {
  const [cluster, location, pool] = ['cluster-name', 'cluster-location', 'node-pool-name'].map(
    (name) => labels[`goog-k8s-${name}`],
  )
  return {
    gkeNode: Object.hasOwn(labels, 'goog-gke-node'),
    ...(cluster !== undefined && location !== undefined && { gkeCluster: `${location}/${cluster}` }),
    ...(pool !== undefined && { gkeNodePool: pool }),
  }
}

/**
 * A managed group makes its instances and writes its name, which is that of its instance group, into their metadata;
 * who is in another group stands with the group (`relationships.ts`).
 * https://cloud.google.com/compute/docs/instance-groups/getting-info-about-migs#checking_if_a_vm_instance_is_part_of_a_mig
 */
function groupsOf({ name }: Asset, items: Items): readonly string[] {
  const maker = items.find(({ key }) => key === 'created-by')?.value ?? ''
  const [, place] =
    /^projects\/[^/]+\/((?:zones|regions)\/[^/]+\/instanceGroupManagers\/[^/]+)$/.exec(maker) ?? []
  const project = /^.*?\/projects\/[^/]+\//.exec(name)?.[0] ?? ''
  return place === undefined ? [] : [`${project}${place.replace('instanceGroupManagers', 'instanceGroups')}`]
}

/** An instance whose image knows nothing of Shielded VM need not have the settings. */
const shieldOf = ({ shieldedInstanceConfig: shield }: Instance): Props =>
  shield == null
    ? {}
    : {
        shieldedSecureBoot: shield.enableSecureBoot === true,
        shieldedVtpm: shield.enableVtpm === true,
        shieldedIntegrityMonitoring: shield.enableIntegrityMonitoring === true,
      }

const UNSPECIFIED = 'CONFIDENTIAL_INSTANCE_TYPE_UNSPECIFIED'

/** The type alone switches it on: https://cloud.google.com/compute/docs/reference/rest/v1/instances#ConfidentialInstanceConfig */
const isConfidential = ({ confidentialInstanceConfig: config }: Instance): boolean =>
  config?.enableConfidentialCompute === true ||
  (config?.confidentialInstanceType ?? UNSPECIFIED) !== UNSPECIFIED

const Encryption = z.object({ kmsKeyName: z.string().nullish(), sha256: z.string().nullish() }).nullish()
/** Whose key: one of the customer's in Cloud KMS, one that he alone has, else Google's. */
const encryptionOf = (key: z.infer<typeof Encryption>): string =>
  key?.kmsKeyName ? 'kms' : key?.sha256 ? 'supplied' : 'google'

const Disk = z.object({
  users: z.array(z.string()).nullish(),
  diskEncryptionKey: Encryption,
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export const disk = defineAsset({
  type: 'compute.googleapis.com/Disk',
  kind: 'GcpDisk',
  read: (data) => {
    const { users, diskEncryptionKey } = Disk.parse(data)
    const key = diskEncryptionKey?.kmsKeyName || null
    return {
      props: {
        attached: (users ?? []).length > 0,
        encryption: encryptionOf(diskEncryptionKey),
        kmsKey: key,
      },
      relations: usesKey(key),
    }
  },
})

const Image = z.object({
  family: z.string().nullish(),
  imageEncryptionKey: Encryption,
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/images */
export const image = defineAsset({
  type: 'compute.googleapis.com/Image',
  kind: 'GcpImage',
  read: (data) => {
    const { family, imageEncryptionKey } = Image.parse(data)
    return { props: { family: family ?? null, encryption: encryptionOf(imageEncryptionKey) } }
  },
})

const Snapshot = z.object({ snapshotEncryptionKey: Encryption })

/** https://cloud.google.com/compute/docs/reference/rest/v1/snapshots */
export const snapshot = defineAsset({
  type: 'compute.googleapis.com/Snapshot',
  kind: 'GcpSnapshot',
  read: (data) => ({ props: { encryption: encryptionOf(Snapshot.parse(data).snapshotEncryptionKey) } }),
})

const MachineImage = z.object({ machineImageEncryptionKey: Encryption })

/** https://cloud.google.com/compute/docs/reference/rest/v1/machineImages */
export const machineImage = defineAsset({
  type: 'compute.googleapis.com/MachineImage',
  kind: 'GcpMachineImage',
  read: (data) => ({
    props: { encryption: encryptionOf(MachineImage.parse(data).machineImageEncryptionKey) },
  }),
})
