import { GCP_PERIMETERS } from '../../schema/accounts.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { OpenCondition } from '../question.ts'
import { NO } from '../tri.ts'
import { testCel } from './cel.ts'
import { boundOrEligible } from './entitlements.ts'
import type { Estate } from './estate.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Question } from './ground.ts'
import { memberOf } from './match-member.ts'
import type { Member } from './member.ts'
import type { Binding } from './policy.ts'
import { restrictedService } from './restricted-service.ts'

/** Policies that were not read, and may let in whoever they name. */
export function mayGrant(estate: GcpEstate, request: Asked, node: NodeRecord): readonly OpenCondition[] {
  return [
    ...policiesUnread(estate, node),
    ...groupsUnread(estate, request, node),
    ...lists(request.permission, node),
  ]
}

type Asked = Pick<Question, 'permission' | 'facts'>

const policiesUnread = ({ facts, chainOf }: GcpEstate, { id }: NodeRecord): OpenCondition[] =>
  chainOf(id)
    .flatMap((above) => facts.node(above) ?? [])
    .filter(({ kind, props }) => mayHavePolicy(kind) && props.iamPolicy === undefined)
    .map((one) => ({ key: 'allow-policy-not-read', detail: `the allow policy of ${one.id}` }))

const mayHavePolicy = (kind: string): boolean => NODE_KINDS.get(kind)?.properties.iamPolicy !== undefined

/** Groups that hold the permission, and of which it is not known who is in them. */
function groupsUnread(estate: GcpEstate, { permission, facts }: Asked, { id }: NodeRecord): OpenCondition[] {
  const groups = new Set<string>()
  for (const binding of boundOrEligible(estate, id)) {
    const { role, condition } = binding
    if (estate.contains(role, permission) === NO) continue
    if (condition !== null && testCel(condition, facts) === NO) continue
    for (const text of namedIn(estate, binding)) {
      const member = memberOf(text)
      if (member.type === 'group' && !estate.groups.expand(member.email).complete) groups.add(member.email)
    }
  }
  return [...groups].map(unknownGroup)
}

/** Members of a binding, with those who hold the basic role that a convenience value of it stands for. */
const namedIn = (estate: GcpEstate, { members }: Binding): readonly string[] =>
  members.flatMap((text) => [text, ...basicBindings(estate, memberOf(text)).flatMap((one) => one.members)])

/** Bindings of the basic role that a member stands for; none for other members. */
export const basicBindings = (estate: Estate, member: Member): readonly Binding[] =>
  member.type === 'basic'
    ? estate.bindingsAt(estate.projectNode(member.project) ?? '').filter(({ role }) => role === member.role)
    : []

export const unknownGroup = (email: string): OpenCondition => ({
  key: 'group-members-not-read',
  detail: `who is in group:${email}`,
})

/** https://cloud.google.com/storage/docs/access-control/lists */
function lists(permission: string, { id, kind, props }: NodeRecord): OpenCondition[] {
  if (kind !== 'GcpBucket' || props.uniformAccess === true || !permission.startsWith('storage.objects.'))
    return []
  return [{ key: 'access-control-lists', detail: `access control lists of objects in ${id}` }]
}

/**
 * Services that hold policies which keep out whom something lets in; with `onlyTop`, anybody whom the organization's
 * name, so that whatever was not read of them may be about whoever asks.
 */
const LIMITS: readonly { readonly service: string; readonly says: string; readonly onlyTop: boolean }[] = [
  { service: 'denypolicies', says: 'deny-policies', onlyTop: false },
  { service: 'boundaries', says: 'access-boundaries', onlyTop: true },
  { service: GCP_PERIMETERS.service, says: 'service-perimeters', onlyTop: true },
]

/** Of a node that was read, and lies in an organization. Estates of which nothing is told are whole. */
export function mayHoldBack(
  { facts, chainOf }: GcpEstate,
  permission: string,
  { id }: NodeRecord,
): readonly OpenCondition[] {
  const chain = chainOf(id)
  const names = new Set(chain.map((one) => accountOf(facts.node(one)) ?? one))
  const rows = facts.snapshot.coverage.filter(({ provider }) => provider === 'gcp')
  if (!rows.some(({ account, service }) => service === 'asset' && names.has(account))) return []
  const [top = id] = chain.slice(-1)
  return LIMITS.flatMap(({ service, says, onlyTop }): readonly OpenCondition[] => {
    if (onlyTop && !top.startsWith('organizations/')) return []
    if (service === GCP_PERIMETERS.service && restrictedService(permission) === null) return []
    const here = rows.filter(
      (row) => row.service === service && (onlyTop ? row.account === top : names.has(row.account)),
    )
    const isWhole =
      here.length > 0 &&
      here.every(
        ({ state, missing }) =>
          state === 'OK' &&
          !missing.some(({ resource }) => onlyTop || resource === null || isAbout(resource, chain, facts)),
      )
    return isWhole ? [] : [{ key: `${says}-not-read`, detail: `${says.replace('-', ' ')} above ${id}` }]
  })
}

type Facts = GcpEstate['facts']

const accountOf = (node: NodeRecord | undefined): string | undefined =>
  typeof node?.props.account === 'string' ? node.props.account : undefined

/** A call that gave nothing names a scope, projects by their number, and perhaps a policy of it. */
function isAbout(resource: string, chain: readonly string[], facts: Facts): boolean {
  const [scope = ''] = resource.split(' ')
  return chain.some((one) => {
    const number = facts.node(one)?.props.projectNumber
    return scope === one || scope.endsWith(`/${one}`) || scope.endsWith(`projects/${String(number)}`)
  })
}
