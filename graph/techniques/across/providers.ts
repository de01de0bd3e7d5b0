import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'

/** What a workload identity pool takes tokens from. */
export interface Provider {
  readonly id: string
  /** `projects/<number>/locations/global/workloadIdentityPools/<pool>`, as policies name it. */
  readonly pool: string
  /** The AWS account whose identities it admits; null for other providers. */
  readonly awsAccount: string | null
  readonly issuer: string | null
  /** The expression that gives `google.subject` or `attribute.<name>`; undefined where it is not known. */
  readonly expressionOf: (attribute: string) => string | undefined
  /** An expression chooses among what it admits. */
  readonly conditioned: boolean
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
const facet = z.object({
  issuer: text,
  awsAccount: text,
  attributeMapping: z.record(z.string(), z.string()).nullish(),
  conditioned: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
})

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers */
export const AWS_ROLE =
  "assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn"
/** What applies to a provider for AWS that has no mapping. */
const AWS_MAPPING: { readonly [attribute: string]: string } = {
  'google.subject': 'assertion.arn',
  'attribute.aws_role': AWS_ROLE,
}

/** Providers that admit somebody, by their pools. */
export function providersByPool(facts: FactIndex): ReadonlyMap<string, readonly Provider[]> {
  const numbers = new Map(facts.ofKind('GcpProject').map(({ id, props }) => [id, props.projectNumber]))
  const found = new Map<string, Provider[]>()
  for (const { id, props } of facts.ofKind('GcpIdentityProvider')) {
    const given = facet.safeParse(props).data
    const [, project = '', path] =
      /\/projects\/([^/]+)(\/locations\/.+\/workloadIdentityPools\/[^/]+)\/providers\//.exec(id) ?? []
    if (given === undefined || given.disabled !== false || path === undefined) continue
    const { issuer, awsAccount, attributeMapping } = given
    const written = attributeMapping ?? {}
    const mapping = awsAccount !== null && Object.keys(written).length === 0 ? AWS_MAPPING : written
    const pool = `projects/${String(numbers.get(project) ?? project)}${path}`
    const own = found.get(pool) ?? []
    found.set(pool, own)
    own.push({
      id,
      pool,
      awsAccount,
      issuer,
      conditioned: given.conditioned !== false,
      expressionOf: (attribute) => mapping[attribute]?.replace(/\s+/g, ' ').trim(),
    })
  }
  return found
}
