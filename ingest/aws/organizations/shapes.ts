import { z } from 'zod'
import { listOf, textOrNone, timeOrNone } from '../shapes.ts'

export const organization = z.object({
  Organization: z.object({ Id: z.string(), Arn: z.string(), MasterAccountId: z.string() }),
})
export type Organization = z.output<typeof organization>['Organization']

export const rootList = z.object({
  Roots: listOf(
    z.object({
      Id: z.string(),
      PolicyTypes: listOf(z.object({ Type: z.string(), Status: textOrNone })),
    }),
  ),
})
export type Root = z.output<typeof rootList>['Roots'][number]

export const unitList = z.object({
  OrganizationalUnits: listOf(z.object({ Id: z.string(), Arn: z.string(), Name: textOrNone })),
})
export type Unit = z.output<typeof unitList>['OrganizationalUnits'][number]

const memberAccount = z.object({
  Id: z.string(),
  Name: textOrNone,
  Email: textOrNone,
  JoinedTimestamp: timeOrNone,
})
export type MemberAccount = z.output<typeof memberAccount>
export const accountList = z.object({ Accounts: listOf(memberAccount) })

export const delegatedAdministrators = z.object({
  DelegatedAdministrators: listOf(z.object({ Id: z.string() })),
})
export const delegatedServices = z.object({
  DelegatedServices: listOf(z.object({ ServicePrincipal: z.string() })),
})
export const organizationsFeatures = z.object({ EnabledFeatures: listOf(z.string()) })

const policySummary = z.object({
  Id: z.string(),
  Arn: z.string(),
  Name: textOrNone,
  AwsManaged: z.boolean().optional(),
})
export type PolicySummary = z.output<typeof policySummary>
export const policyList = z.object({ Policies: listOf(policySummary) })
export const policyContent = z.object({ Policy: z.object({ Content: z.unknown() }) })
export const targetList = z.object({ Targets: listOf(z.object({ TargetId: z.string() })) })
