import type { Condition } from '../../attack.ts'
import type { Value } from '../../snapshot/records.ts'

/** One line of a bucket's ACL: a canonical id or a group's URI, and what it may do. */
export interface AclGrant {
  readonly grantee: string
  readonly permission: string
}

/** READ lists the objects; WRITE puts and overwrites them; WRITE_ACP lets one grant oneself the rest. */
export const PERMISSIONS = {
  CAN_READ: ['READ', 'FULL_CONTROL', 'WRITE_ACP'],
  CAN_WRITE: ['WRITE', 'FULL_CONTROL', 'WRITE_ACP'],
} as const

export const OWNERSHIP_UNKNOWN: Condition = {
  key: 's3:object-ownership',
  state: 'unknown',
  detail: 'ACLs count unless object ownership is BucketOwnerEnforced; it was not collected',
}

export const OBJECT_ACL: Condition = {
  key: 's3:object-acl',
  state: 'unknown',
  detail: 'the bucket ACL lets one list the objects; reading one needs its own ACL',
}

/** The grants of an ACL; what is not one is left out. */
export function aclGrants(acl: Value | undefined): readonly AclGrant[] {
  if (!Array.isArray(acl)) return []
  return acl.flatMap((grant: Value) => {
    const fields = new Map<string, Value>(Object.entries(grant ?? {}))
    const [grantee, permission] = [fields.get('grantee'), fields.get('permission')]
    return typeof grantee === 'string' && typeof permission === 'string' ? [{ grantee, permission }] : []
  })
}
