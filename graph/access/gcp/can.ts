import { distinctBy } from '../../group-by.ts'
import { INTERNET_ID } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import {
  ANYONE,
  type CanAnswer,
  type CloudAccess,
  listed,
  type OpenCondition,
  type PrincipalAnswer,
  refuseContext,
  type WhoQuestion,
} from '../question.ts'
import { NO } from '../tri.ts'
import { askerNamed, isMember, permissionNamed, resourceNamed } from './asked.ts'
import { byEntitlement } from './by-entitlement.ts'
import { PUBLIC_ACCESS_PREVENTION } from './constraints.ts'
import { decide } from './decide.ts'
import { boundOrEligible } from './entitlements.ts'
import type { Asker } from './estate.ts'
import { estateOf, type GcpEstate } from './estate-of.ts'
import type { Ground, Question } from './ground.ts'
import { ANY_GOOGLE_ACCOUNT, expandGroups, type Holder, holderOfId, holdersOf } from './holders.ts'
import { matches, memberOf } from './match-member.ts'
import { isAnyone } from './member.ts'
import { newestReading } from './newest-reading.ts'
import { basicBindings, mayGrant, mayHoldBack } from './not-read.ts'
import { hitOf, openIn, reasonOf } from './tell.ts'

/**
 * Google Cloud: a principal is a member as policies write it, an action a permission in either spelling, a resource a
 * node, or something below one. https://cloud.google.com/iam/docs/policy-types#evaluation
 */
export const gcpAccess: CloudAccess = {
  name: 'Google Cloud',
  writes: {
    principal: 'a member such as user:ann@example.com, serviceAccount:…, allUsers or *',
    resource:
      'a full name such as //storage.googleapis.com/bucket, or the id of a project, folders/1, organizations/1',
  },
  isPrincipal: (_facts, id) => isMember(id),
  isResource: (facts, id) =>
    /^(?:\/\/|gs:\/\/|projects\/|folders\/|organizations\/|serviceAccount:)/.test(id) ||
    facts.node(id)?.props.provider === 'gcp',
  can(facts, question) {
    const asked = askedOf(facts, question)
    return answerFor(asked, askerNamed(asked.estate, question.principal))
  },
  whoCan,
}

interface Asked extends Omit<Question, 'asker'> {
  readonly estate: GcpEstate
  /** What was not read, and may let in whoever it names. */
  readonly open: readonly OpenCondition[]
  /** What was not read, and may keep out whom something lets in. */
  readonly besides: readonly OpenCondition[]
}

function askedOf(facts: FactIndex, question: WhoQuestion): Asked {
  refuseContext(question, 'Google Cloud')
  const estate = estateOf(facts)
  const permission = permissionNamed(question.action)
  const { node, requestFor } = resourceNamed(estate, question.resource)
  const request = { ...requestFor(permission, newestReading(facts)), ...estate.tagsOn(node.id) }
  return {
    estate,
    permission,
    resource: node.id,
    facts: request,
    open: mayGrant(estate, { permission, facts: request }, node),
    besides: mayHoldBack(estate, permission, node),
  }
}

function answerFor({ estate, open, besides, ...question }: Asked, asker: Asker): CanAnswer {
  const asked = { ...question, asker }
  const { decision, by } = decide(estate, asked)
  const hits = by.map(hitOf)
  const reason = reasonOf(asked.permission, by, decision)
  if (decision === 'denied') {
    const isSettled = isAnyone(asker.member) ? by.length > 0 : by.some(holdsBackAll)
    if (isSettled) return { decision, by: hits, conditions: [], reason }
    const eligible = byEntitlement(estate, asked)
    if (eligible !== null) return eligible
    if (open.length === 0) return { decision, by: hits, conditions: [], reason }
    return { decision: 'conditional', by: hits, conditions: open, reason: `${reason}, as far as was read` }
  }
  const conditions = distinctBy(
    [...by.flatMap((ground) => openIn(estate, asked, ground)), ...besides],
    ({ key, detail }) => `${key} ${detail}`,
  )
  return { decision: conditions.length > 0 ? 'conditional' : decision, by: hits, conditions, reason }
}

/** Whatever else may grant it; public access prevention takes away only what is granted to anyone. */
const holdsBackAll = (ground: Ground): boolean =>
  ground.type !== 'organization-policy' || ground.constraint !== PUBLIC_ACCESS_PREVENTION.name

/**
 * Set-wise: only those are asked about whom a binding names that has the permission, and those who are in its groups;
 * everybody where it names all of a domain, a project or the world.
 */
function whoCan(facts: FactIndex, question: WhoQuestion): readonly PrincipalAnswer[] {
  const asked = askedOf(facts, question)
  const { estate, permission, resource, open } = asked
  const askers = new Map<string, Asker>()
  const add = (holders: readonly Holder[]) => {
    for (const { asker } of holders) if (!askers.has(asker.id)) askers.set(asker.id, asker)
  }
  const bindings = boundOrEligible(estate, resource)
    .filter(({ role }) => estate.contains(role, permission) !== NO)
    .flatMap((one) => [one, ...one.members.flatMap((text) => basicBindings(estate, memberOf(text)))])
  for (const binding of bindings) {
    const named = holdersOf(binding, estate)
    add(named)
    add(expandGroups(named, estate))
    for (const { asker } of named)
      if (asker.member.type === 'group') add(groupsIn(estate, asker.member.email))
  }
  const wide = [...new Set(bindings.flatMap(({ members }) => members))].filter(isWide)
  if (wide.length > 0) {
    for (const one of everybody(estate))
      if (wide.some((text) => matches(text, one.asker, estate) !== NO)) add([one])
  }
  const answers = [...askers.values()].map((asker) => [asker.id, answerFor(asked, asker)] as const)
  const found = listed(answers)
  const isForAll = found.some(
    ({ principal, decision }) => principal === INTERNET_ID && decision === 'allowed',
  )
  if (open.length === 0 || isForAll) return found
  return [...found, { principal: ANYONE, decision: 'conditional', by: [], conditions: open }]
}

const groupsIn = (estate: GcpEstate, email: string): readonly Holder[] =>
  estate.groups.expand(email).groups.flatMap((id) => holderOfId(id, estate) ?? [])

/** Members that stand for more than they name. */
const isWide = (text: string): boolean =>
  !['user', 'serviceAccount', 'group', 'federated', 'basic', 'deleted'].includes(memberOf(text).type)

/** Every identity of the estate, and who is anyone. */
function everybody(estate: GcpEstate): readonly Holder[] {
  const { facts } = estate
  const accounts = ['GcpUser', 'GcpServiceAccount', 'GcpGroup'].flatMap((kind) => facts.ofKind(kind))
  const external = facts.ofKind('ExternalPrincipal').filter(({ id }) => isMember(id))
  return [
    ...accounts.flatMap(({ id }) => holderOfId(id, estate) ?? []),
    ...[...external, ANY_GOOGLE_ACCOUNT].map((node) => ({ asker: askerNamed(estate, node.id), node })),
  ]
}
