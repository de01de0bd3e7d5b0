import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { parsePolicy } from './parse.ts'
import { type Policy, policyWith, type Statement } from './policy.ts'

/**
 * The grants of a KMS key as statements that allow: a grantee needs nothing else in the key's account, and a Deny
 * still stops him. An encryption context that a grant asks for is the caller's to choose.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function withGrants(policy: Policy, key: NodeRecord): Policy {
  const { grants } = key.props
  if (key.kind !== 'AwsKmsKey' || !Array.isArray(grants) || grants.length === 0) return policy
  return policyWith([...policy.statements, ...grants.flatMap((_, at) => grantStatement(key, grants, at))])
}

function grantStatement(key: NodeRecord, grants: readonly Value[], at: number): readonly Statement[] {
  const grant = grants[at]
  if (typeof grant !== 'object' || grant === null || Array.isArray(grant)) return []
  const fields = new Map(Object.entries(grant))
  const [id, grantee, operations] = [fields.get('grantId'), fields.get('grantee'), fields.get('operations')]
  if (typeof grantee !== 'string' || !Array.isArray(operations)) return []
  const isService = grantee.endsWith('.amazonaws.com')
  const parsed = parsePolicy({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: isService ? { Service: grantee } : { AWS: grantee },
      Action: operations.map((operation) => `kms:${String(operation)}`),
      Resource: '*',
    },
  })
  if (!parsed.ok) return []
  const value = grants.filter((_, other) => other !== at)
  return parsed.policy.statements.map((statement) => ({
    ...statement,
    index: at,
    grant: {
      id: typeof id === 'string' ? id : String(at),
      edit: { change: 'set', resource: key.id, property: 'grants', value },
    },
  }))
}
