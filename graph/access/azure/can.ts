import { INTERNET_ID } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import {
  ANYONE,
  type CanAnswer,
  type CloudAccess,
  isAnyone,
  listed,
  type PrincipalAnswer,
  refuseContext,
  type WhoQuestion,
} from '../question.ts'
import { actionOf } from './action.ts'
import { anonymously } from './anonymous.ts'
import { byAccessPolicies } from './by-policies.ts'
import { byRoles, type Decider } from './by-roles.ts'
import { type AzureEstate, azureEstateOf } from './estate.ts'
import { membersOf } from './principals.ts'
import { scopeAsked } from './scope-asked.ts'

/**
 * Azure: an action is one of the control plane, or one of data with `data:` before it; a resource an id, in any case.
 * https://learn.microsoft.com/azure/role-based-access-control/overview
 */
export const azureAccess: CloudAccess = {
  name: 'Azure',
  writes: {
    principal: 'the object id of a user, group or service principal of Entra that was read, or *',
    resource: 'an id such as /subscriptions/… or a management group',
  },
  isPrincipal: (facts, id) => isAnyone(id) || PRINCIPALS.includes(facts.node(id.toLowerCase())?.kind ?? ''),
  isResource: (facts, id) => /^\/(?!\/)/.test(id) || facts.node(id)?.props.provider === 'azure',
  can: (facts, question) => asked(facts, question).answer(question.principal),
  whoCan,
}

const PRINCIPALS = ['EntraUser', 'EntraGroup', 'EntraServicePrincipal']

interface Asked extends Decider {
  readonly estate: AzureEstate
  /** What anyone may without a login; null for nothing. */
  readonly anyone: CanAnswer | null
}

function asked(facts: FactIndex, question: WhoQuestion): Asked {
  refuseContext(question, 'Azure')
  const estate = azureEstateOf(facts)
  const action = actionOf(facts, question.action)
  const resource = scopeAsked(facts, question.resource)
  const decider = deciderOf(estate, action, resource)
  const anyone = anonymously(facts, action, resource)
  return {
    ...decider,
    estate,
    anyone,
    answer: (principal) =>
      answerOf(decider, anyone, isAnyone(principal) ? principal : principal.toLowerCase()),
  }
}

/**
 * Roles decide about the data of a vault only where it is set to go by them.
 * https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy
 */
function deciderOf(estate: AzureEstate, action: string, resource: string): Decider {
  if (!action.startsWith('data:microsoft.keyvault/vaults/')) return byRoles(estate, action, resource)
  const id = /^.*\/providers\/microsoft\.keyvault\/vaults\/[^/]+/.exec(resource)?.[0]
  const vault = id === undefined ? undefined : estate.facts.node(id)
  if (vault?.props.rbac === false) return byAccessPolicies(estate, vault, action)
  return byRoles(estate, action, resource, vault?.props.rbac === true ? [] : [BY_ROLES])
}

const BY_ROLES = {
  key: 'vault-permission-model',
  detail: 'the vault goes by roles, not by access policies',
}

const NOBODY: CanAnswer = { decision: 'denied', by: [], conditions: [], reason: 'nobody may without a login' }

function answerOf(decider: Decider, anyone: CanAnswer | null, principal: string): CanAnswer {
  const isNameless = isAnyone(principal)
  const own = isNameless ? NOBODY : decider.answer(principal)
  if (own.decision === 'allowed' || anyone?.decision === 'allowed')
    return own.decision === 'allowed' ? own : (anyone ?? own)
  if (own.decision === 'conditional') return own
  if (anyone !== null) return anyone
  // What keeps somebody out does so whatever else may let him in, and no role is for those without a login.
  if (own.by.length > 0 || isNameless || decider.open.length === 0) return own
  return {
    ...own,
    decision: 'conditional',
    conditions: decider.open,
    reason: `${own.reason}, as far as was read`,
  }
}

function whoCan(facts: FactIndex, question: WhoQuestion): readonly PrincipalAnswer[] {
  const { estate, named, anyone, open, answer } = asked(facts, question)
  const principals = new Set<string>()
  if (anyone !== null) {
    principals.add(INTERNET_ID)
    for (const kind of PRINCIPALS) for (const { id } of facts.ofKind(kind)) principals.add(id)
  }
  for (const one of named) {
    principals.add(one)
    for (const member of membersOf(estate.facts, one)) principals.add(member)
  }
  const others: CanAnswer = { decision: 'conditional', by: [], conditions: open, reason: '' }
  return listed([
    ...[...principals].map((one) => [one, answer(one)] as const),
    ...(open.length > 0 && anyone === null ? [[ANYONE, others] as const] : []),
  ])
}
