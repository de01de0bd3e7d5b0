import { z } from 'zod'
import type { CollectContext, Records } from '../collector.ts'
import { accountsOf } from './accounts.ts'
import { parseAsset } from './asset.ts'
import { ASSET_CALLS, defineGcpCollector, LIST_ASSETS } from './calls.ts'
import { lastPart } from './define.ts'

const LIST = 'iam policies list'
const GET = 'iam policies get'

const Listed = z.object({ policies: z.array(z.object({ name: z.string() })) })
const Policy = z.object({
  name: z.string(),
  displayName: z.string().nullish(),
  rules: z.array(z.record(z.string(), z.json())).nullish(),
})

const SCOPE = /^\/\/(cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/[^/]+))$/

/**
 * Deny policies of projects, folders and organizations; the inventory has none. The list leaves their rules out.
 * https://cloud.google.com/iam/docs/reference/rest/v2/policies/listPolicies
 */
export const denyPolicies = defineGcpCollector({
  service: 'denypolicies',
  calls: {
    [LIST_ASSETS]: ASSET_CALLS[LIST_ASSETS],
    [LIST]: {
      api: 'iam',
      path: '/v2/policies/{attachmentPoint}/denypolicies',
      query: {},
      pages: 'policies',
      per: 'attachmentPoint',
      permission: 'iam.denypolicies.list',
    },
    [GET]: {
      api: 'iam',
      path: '/v2/policies/{attachmentPoint}/denypolicies/{policy}',
      query: {},
      per: ['attachmentPoint', 'policy'],
      permission: 'iam.denypolicies.get',
      // Deleted since it was listed.
      none: ['NOT_FOUND'],
    },
  },
  async *collect(context) {
    const resources = z.array(z.unknown()).parse(await context.call(LIST_ASSETS))
    const accountOf = accountsOf(resources)
    const scopes = resources.flatMap((value) => {
      const asset = parseAsset(value)
      const [, attachmentPoint, node] = SCOPE.exec(asset?.name ?? '') ?? []
      // What waits to be deleted answers to nobody.
      const gone = (asset?.data?.lifecycleState ?? 'ACTIVE') !== 'ACTIVE'
      return gone || attachmentPoint === undefined || node === undefined
        ? []
        : [{ attachmentPoint, node: accountOf(node) }]
    })
    for await (const records of context.map(scopes, (scope) => attachedTo(context, scope))) yield records
  },
})

interface Scope {
  /** `cloudresourcemanager.googleapis.com/projects/42` */
  readonly attachmentPoint: string
  readonly node: string
}

async function attachedTo(context: CollectContext, { attachmentPoint, node }: Scope): Promise<Records> {
  const nodes: Records['nodes'][number][] = []
  const { policies } = Listed.parse((await context.attempt(LIST, { attachmentPoint })) ?? { policies: [] })
  for (const { name } of policies) {
    const answer = await context.attempt(GET, { attachmentPoint, policy: lastPart(name) })
    if (answer == null) continue
    const { displayName, rules } = Policy.parse(answer)
    const id = `//iam.googleapis.com/policies/${encodeURIComponent(attachmentPoint)}/denypolicies/${lastPart(name)}`
    const props = { provider: 'gcp', name: displayName || lastPart(name), rules: rules ?? [] }
    nodes.push({ id, kind: 'GcpDenyPolicy', props })
  }
  const relationships = nodes.map(({ id }) => ({ from: node, kind: 'RESTRICTED_BY', to: id, props: {} }))
  return { nodes, relationships }
}
