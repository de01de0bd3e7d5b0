import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'

const texts = z.array(z.string()).default([])
const name = z.string().nullable().default(null)
const Operations = z
  .array(
    z.object({
      serviceName: name,
      methodSelectors: z.array(z.object({ method: name, permission: name })).default([]),
    }),
  )
  .default([])
const From = z.object({
  identities: texts,
  identityType: name,
  sources: z.array(z.object({ accessLevel: name, resource: name })).default([]),
})
const To = z.object({ operations: Operations, resources: texts })

const Perimeter = z.object({
  perimeterType: z.string(),
  resources: texts,
  restrictedServices: texts,
  accessLevels: texts,
  ingressPolicies: z.array(z.object({ ingressFrom: From, ingressTo: To })).default([]),
  egressPolicies: z.array(z.object({ egressFrom: From, egressTo: To })).default([]),
})

export type RuleFrom = z.infer<typeof From>
export type RuleTo = z.infer<typeof To>
export type Perimeter = z.infer<typeof Perimeter> & { readonly id: string }

/** Service perimeters as they are enforced; one that cannot be understood keeps nothing back. */
export const perimetersIn = (facts: FactIndex): readonly Perimeter[] =>
  facts.ofKind('GcpServicePerimeter').flatMap(({ id, props }) => {
    const parsed = Perimeter.safeParse(props)
    return parsed.success ? [{ id, ...parsed.data }] : []
  })

const Conditions = z.array(
  z.object({
    ipSubnetworks: texts,
    requiredAccessLevels: texts,
    members: texts,
    regions: texts,
    negate: z.boolean().default(false),
    devicePolicy: z.boolean().default(false),
    vpcNetworkSources: z.boolean().default(false),
  }),
)

export interface AccessLevel {
  /** null where an expression decides. */
  readonly conditions: z.infer<typeof Conditions> | null
  readonly all: boolean
}

/** Access levels by the name that perimeters know them by. */
export function accessLevelsIn(facts: FactIndex): ReadonlyMap<string, AccessLevel> {
  return new Map(
    facts.ofKind('GcpAccessLevel').map(({ id, props }) => {
      const conditions = Conditions.safeParse(props.conditions).data ?? null
      return [id.replace(/^\/\/[^/]+\//, ''), { conditions, all: props.combiningFunction !== 'OR' }] as const
    }),
  )
}
