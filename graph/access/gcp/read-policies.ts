import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Binding, Boundary, DenyRule } from './policy.ts'

const condition = z.object({ expression: z.string() }).nullish()
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])

const AllowPolicy = z.object({
  bindings: z
    .array(z.object({ role: z.string(), members: z.array(z.string()).nullish(), condition }))
    .nullish(),
})

const DenyRules = z.array(
  z.object({
    denyRule: z
      .object({
        deniedPrincipals: texts,
        exceptionPrincipals: texts,
        deniedPermissions: texts,
        exceptionPermissions: texts,
        denialCondition: condition,
      })
      .nullish(),
  }),
)

const BoundaryBindings = z.array(z.object({ principalSet: z.string(), condition }))

/** An empty expression holds always. */
const expressionOf = (given: z.infer<typeof condition>): string | null => given?.expression.trim() || null

/** The bindings of a node's allow policy; empty when it has none or it cannot be understood. */
export function bindingsOf({ id, props }: NodeRecord): readonly Binding[] {
  const parsed = AllowPolicy.safeParse(props.iamPolicy)
  if (!parsed.success) return []
  return (parsed.data.bindings ?? []).map((binding, index) => ({
    node: id,
    index,
    role: binding.role,
    members: binding.members ?? [],
    condition: expressionOf(binding.condition),
  }))
}

/** Deny rules by the project, folder or organization that the policy is attached to. */
export function denyRules(facts: FactIndex): ReadonlyMap<string, readonly DenyRule[]> {
  const found = new Map<string, DenyRule[]>()
  for (const policy of facts.ofKind('GcpDenyPolicy')) {
    const rules = DenyRules.safeParse(policy.props.rules).data ?? []
    for (const { from } of facts.to(policy.id, 'RESTRICTED_BY')) {
      const list = found.get(from) ?? []
      found.set(from, list)
      for (const [index, { denyRule }] of rules.entries()) {
        if (denyRule == null) continue
        const { denialCondition, ...rule } = denyRule
        list.push({ ...rule, policy: policy.id, index, condition: expressionOf(denialCondition) })
      }
    }
  }
  return found
}

export function boundaries(facts: FactIndex): readonly Boundary[] {
  return facts.ofKind('GcpAccessBoundary').flatMap(({ id, props }) => {
    const resources = z.array(z.string()).safeParse(props.resources).data ?? []
    const bound = BoundaryBindings.safeParse(props.bindings).data ?? []
    return bound.map(({ principalSet, condition: given }) => ({
      policy: id,
      principalSet,
      condition: expressionOf(given),
      resources,
    }))
  })
}
