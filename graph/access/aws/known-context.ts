import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { ContextValues } from './context.ts'

/** Families of keys about which the snapshot says all: a tag that is not there is absent. */
export interface KnownContext {
  readonly values: ContextValues
  readonly families: readonly string[]
}

/**
 * What holds for a request that an attacker makes himself: over TLS, and not through a service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const DIRECT_CALL: ContextValues = {
  'aws:securetransport': ['true'],
  'aws:viaawsservice': ['false'],
  'aws:calledvia': 'absent',
  'aws:calledviafirst': 'absent',
  'aws:calledvialast': 'absent',
  'aws:sourcearn': 'absent',
  'aws:sourceaccount': 'absent',
  'aws:sourceorgid': 'absent',
  'aws:sourceorgpaths': 'absent',
}

/** Keys whose value the caller picks, so that an attacker meets any condition on them. */
const CHOSEN_BY_CALLER = new Set([
  'aws:referer',
  'aws:requestedregion',
  'aws:tagkeys',
  'aws:useragent',
  'kms:viaservice',
  's3:authtype',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:signatureage',
  's3:signatureversion',
  's3:tlsversion',
  's3:x-amz-acl',
  's3:x-amz-content-sha256',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-storage-class',
  'sts:durationseconds',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:transitivetagkeys',
])

const CHOSEN_FAMILIES = /^aws:requesttag\/|^kms:encryptioncontext|:aud$/

export const isChosenByCaller = (key: string): boolean => {
  const name = key.toLowerCase()
  return CHOSEN_BY_CALLER.has(name) || CHOSEN_FAMILIES.test(name)
}

/** Keys that a principal's node decides. */
export function principalContext(node: NodeRecord, account: NodeRecord | undefined): KnownContext {
  const { props } = node
  const isUser = node.kind === 'AwsIamUser'
  const values: { [key: string]: readonly string[] | 'absent' } = { 'aws:principalarn': [node.id] }
  if (isUser && typeof props.uniqueId === 'string') values['aws:userid'] = [props.uniqueId]
  // A user without a device never passes MFA. Its access keys carry no MFA key at all, its password a false one.
  if (isUser && props.mfaEnabled === false) {
    values['aws:multifactorauthpresent'] = props.activeAccessKeys === 0 ? ['false'] : 'absent'
    values['aws:multifactorauthage'] = 'absent'
  }
  Object.assign(
    values,
    organizationKeys('aws:principalorg', account?.props),
    tagKeys('aws:principaltag/', props),
  )
  // A role's session may bring tags of its own, so only what the role has is known.
  return { values, families: isUser && Array.isArray(props.tags) ? ['aws:principaltag/'] : [] }
}

/** Keys that a resource's node decides. */
export function resourceContext(node: NodeRecord, account: NodeRecord | undefined): KnownContext {
  const { props } = node
  return {
    values: {
      ...organizationKeys('aws:resourceorg', account?.props),
      ...tagKeys('aws:resourcetag/', props),
      ...(Array.isArray(props.aliases)
        ? { 'kms:resourcealiases': props.aliases.filter((alias) => typeof alias === 'string') }
        : {}),
    },
    families: Array.isArray(props.tags) ? ['aws:resourcetag/'] : [],
  }
}

function organizationKeys(prefix: string, account: Props | undefined): ContextValues {
  if (account === undefined) return {}
  const { organization, organizationPath } = account
  if (organization === null) return { [`${prefix}id`]: 'absent', [`${prefix}paths`]: 'absent' }
  if (typeof organization !== 'string') return {}
  const id = { [`${prefix}id`]: [organization] }
  if (!Array.isArray(organizationPath)) return id
  return { ...id, [`${prefix}paths`]: [`${[organization, ...organizationPath].join('/')}/`] }
}

function tagKeys(prefix: string, props: Props): ContextValues {
  if (!Array.isArray(props.tags)) return {}
  const pairs = props.tags.filter((tag) => typeof tag === 'string').map((tag) => splitTag(tag))
  return Object.fromEntries(pairs.map(([key, value]) => [`${prefix}${key}`, [value]]))
}

function splitTag(tag: string): readonly [string, string] {
  const at = tag.indexOf('=')
  return at === -1 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)]
}
