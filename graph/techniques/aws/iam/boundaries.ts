import { TECHNIQUE } from '../../../likelihood.ts'
import { definePrivilege, type Permission, type Source } from '../../privilege.ts'
import { ACCOUNT, ATTACKER, document, iamArn, identity, scenario, TARGET_ROLE, trustFor } from '../example.ts'
import { ADDS_RIGHTS, asAdministrator, assumableRoles, iamReference, modifiable } from './shared.ts'

const ownBoundary: Source = {
  says: 'the user itself, under a permissions boundary',
  ofSelf: (scene, self) =>
    self.principal.kind === 'user' && self.own.boundaries.length > 0
      ? asAdministrator(scene, self, { removeBoundary: true }, { user: self.node })
      : [],
}
const boundedRoles: Source = {
  says: 'roles the principal may assume, under a permissions boundary',
  *ofSelf(scene, self) {
    for (const role of assumableRoles(scene, self))
      if (role.own.boundaries.length > 0)
        yield* asAdministrator(scene, role, { removeBoundary: true }, { role: role.node })
  },
}

const BOUNDARY = iamArn('policy/boundary')
const everything = document([{ Effect: 'Allow', Action: '*', Resource: '*' }])
const boundary = (...actions: readonly string[]) =>
  [
    BOUNDARY,
    'AwsIamPolicy',
    {
      type: 'customer-managed',
      account: ACCOUNT,
      document: document([{ Effect: 'Allow', Action: actions, Resource: '*' }]),
    },
  ] as const

const deleteOwn: Permission = { action: 'iam:DeleteUserPermissionsBoundary', on: 'user' }
const boundedUser = (...except: readonly string[]) =>
  scenario({
    permissions: [deleteOwn],
    nodes: [
      boundary('s3:*', deleteOwn.action),
      [
        `${ATTACKER.user}#inline/all`,
        'AwsIamPolicy',
        {
          type: 'inline',
          document: document([{ Effect: 'Allow', NotAction: [deleteOwn.action, ...except], Resource: '*' }]),
        },
      ],
    ],
    facts: [
      [ATTACKER.user, 'HAS_POLICY', `${ATTACKER.user}#inline/all`],
      [ATTACKER.user, 'BOUNDED_BY', BOUNDARY],
    ],
  })

export const ownBoundaryRemoved = definePrivilege({
  id: 'iam-022',
  title: 'Takes away the permissions boundary that limits its own user',
  category: 'self-escalation',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('DeleteUserPermissionsBoundary')],
  source: ownBoundary,
  needs: { self: [deleteOwn], target: [], world: [] },
  example: boundedUser(),
  nearMiss: boundedUser('iam:*'),
})

const deleteOfRole: Permission = { action: 'iam:DeleteRolePermissionsBoundary', on: 'role' }
const assume: Permission = { action: 'sts:AssumeRole', on: 'role', trust: 'as-is' }
const boundedRole = (trusted: string) =>
  scenario({
    permissions: [deleteOfRole, assume],
    on: { role: TARGET_ROLE },
    nodes: [
      boundary('s3:*'),
      identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(trusted) }),
      [`${TARGET_ROLE}#inline/all`, 'AwsIamPolicy', { type: 'inline', document: everything }],
    ],
    facts: [
      [TARGET_ROLE, 'HAS_POLICY', `${TARGET_ROLE}#inline/all`],
      [TARGET_ROLE, 'BOUNDED_BY', BOUNDARY],
    ],
  })

export const roleBoundaryRemoved = definePrivilege({
  id: 'iam-023',
  title: 'Takes away the permissions boundary that limits a role, and assumes the role',
  category: 'principal-access',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.twoCalls,
  references: [iamReference('DeleteRolePermissionsBoundary')],
  source: boundedRoles,
  needs: { self: [deleteOfRole, assume], target: [modifiable], world: [] },
  example: boundedRole(ATTACKER.user),
  nearMiss: boundedRole(iamArn('user/somebody-else')),
})
