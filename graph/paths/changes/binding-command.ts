import { ALL_AUTHENTICATED_USERS, ALL_USERS } from '../../access/gcp/member.ts'
import type { Props } from '../../snapshot/records.ts'
import { lastPart } from './shapes.ts'

/** One binding of an allow policy, as a command has to name it. */
export interface Binding {
  readonly role: string
  readonly members: readonly string[]
  readonly condition: Props | null
}

/** What stands behind `/name/` in the id of a resource. */
const part = (id: string, name: string): string =>
  id.split(`/${name}/`)[1]?.split('/')[0] ?? name.toUpperCase()

const within = (id: string, ...names: readonly (readonly [flag: string, part: string])[]): string =>
  names.map(([flag, name]) => ` --${flag}=${part(id, name)}`).join('')
const project = ['project', 'projects'] as const
const location = ['location', 'locations'] as const
const region = ['region', 'locations'] as const

/**
 * By kind: what `gcloud` calls the resource, around `remove-iam-policy-binding`.
 * https://cloud.google.com/sdk/gcloud/reference
 */
const RESOURCES: { readonly [kind: string]: (id: string) => readonly [group: string, resource: string] } = {
  GcpProject: (id) => ['projects', id],
  GcpFolder: (id) => ['resource-manager folders', lastPart(id)],
  GcpOrganization: (id) => ['organizations', lastPart(id)],
  GcpServiceAccount: (id) => ['iam service-accounts', lastPart(id)],
  GcpBucket: (id) => ['storage buckets', `gs://${lastPart(id)}`],
  GcpSecret: (id) => ['secrets', lastPart(id) + within(id, project)],
  GcpCryptoKey: (id) => ['kms keys', lastPart(id) + within(id, ['keyring', 'keyRings'], location, project)],
  GcpKeyRing: (id) => ['kms keyrings', lastPart(id) + within(id, location, project)],
  GcpPubsubTopic: (id) => ['pubsub topics', lastPart(id) + within(id, project)],
  GcpPubsubSubscription: (id) => ['pubsub subscriptions', lastPart(id) + within(id, project)],
  GcpRunService: (id) => ['run services', lastPart(id) + within(id, region, project)],
  GcpRunJob: (id) => ['run jobs', lastPart(id) + within(id, region, project)],
  GcpFunction: (id) => ['functions', lastPart(id) + within(id, region, project)],
  GcpArtifactRepository: (id) => ['artifacts repositories', lastPart(id) + within(id, location, project)],
  GcpInstance: (id) => ['compute instances', lastPart(id) + within(id, ['zone', 'zones'], project)],
}

/** Of BigQuery, access is revoked in SQL. https://cloud.google.com/bigquery/docs/reference/standard-sql/data-control-language */
const TABLES: { readonly [kind: string]: (id: string) => string } = {
  GcpBigQueryDataset: (id) => `SCHEMA \`${part(id, 'projects')}.${part(id, 'datasets')}\``,
  GcpBigQueryTable: (id) => `TABLE \`${part(id, 'projects')}.${part(id, 'datasets')}.${part(id, 'tables')}\``,
}

/** Commands that take a binding out of the policy of a resource, one a member. */
export function bindingCommands(kind: string, id: string, { role, members, condition }: Binding): string {
  const table = TABLES[kind]?.(id)
  if (table !== undefined && condition === null) {
    const from = members.map((member) => `"${ANYONE.has(member) ? `specialGroup:${member}` : member}"`)
    return `bq query --use_legacy_sql=false ${quoted(`REVOKE \`${role}\` ON ${table} FROM ${from.join(', ')}`)}`
  }
  const named = RESOURCES[kind]?.(id)
  if (named === undefined || members.length === 0)
    return `# take the binding of ${role} out of the allow policy of ${id}, and set the rest again`
  const [group, resource] = named
  const only = condition === null ? '' : ` --condition=${quoted(conditionOf(condition))}`
  return members
    .map(
      (member) =>
        `gcloud ${group} remove-iam-policy-binding ${resource} --role=${role} --member=${quoted(member)}${only}`,
    )
    .join('\n')
}

/** For a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`

/** Parted by `~`, as expressions hold commas. https://cloud.google.com/sdk/gcloud/reference/topic/escaping */
const conditionOf = (condition: Props): string =>
  `^~^${['expression', 'title', 'description']
    .flatMap((name) => {
      const value = condition[name]
      return typeof value === 'string' && value !== '' ? [`${name}=${value}`] : []
    })
    .join('~')}`

/** `ann@example.com and 2 more`. */
export function membersInWords([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'its members'
  const name = ANYONE.get(first) ?? first.replace(/^(user|group|serviceAccount|domain):/, '')
  return others.length === 0 ? name : `${name} and ${others.length} more`
}

const ANYONE: ReadonlyMap<string, string> = new Map([
  [ALL_USERS, 'everyone on the Internet'],
  [ALL_AUTHENTICATED_USERS, 'anyone with a Google account'],
])
