import { z } from 'zod'

/** Policies as `aws iam get-account-authorization-details` prints them, matched as plain text. */
export interface RawIdentity {
  readonly arn: string
  /** Some Allow of its own names action and resource, and no Deny without a condition does. Conditions are not read. */
  may(action: string, resource: string): boolean
}

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat())
const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.unknown().optional(),
})
type Statement = z.infer<typeof Statement>

const Document = z
  .union([z.string().transform((text): unknown => JSON.parse(decodeURIComponent(text))), z.unknown()])
  .pipe(
    z.object({ Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()) }),
  )

const Inline = z.array(z.object({ PolicyDocument: Document })).default([])
const Attached = z.array(z.object({ PolicyArn: z.string() })).default([])
const Boundary = z.object({ PermissionsBoundaryArn: z.string() }).optional()
const Details = z.object({
  UserDetailList: z.array(
    z.object({
      Arn: z.string(),
      UserPolicyList: Inline,
      AttachedManagedPolicies: Attached,
      GroupList: z.array(z.string()).default([]),
      PermissionsBoundary: Boundary,
    }),
  ),
  GroupDetailList: z.array(
    z.object({ GroupName: z.string(), GroupPolicyList: Inline, AttachedManagedPolicies: Attached }),
  ),
  RoleDetailList: z.array(
    z.object({
      Arn: z.string(),
      RolePolicyList: Inline,
      AttachedManagedPolicies: Attached,
      PermissionsBoundary: Boundary,
    }),
  ),
  Policies: z.array(
    z.object({
      Arn: z.string(),
      PolicyVersionList: z.array(z.object({ IsDefaultVersion: z.boolean(), Document })),
    }),
  ),
})

export function rawIdentities(details: unknown): readonly RawIdentity[] {
  const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = Details.parse(details)
  const managed = new Map(
    Policies.map(({ Arn, PolicyVersionList }) => [
      Arn,
      PolicyVersionList.filter((version) => version.IsDefaultVersion).flatMap(
        (version) => version.Document.Statement,
      ),
    ]),
  )
  const inline = (list: z.infer<typeof Inline>) => list.flatMap((one) => one.PolicyDocument.Statement)
  const attached = (list: z.infer<typeof Attached>) => list.flatMap((one) => managed.get(one.PolicyArn) ?? [])
  const bounded = (boundary: z.infer<typeof Boundary>) =>
    boundary === undefined ? null : (managed.get(boundary.PermissionsBoundaryArn) ?? [])
  const groups = new Map(
    GroupDetailList.map((group) => [
      group.GroupName,
      [...inline(group.GroupPolicyList), ...attached(group.AttachedManagedPolicies)],
    ]),
  )
  return [
    ...UserDetailList.map((one) =>
      identity(
        one.Arn,
        [
          ...inline(one.UserPolicyList),
          ...attached(one.AttachedManagedPolicies),
          ...one.GroupList.flatMap((name) => groups.get(name) ?? []),
        ],
        bounded(one.PermissionsBoundary),
      ),
    ),
    ...RoleDetailList.map((one) =>
      identity(
        one.Arn,
        [...inline(one.RolePolicyList), ...attached(one.AttachedManagedPolicies)],
        bounded(one.PermissionsBoundary),
      ),
    ),
  ]
}

function identity(
  arn: string,
  statements: readonly Statement[],
  boundary: readonly Statement[] | null,
): RawIdentity {
  return {
    arn,
    may: (action, resource) =>
      statements.some((one) => one.Effect === 'Allow' && names(one, action, resource)) &&
      !statements.some(
        (one) => one.Effect === 'Deny' && one.Condition === undefined && names(one, action, resource),
      ) &&
      (boundary === null || boundary.some((one) => one.Effect === 'Allow' && names(one, action, resource))),
  }
}

/** Variables stand for anything here: this look is for edges that nothing in the documents speaks for. */
function names(statement: Statement, action: string, resource: string): boolean {
  const { Action, NotAction = [], Resource, NotResource = [] } = statement
  const byAction =
    Action?.some((one) => matches(one, action, 'i')) ?? !NotAction.some((one) => matches(one, action, 'i'))
  const byResource =
    resource === '*' ||
    (Resource?.some((one) => matches(one, resource, '')) ??
      !NotResource.some((one) => matches(one, resource, '')))
  return byAction && byResource
}

function matches(pattern: string, text: string, flags: string): boolean {
  const plain = pattern.replaceAll(/\$\{[^}]*\}/g, '*')
  const source = plain
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, `s${flags}`).test(text)
}
