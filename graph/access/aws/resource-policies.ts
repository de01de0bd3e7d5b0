import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'
import { type Target, targetOf } from './ask.ts'
import { compiled, type Estate, NOT_COLLECTED, type SourcedPolicy } from './estate.ts'

/** Where a kind of node keeps the policy that says who may use it; ids are `<resource id>#<suffix>`. */
interface Place {
  readonly property: string
  readonly suffix: string
  /** What holds of a resource that has none; nothing, unless the service says so. */
  readonly byDefault?: SourcedPolicy
}

const PROPERTIES: { readonly [kind: string]: Place } = {
  AwsIamRole: { property: 'trustPolicy', suffix: 'trust' },
  AwsS3Bucket: { property: 'policy', suffix: 'policy' },
  AwsLambdaFunction: { property: 'policy', suffix: 'policy' },
  AwsSecret: { property: 'policy', suffix: 'policy' },
  AwsKmsKey: { property: 'policy', suffix: 'policy' },
  AwsSqsQueue: { property: 'policy', suffix: 'policy' },
  AwsEventBus: { property: 'policy', suffix: 'policy' },
  AwsGlacierVault: { property: 'policy', suffix: 'policy' },
  AwsSnsTopic: { property: 'policy', suffix: 'policy' },
  AwsEcrRepository: { property: 'policy', suffix: 'policy' },
  AwsOpenSearchDomain: { property: 'policy', suffix: 'policy' },
  AwsDynamoDbTable: { property: 'policy', suffix: 'policy' },
  AwsEfsFileSystem: { property: 'policy', suffix: 'policy', byDefault: defaultFileSystemPolicy() },
}

/**
 * "The default EFS file system policy does not use IAM to authenticate, and grants full access to any anonymous client
 * that can connect to the file system using a mount target."
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function defaultFileSystemPolicy(): SourcedPolicy {
  const policy = compiled({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'elasticfilesystem:Client*',
      Resource: '*',
      Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
    },
  })
  return { id: 'default-file-system-policy', policy, holder: null, type: 'other' }
}

export interface PolicyOwner {
  readonly node: NodeRecord
  readonly place: Place
}

/** The node whose resource policy governs requests on this ARN; an object belongs to its bucket, an index to its table or domain. */
export function policyOwner(facts: FactIndex, resource: string): PolicyOwner | null {
  const node = facts.node(resource) ?? facts.node(containerOf(resource))
  const place = node === undefined ? undefined : PROPERTIES[node.kind]
  return node === undefined || place === undefined ? null : { node, place }
}

function containerOf(resource: string): string {
  const arn = parseArn(resource)
  if (arn?.service === 's3') return upTo(resource, resource.indexOf('/'))
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-intro.html
  if (arn?.service === 'dynamodb') return upTo(resource, resource.indexOf('/index/'))
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
  if (arn?.service === 'es') return upTo(resource, resource.indexOf('/', resource.indexOf('/') + 1))
  return resource
}

const upTo = (text: string, at: number): string => (at === -1 ? text : text.slice(0, at))

/** The asked side: the node whose policy governs the resource, or an ARN that the snapshot does not have. */
export function targetAt(estate: Estate, resource: string, asking: string | null): Target {
  const found = policyOwner(estate.facts, resource)
  if (found !== null) {
    const { node, place } = found
    const account = estate.accounts.get(String(node.props.account ?? ''))
    const policy = estate.resourcePolicy(node, place.property, `${node.id}#${place.suffix}`)
    if (policy === undefined) return targetOf(node, account, NOT_COLLECTED)
    return targetOf(node, account, policy ?? place.byDefault ?? null)
  }
  const id = parseArn(resource)?.account || asking || ''
  const node: NodeRecord = { id: resource, kind: 'Unknown', props: { account: id } }
  return targetOf(estate.facts.node(resource) ?? node, estate.accounts.get(id), null)
}
