import { indexFacts } from '../graph/snapshot/facts.ts'
import { type NodeRecord, type RelationshipRecord, relationshipId } from '../graph/snapshot/records.ts'
import { seededRandom } from './random.ts'

const PROJECT_ROLES = [
  'viewer',
  'editor',
  'owner',
  'storage.objectViewer',
  'storage.objectAdmin',
  'bigquery.dataViewer',
  'bigquery.jobUser',
  'secretmanager.secretAccessor',
  'iam.serviceAccountUser',
  'iam.serviceAccountTokenCreator',
  'logging.viewer',
  'run.invoker',
  'cloudkms.cryptoKeyDecrypter',
  'resourcemanager.projectIamAdmin',
  'monitoring.viewer',
]
/** Resources by kind and the start of their names, with the role that is granted on them. */
const RESOURCES: readonly (readonly [kind: string, service: string, role: string])[] = [
  ['GcpBucket', 'storage.googleapis.com/b', 'storage.objectViewer'],
  ['GcpBucket', 'storage.googleapis.com/c', 'storage.objectAdmin'],
  ['GcpSecret', 'secretmanager.googleapis.com/s', 'secretmanager.secretAccessor'],
  ['GcpBigQueryDataset', 'bigquery.googleapis.com/d', 'bigquery.dataViewer'],
  ['GcpCryptoKey', 'cloudkms.googleapis.com/k', 'cloudkms.cryptoKeyDecrypter'],
  ['GcpRunService', 'run.googleapis.com/r', 'run.invoker'],
  ['GcpInstance', 'compute.googleapis.com/i', 'viewer'],
  ['GcpFunction', 'cloudfunctions.googleapis.com/f', 'viewer'],
]
const RESOURCES_OF_PROJECT = 100
const PROJECTS_OF_FOLDER = 20

/** What the perimeter restricts, beside the services of `RESOURCES`. */
const MORE_RESTRICTED = ['iam', 'iamcredentials', 'cloudresourcemanager']

/** An organization: ten memberships in bindings a principal, three quarters of them on projects. */
export function googleEstate(principals: number, { perimeter = false } = {}) {
  const random = seededRandom(principals)
  const pick = (count: number): number => Math.floor(random() * count)
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  const node = (id: string, kind: string, props: NodeRecord['props']): string => {
    nodes.set(id, { id, kind, props: { provider: 'gcp', name: id, ...props } })
    return id
  }
  const relate = (from: string, kind: string, to: string): void => {
    const fact = { from, kind, to, props: {} }
    relationships.set(relationshipId(fact), fact)
  }
  const projects = Math.round((principals * 2.5) / RESOURCES_OF_PROJECT)
  const memberAt = (at: number): string =>
    at % 20 < 15
      ? `user:u-${at}@example.com`
      : at % 20 === 15
        ? `group:g-${at}@example.com`
        : `serviceAccount:${emailAt(at, projects)}`
  const members = (count: number): string[] => [
    ...new Set(Array.from({ length: count }, () => memberAt(pick(principals)))),
  ]
  node('organizations/1', 'GcpOrganization', { domain: 'example.com', iamPolicy: null })
  for (let at = 0; at < principals; at++) {
    const id = memberAt(at)
    const email = id.slice(id.indexOf(':') + 1)
    if (!id.startsWith('serviceAccount:')) continue
    node(id, 'GcpServiceAccount', {
      account: `p-${at % projects}`,
      email,
      uniqueId: String(at),
      disabled: false,
      iamPolicy: null,
    })
  }
  const perRole = Math.round((principals * 7.5) / projects / PROJECT_ROLES.length)
  for (let at = 0; at < projects; at++) {
    const folder = `folders/${Math.floor(at / PROJECTS_OF_FOLDER)}`
    if (at % PROJECTS_OF_FOLDER === 0) {
      node(folder, 'GcpFolder', {
        iamPolicy: { bindings: [{ role: 'roles/viewer', members: members(5) }] },
      })
      relate('organizations/1', 'CONTAINS', folder)
    }
    const account = `p-${at}`
    node(account, 'GcpProject', {
      account,
      projectNumber: String(at),
      iamPolicy: {
        bindings: PROJECT_ROLES.map((role) => ({ role: `roles/${role}`, members: members(perRole) })),
      },
    })
    relate(folder, 'CONTAINS', account)
    for (let one = 0; one < RESOURCES_OF_PROJECT; one++) {
      const [kind, service, role] = RESOURCES[one % RESOURCES.length] ?? ['GcpBucket', '', '']
      const id = node(`//${service}-${at}-${one}`, kind, {
        account,
        status: 'RUNNING',
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        publicAccessPrevention: 'inherited',
        iamPolicy: { bindings: [{ role: `roles/${role}`, members: members(1) }] },
      })
      if (kind === 'GcpInstance' || kind === 'GcpRunService' || kind === 'GcpFunction')
        relate(id, 'HAS_EXECUTION_ROLE', memberAt(Math.floor(pick(principals) / 20) * 20 + 16))
    }
  }
  // Around every other project.
  if (perimeter)
    node('perimeter', 'GcpServicePerimeter', {
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      resources: Array.from({ length: Math.ceil(projects / 2) }, (_, at) => `projects/${2 * at}`),
      restrictedServices: [
        ...new Set(RESOURCES.map(([, service]) => service.slice(0, service.indexOf('/')))),
        ...MORE_RESTRICTED.map((name) => `${name}.googleapis.com`),
      ],
    })
  return indexFacts({ nodes, relationships, coverage: [] })
}

const emailAt = (at: number, projects: number): string => `s-${at}@p-${at % projects}.iam.gserviceaccount.com`
