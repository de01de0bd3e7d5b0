import { z } from 'zod'
import type { Props, Value } from '../../graph/snapshot/records.ts'

const Values = z.array(z.string()).nullish()

/**
 * Content ORG_POLICY of an asset: the organization policies that are set on it, each in the first version's form.
 * https://cloud.google.com/asset-inventory/docs/reference/rest/v1/Asset
 */
const Policy = z.object({
  constraint: z.string(),
  booleanPolicy: z.object({ enforced: z.boolean().nullish() }).nullish(),
  listPolicy: z
    .object({
      allowedValues: Values,
      deniedValues: Values,
      allValues: z.string().nullish(),
      inheritFromParent: z.boolean().nullish(),
    })
    .nullish(),
  restoreDefault: z.unknown().nullish(),
})
export const OrgPolicies = z.array(Policy)

/** By constraint, in the second version's form: what one version tells the other tells as well. */
export const orgPolicyProps = (policies: z.infer<typeof OrgPolicies>): Props =>
  Object.fromEntries(
    policies.map((policy) => [policy.constraint.replace(/^constraints\//, ''), { spec: specOf(policy) }]),
  )

function specOf({ booleanPolicy, listPolicy, restoreDefault }: z.infer<typeof Policy>): Value {
  if (restoreDefault != null) return { reset: true }
  if (booleanPolicy != null) return { rules: [{ enforce: booleanPolicy.enforced === true }] }
  const { allowedValues, deniedValues, allValues, inheritFromParent } = listPolicy ?? {}
  const all = { ALLOW: [{ allowAll: true }], DENY: [{ denyAll: true }] }[allValues ?? '']
  const values = {
    ...(allowedValues != null && allowedValues.length > 0 && { allowedValues }),
    ...(deniedValues != null && deniedValues.length > 0 && { deniedValues }),
  }
  return { rules: all ?? [{ values }], inheritFromParent: inheritFromParent === true }
}
