import type { Derivation } from '../../attack.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props, RelationshipRecord, Value } from '../../snapshot/records.ts'
import { deriveAccess } from './derive.ts'

/** Small estates for tests: identities with inline policies, roles with trust, buckets. */
export const HOME = '111111111111'
export const OTHER = '222222222222'
export const FOREIGN = '999999999999'

export const user = (name: string, account = HOME): string => `arn:aws:iam::${account}:user/${name}`
export const role = (name: string, account = HOME): string => `arn:aws:iam::${account}:role/${name}`

export const policy = (...statements: readonly Props[]): Props => ({
  Version: '2012-10-17',
  Statement: statements,
})
export const allow = (action: Value, resource: Value = '*', more: Props = {}): Props => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})
export const deny = (action: Value, resource: Value = '*', more: Props = {}): Props => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
})
export const trust = (principal: Value, more: Props = {}): Props =>
  policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more })

interface IdentityParts {
  readonly policies?: readonly Props[]
  readonly boundary?: Props
  readonly trust?: Props
  readonly groups?: readonly string[]
  readonly props?: Props
}

export interface EstateParts {
  readonly accounts?: { readonly [id: string]: Props }
  readonly identities: { readonly [arn: string]: IdentityParts }
  readonly groups?: { readonly [arn: string]: readonly Props[] }
  readonly buckets?: { readonly [name: string]: Props }
  readonly nodes?: readonly NodeRecord[]
  readonly relationships?: readonly RelationshipRecord[]
}

const CLOSED = {
  policy: null,
  acl: [],
  objectOwnership: 'BucketOwnerEnforced',
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
}
const OPEN_ACCOUNT = {
  s3BlockPublicAcls: false,
  s3IgnorePublicAcls: false,
  s3BlockPublicPolicy: false,
  s3RestrictPublicBuckets: false,
}

export function derive(parts: EstateParts): Derivation {
  return deriveAccess(factsOf(parts))
}

export function factsOf(parts: EstateParts) {
  const nodes: NodeRecord[] = [...(parts.nodes ?? [])]
  const relationships: RelationshipRecord[] = [...(parts.relationships ?? [])]
  const accounts = { [HOME]: {}, ...parts.accounts }
  for (const [id, props] of Object.entries(accounts)) {
    nodes.push({ id, kind: 'AwsAccount', props: { account: id, ...OPEN_ACCOUNT, ...props } })
  }
  const attach = (holder: string, documents: readonly Props[]) => {
    for (const [index, document] of documents.entries()) {
      const id = `${holder}#inline/p${index}`
      nodes.push({ id, kind: 'AwsIamPolicy', props: { document, type: 'inline' } })
      relationships.push({ from: holder, kind: 'HAS_POLICY', to: id, props: { attachment: 'inline' } })
    }
  }
  for (const [arn, identity] of Object.entries(parts.identities)) {
    const isRole = arn.includes(':role/')
    const account = arn.split(':')[4] ?? ''
    nodes.push({
      id: arn,
      kind: isRole ? 'AwsIamRole' : 'AwsIamUser',
      props: { account, ...(isRole ? { trustPolicy: identity.trust ?? policy() } : {}), ...identity.props },
    })
    attach(arn, identity.policies ?? [])
    for (const group of identity.groups ?? []) {
      relationships.push({ from: arn, kind: 'MEMBER_OF', to: group, props: {} })
    }
    if (identity.boundary !== undefined) {
      const id = `arn:aws:iam::${account}:policy/boundary-of-${arn.slice(arn.lastIndexOf('/') + 1)}`
      nodes.push({
        id,
        kind: 'AwsIamPolicy',
        props: { document: identity.boundary, type: 'customer-managed' },
      })
      relationships.push({ from: arn, kind: 'BOUNDED_BY', to: id, props: {} })
    }
  }
  for (const [arn, documents] of Object.entries(parts.groups ?? {})) {
    nodes.push({ id: arn, kind: 'AwsIamGroup', props: {} })
    attach(arn, documents)
  }
  for (const [name, props] of Object.entries(parts.buckets ?? {})) {
    nodes.push({
      id: `arn:aws:s3:::${name}`,
      kind: 'AwsS3Bucket',
      props: { account: HOME, ...CLOSED, ...props },
    })
  }
  return indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one, index) => [String(index), one])),
    coverage: [],
  })
}

/** Edges as `from KIND to`, class hubs resolved to their members. */
export function edgesOf(derivation: Derivation): readonly string[] {
  const members = new Map<string, string[]>()
  for (const { from, to } of derivation.facts ?? []) members.set(to, [...(members.get(to) ?? []), from])
  return derivation.edges
    .flatMap((edge) =>
      (members.get(edge.from) ?? [edge.from]).map((from) => `${from} ${edge.kind} ${edge.to}`),
    )
    .sort()
}
