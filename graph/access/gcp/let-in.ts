import { and, MAYBE, NO, not, or, type Tri, YES } from '../tri.ts'
import type { Asker, Estate } from './estate.ts'
import { matchesAny } from './match-member.ts'
import type { AccessLevel, RuleFrom, RuleTo } from './read-perimeters.ts'
import { isNameless } from './restricted-service.ts'
import { comesFrom, placeOf } from './whence.ts'

/**
 * Whether a request of somebody's has an access level. From which address or device he asks is not known.
 * https://cloud.google.com/access-context-manager/docs/access-level-attributes
 */
export function hasLevel(estate: Estate, asker: Asker, name: string, above: readonly string[] = []): Tri {
  const level = estate.accessLevels.get(name)
  if (level?.conditions == null || above.includes(name)) return MAYBE
  const { conditions, all } = level
  const held = conditions.map((condition) => meets(estate, asker, condition, [...above, name]))
  if (held.length === 0) return MAYBE
  return all ? held.reduce(and) : held.reduce(or)
}

/** Every field that is given has to match; `negate` turns the whole over. */
function meets(
  estate: Estate,
  asker: Asker,
  condition: NonNullable<AccessLevel['conditions']>[number],
  above: readonly string[],
): Tri {
  const { members, requiredAccessLevels, ipSubnetworks, regions, devicePolicy, vpcNetworkSources } = condition
  const asksElse = ipSubnetworks.length > 0 || regions.length > 0 || devicePolicy || vpcNetworkSources
  const held: readonly Tri[] = [
    members.length === 0 ? YES : isNamed(estate, asker, members),
    ...requiredAccessLevels.map((name) => hasLevel(estate, asker, name, above)),
    asksElse ? MAYBE : YES,
  ]
  const whole = held.reduce(and)
  return condition.negate ? not(whole) : whole
}

/** Somebody who stands for many may be one of those that are named. */
function isNamed(estate: Estate, asker: Asker, identities: readonly string[]): Tri {
  const found = matchesAny(identities, asker, estate)
  if (found !== NO || identities.length === 0) return found
  const { member } = asker
  const isMany =
    member.type === 'group' ||
    (member.type === 'user' && member.email.startsWith('*@')) ||
    (member.type === 'federated' && member.subject === '*')
  return isMany ? MAYBE : NO
}

/** https://cloud.google.com/vpc-service-controls/docs/supported-identities */
function isMeant(estate: Estate, asker: Asker, { identityType, identities }: RuleFrom): Tri {
  const { type } = asker.member
  if (identityType === 'ANY_IDENTITY') return YES
  if (identityType === null) return isNamed(estate, asker, identities)
  if (type === 'everyone') return NO
  if (type === 'signed-in') return YES
  // Who is in a group, and what a pool holds, may be of either type.
  if (type === 'group' || type === 'federated') return MAYBE
  return (identityType === 'ANY_SERVICE_ACCOUNT') === (type === 'serviceAccount') ? YES : NO
}

function isFrom(estate: Estate, asker: Asker, { sources }: RuleFrom): Tri {
  // A rule without a source is refused by the console, and what it means stands nowhere.
  if (sources.length === 0) return MAYBE
  return sources.reduce<Tri>((best, { accessLevel, resource }) => {
    if (accessLevel === '*') return YES
    if (accessLevel !== null) return or(best, hasLevel(estate, asker, accessLevel))
    return or(best, resource === null ? MAYBE : comesOf(estate, asker, resource))
  }, NO)
}

/** A project that was not read may hold anybody's workloads. */
function comesOf(estate: Estate, asker: Asker, resource: string): Tri {
  const place = placeOf(estate, resource)
  return place.startsWith('projects/') ? MAYBE : comesFrom(estate, asker, new Set([place]))
}

/** What of a request rules look at, besides who makes it. */
export interface Target {
  readonly service: string
  readonly permission: string
  /** Node of the project that is asked about, or of what lies above projects. */
  readonly place: string
}

function isTo(
  estate: Estate,
  { resources, operations }: RuleTo,
  { service, permission, place }: Target,
): Tri {
  if (!resources.some((one) => one === '*' || placeOf(estate, one) === place)) return NO
  // Rules may name roles in place of operations, which older clients leave out.
  if (operations.length === 0) return MAYBE
  return operations.reduce<Tri>((best, { serviceName, methodSelectors }) => {
    if (serviceName === '*') return YES
    if (serviceName !== service) return best
    const selected = methodSelectors.map((one) => selects(one, permission))
    return selected.reduce<Tri>(or, or(best, selected.length === 0 ? MAYBE : NO))
  }, NO)
}

/** Which methods ask for a permission is not known. https://cloud.google.com/vpc-service-controls/docs/supported-method-restrictions */
function selects(
  { method, permission: named }: RuleTo['operations'][number]['methodSelectors'][number],
  permission: string,
): Tri {
  if (method === '*') return YES
  if (method !== null) return MAYBE
  return named === permission ? YES : NO
}

/** https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules */
export function letsIn(estate: Estate, asker: Asker, from: RuleFrom, to: RuleTo, target: Target): Tri {
  const isTold = and(isMeant(estate, asker, from), isNameless(target.permission) ? MAYBE : YES)
  return and(and(isTold, isFrom(estate, asker, from)), isTo(estate, to, target))
}

/** From which networks a rule lets out is not looked into: one that names any may. */
export const letsOut = (estate: Estate, asker: Asker, from: RuleFrom, to: RuleTo, target: Target): Tri =>
  and(and(isMeant(estate, asker, from), from.sources.length === 0 ? YES : MAYBE), isTo(estate, to, target))
