import type { MissingFact } from '../../attack.ts'
import type { GcpEstate } from './estate-of.ts'

/** https://cloud.google.com/iam/docs/conditions-attribute-reference#resource-tags */
const ON_TAGS = /\.\s*(?:matchTag|matchTagId|hasTagKey|hasTagKeyId)\s*\(/

/** Where no tag keys were read, conditions that ask for a tag stay open, and the account is told so. */
export function unreadTags(estate: GcpEstate): readonly MissingFact[] {
  const { policyNodes, deniedScopes, facts } = estate
  if (facts.ofKind('GcpTagKey').length > 0) return []
  const conditions = [
    ...policyNodes.map(({ id }) => [id, estate.bindingsAt(id)] as const),
    ...[...deniedScopes].map((id) => [id, estate.denyRulesAt(id)] as const),
  ]
  const accounts = conditions.flatMap(([id, rules]) => {
    if (!rules.some(({ condition }) => condition !== null && ON_TAGS.test(condition))) return []
    const account = facts.node(id)?.props.account
    return [typeof account === 'string' ? account : id]
  })
  return [...new Set(accounts)].map((account) => ({
    account,
    service: 'asset',
    call: 'resource-manager tags bindings list',
    state: 'UNSUPPORTED',
    resource: null,
  }))
}
