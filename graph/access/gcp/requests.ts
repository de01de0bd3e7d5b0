import type { NodeRecord } from '../../snapshot/records.ts'
import type { RequestFacts } from './cel.ts'

/** What conditions see of a request about a node of a kind. */
interface Request {
  readonly service: string
  readonly type: string
  /** The relative resource name that conditions compare. */
  readonly name: (node: NodeRecord) => string
  /** The request names something below the node, which the caller picks. */
  readonly below?: true
}

const afterService = ({ id }: NodeRecord): string => id.replace(/^\/\/[^/]+\//, '')

const plain = (service: string, type: string): Request => ({
  service: `${service}.googleapis.com`,
  type: `${service}.googleapis.com/${type}`,
  name: afterService,
})

const below = (service: string, type: string, collection: string): Request => ({
  ...plain(service, type),
  name: (node) => `${afterService(node)}/${collection}`,
  below: true,
})

/** https://cloud.google.com/iam/docs/conditions-attribute-reference#resource-name */
const REQUESTS: { readonly [kind: string]: Request } = {
  GcpBucket: {
    service: 'storage.googleapis.com',
    type: 'storage.googleapis.com/Object',
    name: (node) => `projects/_/buckets/${afterService(node)}/objects`,
    below: true,
  },
  GcpSecret: below('secretmanager', 'SecretVersion', 'versions'),
  GcpCryptoKey: below('cloudkms', 'CryptoKeyVersion', 'cryptoKeyVersions'),
  GcpBigQueryDataset: below('bigquery', 'Table', 'tables'),
  GcpRunService: plain('run', 'Service'),
  GcpServiceAccount: {
    service: 'iam.googleapis.com',
    type: 'iam.googleapis.com/ServiceAccount',
    name: ({ props }) => `projects/-/serviceAccounts/${String(props.uniqueId)}`,
  },
  GcpInstance: plain('compute', 'Instance'),
  GcpDisk: plain('compute', 'Disk'),
  GcpImage: plain('compute', 'Image'),
  GcpGkeCluster: plain('container', 'Cluster'),
  GcpProject: plain('cloudresourcemanager', 'Project'),
  GcpFolder: plain('cloudresourcemanager', 'Folder'),
  GcpOrganization: plain('cloudresourcemanager', 'Organization'),
}

/** Whoever sets a policy or makes something new picks what it is about; of the rest the node tells. */
export function requestOn(
  permission: string,
  node: NodeRecord | undefined,
  now: string | null,
  within?: string,
): RequestFacts {
  const request = REQUESTS[node?.kind ?? '']
  const isAbout = request !== undefined && isOfService(permission, request.service)
  return {
    ...(now !== null && { time: now }),
    ...(isAbout && node !== undefined && aboutNode(request, permission, node, within)),
    // Whoever may write a policy would grant himself the strongest role.
    ...(permission.endsWith('.setIamPolicy') && { modifiedRoles: ['roles/owner'] }),
  }
}

/** What a name below a node adds to it: the object of a bucket, the version of a secret. */
export function requestBelow(
  permission: string,
  node: NodeRecord,
  now: string | null,
  rest: string,
): RequestFacts {
  const request = requestOn(permission, node, now)
  if (request.name === undefined || request.below === undefined) return request
  const { below: _, ...exact } = request
  const collection = request.name.slice(request.name.lastIndexOf('/') + 1)
  const own = rest.startsWith(`${collection}/`) ? rest.slice(collection.length + 1) : rest
  return { ...exact, name: `${request.name}/${own}` }
}

const SERVICE_OF: { readonly [prefix: string]: string } = { resourcemanager: 'cloudresourcemanager' }

function isOfService(permission: string, service: string): boolean {
  const prefix = permission.slice(0, permission.indexOf('.'))
  return `${SERVICE_OF[prefix] ?? prefix}.googleapis.com` === service
}

/** A policy is written on the node itself. */
function aboutNode(
  request: Request,
  permission: string,
  node: NodeRecord,
  within: string | undefined,
): RequestFacts {
  if (request.below === undefined)
    return { service: request.service, type: request.type, name: request.name(node) }
  if (permission.endsWith('.setIamPolicy') && !permission.startsWith('storage.objects')) {
    return { service: request.service, name: request.name(node).replace(/\/[^/]+$/, '') }
  }
  const name = within === undefined ? request.name(node) : `${request.name(node)}/${within}`
  return { service: request.service, type: request.type, name, below: true }
}
