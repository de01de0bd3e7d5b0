import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import type { Binding, Boundary, DenyRule } from './policy.ts'

const condition = z.object({ expression: z.string() }).nullish()
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])

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
  const listed = isObject(props.iamPolicy) ? (props.iamPolicy.bindings ?? NONE) : NONE
  const found = Array.isArray(listed) ? listed.map((one, index) => bindingOf(id, index, one)) : NONE
  return found.every((binding) => binding !== null) ? found : NONE
}

const NONE: readonly never[] = []

/** Policies are many: they are looked at without a copy of each. null: it cannot be understood. */
function bindingOf(node: string, index: number, given: Value): Binding | null {
  if (!isObject(given) || typeof given.role !== 'string') return null
  const members = given.members ?? NONE
  const read = given.condition == null ? null : condition.safeParse(given.condition)
  if (!areTexts(members) || read?.success === false) return null
  return { node, index, role: given.role, members, condition: expressionOf(read?.data) }
}

const isObject = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const areTexts = (value: Value): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

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
