import { numericId } from '../ids.ts'

export interface Binding {
  readonly role: string
  readonly members: readonly string[]
  readonly condition?: { readonly title: string; readonly expression: string }
}

/** One asset with what the three kinds of export tell of it. */
export interface Asset {
  readonly type: string
  readonly name: string
  readonly ancestors: readonly string[]
  readonly location?: string
  readonly data: { readonly [member: string]: unknown }
  readonly bindings?: readonly Binding[]
  readonly organizationPolicies?: readonly object[]
}

export interface Project {
  readonly id: string
  readonly number: string
  readonly ancestors: readonly string[]
  readonly region: string
}

export const ORGANIZATION = `organizations/${numericId('organization', 12)}`
export const folder = (name: string): string => `folders/${numericId(`folder/${name}`, 12)}`

export function project(id: string, folders: readonly string[]): Project {
  const number = numericId(`project/${id}`, 12)
  return { id, number, ancestors: [`projects/${number}`, ...folders, ORGANIZATION], region: 'europe-west4' }
}

export const bind = (
  role: string,
  members: readonly string[],
  condition?: Binding['condition'],
): Binding => ({
  role: `roles/${role}`,
  members,
  ...(condition === undefined ? {} : { condition }),
})

export const email = ({ id }: Project, account: string): string => `${account}@${id}.iam.gserviceaccount.com`
export const account = (of: Project, name: string): string => `serviceAccount:${email(of, name)}`
export const user = (name: string): string => `user:${name}@alderway.example`
export const group = (name: string): string => `group:${name}@alderway.example`

const ORGANIZATION_TYPE = 'cloudresourcemanager.googleapis.com/Organization'
/** What deny policies may be attached to. */
const NODES: ReadonlySet<string> = new Set([
  ORGANIZATION_TYPE,
  'cloudresourcemanager.googleapis.com/Folder',
  'cloudresourcemanager.googleapis.com/Project',
])
/** Asked for, and there is none: what was not asked for would count as not read. */
const NO_LIMITS = [['google/assets/access-policy.json', '[]\n']] as const

/** A file for each answer at the place where `gcp-export.sh` puts it; assets one a line, as `gcloud asset export` does. */
export function exportFiles(assets: readonly Asset[]): readonly (readonly [path: string, text: string])[] {
  const lines = (content: (asset: Asset) => object | null) =>
    `${assets
      .flatMap((asset) => {
        const told = content(asset)
        return told === null
          ? []
          : [
              JSON.stringify({
                name: asset.name,
                asset_type: asset.type,
                ...told,
                ancestors: asset.ancestors,
              }),
            ]
      })
      .join('\n')}\n`
  return [
    [
      'google/assets/resource.json',
      lines(({ data, location = 'global' }) => ({ resource: { version: 'v1', location, data } })),
    ],
    [
      'google/assets/iam-policy.json',
      lines(({ bindings }) => (bindings === undefined ? null : { iam_policy: { bindings } })),
    ],
    [
      'google/assets/org-policy.json',
      lines(({ organizationPolicies: policies }) =>
        policies === undefined ? null : { org_policy: policies },
      ),
    ],
    ...NO_LIMITS,
    ...assets.flatMap(({ name, type }) => {
      if (!NODES.has(type)) return []
      const node = name.replace('//cloudresourcemanager.googleapis.com/', '').replace('/', '-')
      const lists = type === ORGANIZATION_TYPE ? ['denypolicies', 'boundaries'] : ['denypolicies']
      return lists.map((kind) => [`google/iam/${kind}/${node}/list.json`, '[]\n'] as const)
    }),
  ]
}
