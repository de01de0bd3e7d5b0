import { z } from 'zod'
import { listOf, tagList, textOrNone, timeOrNone } from '../shapes.ts'

const attached = listOf(z.object({ PolicyArn: z.string() }))
const inline = listOf(z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() }))
const boundary = z.object({ PermissionsBoundaryArn: z.string() }).nullish()

const user = z.object({
  Arn: z.string(),
  UserName: z.string(),
  UserId: textOrNone,
  Path: textOrNone,
  CreateDate: timeOrNone,
  GroupList: listOf(z.string()),
  UserPolicyList: inline,
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
  Tags: tagList,
})

const group = z.object({
  Arn: z.string(),
  GroupName: z.string(),
  GroupId: textOrNone,
  Path: textOrNone,
  CreateDate: timeOrNone,
  GroupPolicyList: inline,
  AttachedManagedPolicies: attached,
})

const role = z.object({
  Arn: z.string(),
  RoleName: z.string(),
  RoleId: textOrNone,
  Path: textOrNone,
  CreateDate: timeOrNone,
  AssumeRolePolicyDocument: z.unknown(),
  MaxSessionDuration: z.number().optional(),
  RolePolicyList: inline,
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
  RoleLastUsed: z.object({ LastUsedDate: timeOrNone }).nullish(),
  Tags: tagList,
})

const policy = z.object({
  Arn: z.string(),
  PolicyName: textOrNone,
  CreateDate: timeOrNone,
  DefaultVersionId: textOrNone,
  AttachmentCount: z.number().optional(),
  PolicyVersionList: listOf(
    z.object({
      VersionId: z.string(),
      IsDefaultVersion: z.boolean().optional(),
      Document: z.unknown(),
    }),
  ),
})

/** `iam get-account-authorization-details`: users, groups, roles and policies in one. */
export const authorizationDetails = z.object({
  UserDetailList: listOf(user),
  GroupDetailList: listOf(group),
  RoleDetailList: listOf(role),
  Policies: listOf(policy),
})
export type AuthorizationDetails = z.output<typeof authorizationDetails>
export type UserDetail = z.output<typeof user>
export type GroupDetail = z.output<typeof group>
export type RoleDetail = z.output<typeof role>
export type PolicyDetail = z.output<typeof policy>
export type InlinePolicies = z.output<typeof inline>
export type AttachedPolicies = z.output<typeof attached>

export const userList = z.object({
  Users: listOf(z.object({ UserName: z.string(), PasswordLastUsed: timeOrNone })),
})

export const accessKeyList = z.object({
  AccessKeyMetadata: listOf(
    z.object({ AccessKeyId: z.string(), Status: z.string(), CreateDate: timeOrNone }),
  ),
})

export const accessKeyLastUsed = z.object({
  AccessKeyLastUsed: z.object({ LastUsedDate: timeOrNone, ServiceName: textOrNone }),
})

export const mfaDeviceList = z.object({
  MFADevices: listOf(z.object({ SerialNumber: z.string(), EnableDate: timeOrNone })),
})

export const instanceProfileList = z.object({
  InstanceProfiles: listOf(
    z.object({
      Arn: z.string(),
      InstanceProfileName: z.string(),
      InstanceProfileId: textOrNone,
      Path: textOrNone,
      CreateDate: timeOrNone,
      Roles: listOf(z.object({ Arn: z.string() })),
      Tags: tagList,
    }),
  ),
})

export const serverCertificateList = z.object({
  ServerCertificateMetadataList: listOf(
    z.object({
      Arn: z.string(),
      ServerCertificateName: textOrNone,
      Path: textOrNone,
      UploadDate: timeOrNone,
      Expiration: timeOrNone,
    }),
  ),
})

export const oidcProviderList = z.object({
  OpenIDConnectProviderList: listOf(z.object({ Arn: z.string() })),
})

export const oidcProvider = z.object({
  Url: textOrNone,
  ClientIDList: listOf(z.string()),
  CreateDate: timeOrNone,
  Tags: tagList,
})

export const samlProviderList = z.object({
  SAMLProviderList: listOf(z.object({ Arn: z.string(), ValidUntil: timeOrNone, CreateDate: timeOrNone })),
})
