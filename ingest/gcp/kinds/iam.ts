import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { defineAsset } from '../define.ts'

const ServiceAccount = z.object({
  email: z.string(),
  uniqueId: z.string().nullish(),
  disabled: z.boolean().nullish(),
  description: z.string().nullish(),
  displayName: z.string().nullish(),
})

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
export const serviceAccount = defineAsset({
  type: 'iam.googleapis.com/ServiceAccount',
  kind: 'GcpServiceAccount',
  // What every policy and workload names it by.
  id: ({ data, name }) => {
    const email = ServiceAccount.safeParse(data).data?.email
    return email === undefined ? name : `serviceAccount:${email.toLowerCase()}`
  },
  read: (data) => {
    const { email, uniqueId, disabled, description } = ServiceAccount.parse(data)
    return {
      props: {
        name: email,
        email: email.toLowerCase(),
        disabled: disabled === true,
        ...(uniqueId != null && { uniqueId }),
        ...(description != null && { description }),
      },
    }
  },
})

const Key = z.object({
  keyType: z.string().nullish(),
  keyOrigin: z.string().nullish(),
  disabled: z.boolean().nullish(),
  validAfterTime: z.string().nullish(),
  validBeforeTime: z.string().nullish(),
})

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys */
export const serviceAccountKey = defineAsset({
  type: 'iam.googleapis.com/ServiceAccountKey',
  kind: 'GcpServiceAccountKey',
  read: (data, { name }) => {
    const { keyType, keyOrigin, disabled, validAfterTime, validBeforeTime } = Key.parse(data)
    return {
      props: {
        ...(keyType != null && { keyType }),
        ...(keyOrigin != null && { keyOrigin }),
        disabled: disabled === true,
        ...(validAfterTime != null && { validAfter: validAfterTime }),
        ...(validBeforeTime != null && { validBefore: validBeforeTime }),
      },
      inside: [accountOf(name)],
    }
  },
})

/** A key's name holds the address of its account. */
const accountOf = (name: string): string =>
  `serviceAccount:${/\/serviceAccounts\/([^/]+)\/keys\//.exec(name)?.[1]?.toLowerCase() ?? name}`

const Provider = z.object({
  state: z.string().nullish(),
  disabled: z.boolean().nullish(),
  attributeCondition: z.string().nullish(),
  attributeMapping: z.record(z.string(), z.string()).nullish(),
  aws: z.object({ accountId: z.string().nullish() }).nullish(),
  oidc: z.object({ issuerUri: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers */
export const identityProvider = defineAsset({
  type: 'iam.googleapis.com/WorkloadIdentityPoolProvider',
  kind: 'GcpIdentityProvider',
  read: (data) => {
    const { state, disabled, attributeCondition, attributeMapping, aws, oidc } = Provider.parse(data)
    return {
      props: {
        issuer: oidc?.issuerUri?.replace(/\/+$/, '') ?? null,
        awsAccount: aws?.accountId ?? null,
        attributeMapping: attributeMapping ?? {},
        conditioned: Boolean(attributeCondition?.trim()),
        disabled: disabled === true || state === 'DELETED',
      },
    }
  },
})

const Pool = z.object({ state: z.string().nullish(), disabled: z.boolean().nullish() })

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools */
export const identityPool = defineAsset({
  type: 'iam.googleapis.com/WorkloadIdentityPool',
  kind: 'GcpIdentityPool',
  read: (data) => {
    const { state, disabled } = Pool.parse(data)
    return { props: { disabled: disabled === true || state === 'DELETED' } }
  },
})

const Role = z.object({
  name: z.string(),
  stage: z.string().nullish(),
  includedPermissions: z.array(z.string()).nullish(),
})

/** The same form for custom roles and Google's own. https://cloud.google.com/iam/docs/reference/rest/v1/roles#Role */
export function roleProps(data: unknown): Props & { readonly role: string } {
  const { name, stage, includedPermissions } = Role.parse(data)
  return {
    role: name,
    ...(stage != null && { stage }),
    ...(includedPermissions != null && { permissions: [...includedPermissions].sort() }),
  }
}

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.roles */
export const role = defineAsset({
  type: 'iam.googleapis.com/Role',
  kind: 'GcpRole',
  read: (data) => ({ props: roleProps(data) }),
})
