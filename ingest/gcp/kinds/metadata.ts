import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { traceVariables } from '../../variables.ts'
import { type AssetData, bucketOf, defineAsset } from '../define.ts'

export const Metadata = z
  .object({ items: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish() })
  .nullish()

export type Items = NonNullable<NonNullable<z.infer<typeof Metadata>>['items']>

const Project = z.object({ commonInstanceMetadata: Metadata })

/** The one asset of a project that tells of it. */
export const COMPUTE_PROJECT = 'compute.googleapis.com/Project'

/**
 * What metadata switches on an instance: its own first, then the project's, else off; what the project has is not known
 * where its settings were not read.
 * https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console#enabling_serial_console_access
 * https://cloud.google.com/compute/docs/oslogin/set-up-oslogin
 */
export function instanceSettings(own: Items, project: AssetData | null): Props {
  const shared = Project.safeParse(project).data
  const common = shared === undefined ? null : itemsOf(shared.commonInstanceMetadata)
  const setting = (key: string): boolean | undefined =>
    flagOf(own, key) ?? (common === null ? undefined : (flagOf(common, key) ?? false))
  const osLogin = setting('enable-oslogin')
  const blocks = flagOf(own, 'block-project-ssh-keys') === true
  return {
    ...optional('serialPortEnabled', setting('serial-port-enable')),
    ...optional('osLogin', osLogin),
    ...optional('osLogin2fa', setting('enable-oslogin-2fa')),
    ownOsLogin: flagOf(own, 'enable-oslogin') === true,
    blocksProjectKeys: blocks,
    ...optional('osConfig', setting('enable-osconfig')),
    // With OS Login no key in metadata counts: https://cloud.google.com/compute/docs/connect/restrict-ssh-keys
    ...optional('projectSshKeys', blocks ? false : osLogin === undefined ? undefined : !osLogin),
  }
}

/** What all instances of a project share. https://cloud.google.com/compute/docs/reference/rest/v1/projects */
export const computeProject = defineAsset({
  type: COMPUTE_PROJECT,
  kind: 'GcpProject',
  id: (_asset, account) => account,
  addsTo: true,
  read: (data) => {
    const items = itemsOf(Project.parse(data).commonInstanceMetadata)
    return {
      props: {
        osLogin: flagOf(items, 'enable-oslogin') === true,
        osLogin2fa: flagOf(items, 'enable-oslogin-2fa') === true,
      },
    }
  },
})

/** What startup scripts and other metadata give away: https://cloud.google.com/compute/docs/metadata/overview#considerations */
export function metadataTraces(own: Items): Props {
  const found = traceVariables(own.map(({ key, value }) => ({ name: key, value: value ?? undefined })))
  return {
    metadataCredentialKinds: found.kinds,
    metadataAccessKeyIds: found.accessKeyIds,
    foreignClients: found.foreignClients,
  }
}

/** https://cloud.google.com/compute/docs/instances/startup-scripts/linux#cloud-storage */
const SCRIPTS = ['startup-script-url', 'shutdown-script-url', 'windows-startup-script-url']

/** Buckets of the scripts that the instance fetches at every boot. */
export const scriptBuckets = (own: Items): readonly string[] => [
  ...new Set(own.flatMap(({ key, value }) => (SCRIPTS.includes(key) ? (bucketOf(value) ?? []) : []))),
]

const itemsOf = (metadata: z.infer<typeof Metadata>): Items => metadata?.items ?? []

/** Keys are told apart by case; metadata flags are texts: https://cloud.google.com/compute/docs/metadata/setting-custom-metadata#boolean */
function flagOf(items: Items, key: string): boolean | undefined {
  const value = items.find((item) => item.key === key)?.value
  return value == null ? undefined : ['true', '1', 'yes', 'y'].includes(value.toLowerCase())
}

const optional = (name: string, value: boolean | undefined) => (value === undefined ? {} : { [name]: value })
