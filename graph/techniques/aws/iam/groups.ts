import { TECHNIQUE } from '../../../likelihood.ts'
import { nodesIn } from '../../engine/sources.ts'
import { definePrivilege, type Permission, type Source } from '../../privilege.ts'
import { ACCOUNT, ATTACKER, document, iamArn, scenario } from '../example.ts'
import {
  ADDS_RIGHTS,
  ADMINISTRATOR_POLICY,
  asAdministrator,
  GRANT,
  groupsOfUser,
  iamReference,
} from './shared.ts'

const GROUP = iamArn('group/developers')

const ownGroups: Source = {
  says: 'groups the user is a member of',
  ofSelf: (scene, self) =>
    groupsOfUser(scene, self.id).flatMap((group) => asAdministrator(scene, self, GRANT, { group })),
}

const inGroup = (permission: Permission, member: boolean) =>
  scenario({
    permissions: [permission],
    on: { group: GROUP },
    nodes: [[GROUP, 'AwsIamGroup', { account: ACCOUNT }]],
    facts: member ? [[ATTACKER.user, 'MEMBER_OF', GROUP]] : [],
  })

const onOwnGroup = (id: string, title: string, permission: Permission, operation: string) =>
  definePrivilege({
    id,
    title,
    category: 'self-escalation',
    edge: 'CAN_ESCALATE',
    attack: ADDS_RIGHTS,
    likelihood: TECHNIQUE.apiCall,
    references: [iamReference(operation)],
    source: ownGroups,
    needs: { self: [permission], target: [], world: [] },
    example: inGroup(permission, true),
    nearMiss: inGroup(permission, false),
  })

export const policyAttachedToOwnGroup = onOwnGroup(
  'iam-010',
  'Attaches AdministratorAccess to a group of its own',
  { action: 'iam:AttachGroupPolicy', on: 'group', context: ADMINISTRATOR_POLICY },
  'AttachGroupPolicy',
)
export const inlinePolicyOnOwnGroup = onOwnGroup(
  'iam-011',
  'Writes an inline policy into a group of its own',
  { action: 'iam:PutGroupPolicy', on: 'group' },
  'PutGroupPolicy',
)

/** Groups whose policies, added to the user's own, make it an administrator. */
const privilegedGroups: Source = {
  says: 'privileged groups the user is not in',
  *ofSelf(scene, self) {
    if (self.principal.kind !== 'user') return
    const mine = new Set(groupsOfUser(scene, self.id).map(({ id }) => id))
    for (const group of nodesIn(scene, self.account, 'AwsIamGroup')) {
      if (mine.has(group.id)) continue
      const add = scene.estate.policiesOf(group.id)
      if (add.length > 0) yield* asAdministrator(scene, self, { add }, { group })
    }
  },
}

const addUser: Permission = { action: 'iam:AddUserToGroup', on: 'group' }
const groupAllowing = (action: string) =>
  scenario({
    permissions: [addUser],
    on: { group: GROUP },
    nodes: [
      [GROUP, 'AwsIamGroup', { account: ACCOUNT }],
      [
        `${GROUP}#inline/p`,
        'AwsIamPolicy',
        { type: 'inline', document: document([{ Effect: 'Allow', Action: action, Resource: '*' }]) },
      ],
    ],
    facts: [[GROUP, 'HAS_POLICY', `${GROUP}#inline/p`]],
  })

export const joinsPrivilegedGroup = definePrivilege({
  id: 'iam-013',
  title: 'Adds its own user to a privileged group',
  category: 'self-escalation',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('AddUserToGroup')],
  source: privilegedGroups,
  needs: { self: [addUser], target: [], world: [] },
  example: groupAllowing('*'),
  nearMiss: groupAllowing('s3:GetObject'),
})
