import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Principals = z
  .array(z.object({ principals: z.array(z.string()).nullish() }))
  .nullish()
  .transform((list) => (list ?? []).flatMap(({ principals }) => principals ?? []).sort())

const Entitlement = z.object({
  state: z.string().nullish(),
  eligibleUsers: Principals,
  approvalWorkflow: z
    .object({
      manualApprovals: z.object({ steps: z.array(z.object({ approvers: Principals })).nullish() }).nullish(),
    })
    .nullish(),
  privilegedAccess: z
    .object({
      gcpIamAccess: z
        .object({
          resource: z.string().nullish(),
          roleBindings: z
            .array(z.object({ role: z.string(), conditionExpression: z.string().nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

/** https://cloud.google.com/iam/docs/reference/pam/rest/v1/projects.locations.entitlements */
export const entitlement = defineAsset({
  type: 'privilegedaccessmanager.googleapis.com/Entitlement',
  kind: 'GcpEntitlement',
  read: (data) => {
    const { state, eligibleUsers, approvalWorkflow, privilegedAccess } = Entitlement.parse(data)
    const { resource, roleBindings } = privilegedAccess?.gcpIamAccess ?? {}
    const steps = approvalWorkflow?.manualApprovals?.steps ?? []
    return {
      props: {
        ...(state != null && { state }),
        eligible: eligibleUsers,
        approvalNeeded: approvalWorkflow?.manualApprovals != null,
        approvers: steps.flatMap(({ approvers }) => approvers).sort(),
        resource: resource ?? null,
        roleBindings: (roleBindings ?? []).map(({ role, conditionExpression }) => ({
          role,
          condition: conditionExpression || null,
        })),
      },
    }
  },
})
