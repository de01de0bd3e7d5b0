import type { ApiCalls, CollectContext } from '../../collector.ts'
import {
  delegatedAdministrators,
  delegatedServices,
  type Organization,
  organizationsFeatures,
} from './shapes.ts'

const ADMINISTRATORS = 'organizations list-delegated-administrators'
const SERVICES = 'organizations list-delegated-services-for-account'
const FEATURES = 'iam list-organizations-features'

export const DELEGATION_CALLS: ApiCalls = {
  [ADMINISTRATORS]: { permission: 'organizations:ListDelegatedAdministrators' },
  [SERVICES]: { permission: 'organizations:ListDelegatedServicesForAccount', per: 'AccountId' },
  // Both errors say that the features cannot be on:
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
  [FEATURES]: {
    permission: 'iam:ListOrganizationsFeatures',
    none: ['OrganizationNotInAllFeaturesMode', 'ServiceAccessNotEnabled'],
  },
}

/** By account, the services that it administers for the whole organization; undefined where they could not be read. */
export type Delegations = ReadonlyMap<string, readonly string[] | undefined>

/** undefined where the delegated administrators could not be listed. */
export async function readDelegations(context: CollectContext): Promise<Delegations | undefined> {
  const answer = await context.attempt(ADMINISTRATORS)
  if (answer === undefined) return undefined
  const delegations = new Map<string, readonly string[] | undefined>()
  for (const { Id } of delegatedAdministrators.parse(answer ?? {}).DelegatedAdministrators) {
    const services = await context.attempt(SERVICES, { AccountId: Id })
    delegations.set(Id, services === undefined ? undefined : principalsOf(services))
  }
  return delegations
}

const principalsOf = (answer: unknown): readonly string[] =>
  delegatedServices
    .parse(answer ?? {})
    .DelegatedServices.map(({ ServicePrincipal }) => ServicePrincipal)
    .sort()

/** The ways in which root users of members are managed centrally. Only the management account is sure to be told. */
export async function readRootFeatures(
  context: CollectContext,
  own: Organization,
): Promise<readonly string[] | undefined> {
  if (own.MasterAccountId !== context.partition.account) return undefined
  const answer = await context.attempt(FEATURES)
  return answer === undefined ? undefined : organizationsFeatures.parse(answer ?? {}).EnabledFeatures.sort()
}
