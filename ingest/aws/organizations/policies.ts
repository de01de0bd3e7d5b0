import type { Value } from '../../../graph/snapshot/records.ts'
import type { CollectContext } from '../../collector.ts'
import { parseDocument } from '../documents.ts'
import { type PolicySummary, policyContent, policyList, type Root, targetList } from './shapes.ts'

export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'

export interface OrganizationPolicy {
  readonly summary: PolicySummary
  readonly type: PolicyType
  /** null when it was read but cannot be parsed, undefined when it could not be read. */
  readonly document: Value | undefined
  /** Ids of roots, units and accounts; undefined when that could not be read. */
  readonly targets: readonly string[] | undefined
}

/** Policies of one type, or undefined when they could not be listed. */
export async function readPolicies(
  context: CollectContext,
  type: PolicyType,
): Promise<readonly OrganizationPolicy[] | undefined> {
  const listed = await context.attempt('organizations list-policies', { Filter: type })
  if (listed === undefined) return undefined
  const policies: OrganizationPolicy[] = []
  const summaries = policyList.parse(listed ?? {}).Policies
  for await (const policy of context.map(summaries, (summary) => readPolicy(context, type, summary))) {
    policies.push(policy)
  }
  return policies
}

async function readPolicy(
  context: CollectContext,
  type: PolicyType,
  summary: PolicySummary,
): Promise<OrganizationPolicy> {
  const input = { PolicyId: summary.Id }
  const content = await context.attempt('organizations describe-policy', input)
  const targets = await context.attempt('organizations list-targets-for-policy', input)
  return {
    summary,
    type,
    document: content ? (parseDocument(policyContent.parse(content).Policy.Content) ?? null) : undefined,
    targets:
      targets === undefined
        ? undefined
        : targetList.parse(targets ?? {}).Targets.map(({ TargetId }) => TargetId),
  }
}

/**
 * The levels of policies that bear on what stands at `path`, from the root down: `[]` where the organization does
 * not use the type, undefined where one of its policies or attachments is not known.
 */
export function levelsAt(
  path: readonly string[],
  type: PolicyType,
  policies: readonly OrganizationPolicy[] | undefined,
  root: Root,
): Value | undefined {
  if (policies === undefined) return undefined
  if (!isEnabled(root, type, policies)) return []
  const own = policies.filter((policy) => policy.type === type)
  const bearing = own.filter(
    ({ targets }) => targets === undefined || targets.some((target) => path.includes(target)),
  )
  if (bearing.some(({ document, targets }) => document === undefined || targets === undefined))
    return undefined
  return path.map((target) =>
    bearing
      .filter(({ targets }) => targets?.includes(target))
      .map(({ summary, document }) => ({ id: summary.Arn, document: document ?? null })),
  )
}

/** Policies of a type have no effect until the type is enabled in the root. */
function isEnabled(root: Root, type: PolicyType, policies: readonly OrganizationPolicy[]): boolean {
  if (root.PolicyTypes.length === 0) return policies.length > 0
  return root.PolicyTypes.some((enabled) => enabled.Type === type && enabled.Status !== 'PENDING_DISABLE')
}
