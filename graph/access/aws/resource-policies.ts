import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'

/** Where the kinds of node keep the policy that says who may use them; ids are `<resource id>#<suffix>`. */
const PROPERTIES: { readonly [kind: string]: { readonly property: string; readonly suffix: string } } = {
  AwsIamRole: { property: 'trustPolicy', suffix: 'trust' },
  AwsS3Bucket: { property: 'policy', suffix: 'policy' },
  AwsLambdaFunction: { property: 'policy', suffix: 'policy' },
  AwsSecret: { property: 'policy', suffix: 'policy' },
  AwsKmsKey: { property: 'policy', suffix: 'policy' },
}

export interface PolicyOwner {
  readonly node: NodeRecord
  readonly property: string
  readonly suffix: string
}

/** The node whose resource policy governs requests on this ARN; an object belongs to its bucket. */
export function policyOwner(facts: FactIndex, resource: string): PolicyOwner | null {
  const node = facts.node(resource) ?? facts.node(containerOf(resource))
  const where = node === undefined ? undefined : PROPERTIES[node.kind]
  return node === undefined || where === undefined ? null : { node, ...where }
}

function containerOf(resource: string): string {
  const arn = parseArn(resource)
  if (arn?.service !== 's3') return resource
  const slash = resource.indexOf('/')
  return slash === -1 ? resource : resource.slice(0, slash)
}
