import { z } from 'zod'
import { accountsOf } from './accounts.ts'
import { ASSET_CALLS, defineGcpCollector, LIST_ASSETS } from './calls.ts'
import { lastPart } from './define.ts'

const LIST = 'iam principal-access-boundary-policies list'
const BINDINGS = 'iam principal-access-boundary-policies search-policy-bindings'

const Policies = z.object({
  principalAccessBoundaryPolicies: z.array(
    z.object({
      name: z.string(),
      displayName: z.string().nullish(),
      details: z
        .object({
          enforcementVersion: z.string().nullish(),
          rules: z.array(z.object({ resources: z.array(z.string()).nullish() })).nullish(),
        })
        .nullish(),
    }),
  ),
})
const Bindings = z.object({
  policyBindings: z.array(
    z.object({
      target: z.object({ principalSet: z.string() }),
      condition: z.object({ expression: z.string().nullish() }).nullish(),
    }),
  ),
})

/**
 * Principal access boundaries of an organization, and whom they are bound to.
 * https://cloud.google.com/iam/docs/reference/rest/v3/organizations.locations.principalAccessBoundaryPolicies
 */
export const boundaries = defineGcpCollector({
  service: 'boundaries',
  only: 'organizations',
  calls: {
    [LIST_ASSETS]: ASSET_CALLS[LIST_ASSETS],
    [LIST]: {
      api: 'iam',
      path: '/v3/organizations/{organization}/locations/global/principalAccessBoundaryPolicies',
      query: { pageSize: '1000' },
      pages: 'principalAccessBoundaryPolicies',
      permission: 'iam.principalaccessboundarypolicies.list',
    },
    [BINDINGS]: {
      api: 'iam',
      path: '/v3/organizations/{organization}/locations/global/principalAccessBoundaryPolicies/{policy}:searchPolicyBindings',
      query: { pageSize: '1000' },
      pages: 'policyBindings',
      per: 'policy',
      permission: 'iam.principalaccessboundarypolicies.searchPolicyBindings',
    },
  },
  async *collect(context) {
    const organization = context.partition.account.replace('organizations/', '')
    const accountOf = accountsOf(z.array(z.unknown()).parse(await context.call(LIST_ASSETS)))
    const nodeOf = (resource: string) => accountOf(resource.replace(CRM, ''))
    const { principalAccessBoundaryPolicies: found } = Policies.parse(
      await context.call(LIST, { organization }),
    )
    for (const { name, displayName, details } of found) {
      const answer = await context.attempt(BINDINGS, { organization, policy: lastPart(name) })
      const bound = answer == null ? [] : Bindings.parse(answer).policyBindings
      const props = {
        provider: 'gcp',
        name: displayName || lastPart(name),
        ...(details?.enforcementVersion && { enforcementVersion: details.enforcementVersion }),
        resources: (details?.rules ?? [])
          .flatMap(({ resources }) => resources ?? [])
          .map(nodeOf)
          .sort(),
        bindings: bound.map(({ target, condition }) => ({
          principalSet: principalSetOf(target.principalSet),
          ...(condition?.expression && { condition: { expression: condition.expression } }),
        })),
      }
      yield {
        nodes: [{ id: `//iam.googleapis.com/${name}`, kind: 'GcpAccessBoundary', props }],
        relationships: [],
      }
    }
  },
})

const CRM = '//cloudresourcemanager.googleapis.com/'

/**
 * What a binding names, as policies write it.
 * https://cloud.google.com/iam/docs/principal-access-boundary-policies#supported-principal-sets
 */
function principalSetOf(target: string): string {
  const workspace = /^\/\/iam\.googleapis\.com\/locations\/global\/workspace\/(.+)$/.exec(target)?.[1]
  if (workspace !== undefined) return `principalSet://goog/cloudIdentityCustomerId/${workspace}`
  return /Pools\/[^/]+$/.test(target) ? `principalSet:${target}/*` : `principalSet:${target}`
}
