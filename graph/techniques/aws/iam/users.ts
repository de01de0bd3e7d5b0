import { TECHNIQUE } from '../../../likelihood.ts'
import { definePrivilege, type Permission, type Source } from '../../privilege.ts'
import { identity, scenario, TARGET_USER } from '../example.ts'
import {
  ADDS_CREDENTIAL,
  ADMINISTRATOR_POLICY,
  asAdministrator,
  GRANT,
  iamReference,
  identitiesIn,
  roomForKey,
} from './shared.ts'

const usersMadeAdministrator: Source = {
  says: 'users that would administer the account',
  *inAccount(scene, account) {
    for (const user of identitiesIn(scene, account, 'AwsIamUser'))
      yield* asAdministrator(scene, user, GRANT, { user: user.node })
  },
}

const createKey: Permission = { action: 'iam:CreateAccessKey', on: 'user' }

/** Grants everything to a user and creates a key for it. */
const thenKey = (id: string, title: string, grant: Permission, operation: string) => {
  const against = (accessKeys: number) =>
    scenario({
      permissions: [grant, createKey],
      on: { user: TARGET_USER },
      nodes: [identity(TARGET_USER, 'user', { accessKeys })],
      props: { accessKeys: 2 },
    })
  return definePrivilege({
    id,
    title,
    category: 'principal-access',
    edge: 'CAN_ESCALATE',
    attack: ADDS_CREDENTIAL,
    likelihood: TECHNIQUE.twoCalls,
    references: [iamReference(operation), iamReference('CreateAccessKey')],
    source: usersMadeAdministrator,
    needs: { self: [grant, createKey], target: [roomForKey], world: [] },
    example: against(1),
    nearMiss: against(2),
  })
}

export const policyAttachedToUserWithKey = thenKey(
  'iam-015',
  'Attaches AdministratorAccess to a user and creates an access key for it',
  { action: 'iam:AttachUserPolicy', on: 'user', context: ADMINISTRATOR_POLICY },
  'AttachUserPolicy',
)
export const inlinePolicyOnUserWithKey = thenKey(
  'iam-018',
  'Writes an inline policy into a user and creates an access key for it',
  { action: 'iam:PutUserPolicy', on: 'user' },
  'PutUserPolicy',
)
