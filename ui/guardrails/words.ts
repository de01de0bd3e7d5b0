import { enumWords, plural } from '../parts/format.ts'

interface Held {
  readonly opensPaths: number
  readonly verified: boolean
  readonly protectsCount: number
}

const NAMES: { readonly [type: string]: string } = {
  imdsv1: 'IMDSv2 required',
  'metadata-endpoint': 'Metadata endpoint off',
  policy: 'Deny in a policy',
  'resource-policy': 'Deny in a resource policy',
  'trust-policy': 'Deny in a trust policy',
  'network-acl': 'Network ACL',
}

/** `permissions-boundary` as `Permissions boundary`. */
export const typeInWords = (type: string): string => NAMES[type] ?? enumWords(type.replaceAll('-', '_'))

/** What comes of taking it away, in one line. */
export function outcomeInWords({ opensPaths, verified, protectsCount }: Held): string {
  if (!verified) return 'Not tried: what it holds back is known, what would open is not.'
  if (opensPaths === 0) return 'Nothing opens without it: something else stands in the way, too.'
  const alone =
    protectsCount === 0 ? '' : `, and ${plural(protectsCount, 'target')} would have no protection left`
  return `${plural(opensPaths, 'attack path')} would open${alone}.`
}

/** The page's answer: what stands between the attacker and the rest. */
export function headline(guardrails: readonly Held[]): string {
  if (guardrails.length === 0) return 'No guardrail holds an attack back'
  const bearing = guardrails.filter(({ opensPaths }) => opensPaths > 0).length
  return bearing === 0
    ? `${plural(guardrails.length, 'guardrail')}, none of which stands alone`
    : `${plural(guardrails.length, 'guardrail')}, ${bearing} of which ${bearing === 1 ? 'is' : 'are'} all that stands in the way of a path`
}
