import { TECHNIQUE } from '../../../likelihood.ts'
import type { Props } from '../../../snapshot/records.ts'
import { propertyOf } from '../../engine/prerequisites.ts'
import { definePrivilege, type Permission } from '../../privilege.ts'
import { identity, scenario, TARGET_USER } from '../example.ts'
import { ADDS_CREDENTIAL, iamReference, roomForKey, users } from './shared.ts'

const createKey: Permission = { action: 'iam:CreateAccessKey', on: 'user' }
const deleteKey: Permission = { action: 'iam:DeleteAccessKey', on: 'user' }

const noRoomForKey = propertyOf(
  'access-keys',
  'the user has two access keys, one of which must go first',
  'user',
  'accessKeys',
  (keys) => keys === 2,
)
const password = (is: boolean) =>
  propertyOf(
    'login-profile',
    is ? 'the user has a password' : 'the user has no password yet',
    'user',
    'consoleAccess',
    (has) => has === is,
  )
/** The console asks for the device's code: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html */
const withoutDevice = propertyOf(
  'no-mfa-device',
  'the user has no MFA device that would be asked for at sign-in',
  'user',
  'mfaEnabled',
  (enabled) => enabled === false,
)

const against = (permissions: readonly Permission[], props: Props) =>
  scenario({ permissions, on: { user: TARGET_USER }, nodes: [identity(TARGET_USER, 'user', props)] })

const common = {
  category: 'principal-access',
  edge: 'CAN_CREATE_CREDENTIAL',
  attack: ADDS_CREDENTIAL,
  source: users,
} as const

export const newAccessKey = definePrivilege({
  ...common,
  id: 'iam-002',
  title: 'Creates an access key for a user',
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('CreateAccessKey')],
  needs: { self: [createKey], target: [roomForKey], world: [] },
  example: against([createKey], { accessKeys: 1 }),
  nearMiss: against([createKey], { accessKeys: 2 }),
})

export const replacedAccessKey = definePrivilege({
  ...common,
  id: 'iam-003',
  title: 'Deletes one of two access keys of a user and creates another',
  likelihood: TECHNIQUE.disruptive,
  references: [iamReference('DeleteAccessKey'), iamReference('CreateAccessKey')],
  needs: { self: [createKey, deleteKey], target: [noRoomForKey], world: [] },
  example: against([createKey, deleteKey], { accessKeys: 2 }),
  nearMiss: against([createKey], { accessKeys: 2 }),
})

const createProfile: Permission = { action: 'iam:CreateLoginProfile', on: 'user' }
export const newPassword = definePrivilege({
  ...common,
  id: 'iam-004',
  title: 'Gives a user without a password one',
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('CreateLoginProfile')],
  needs: { self: [createProfile], target: [password(false), withoutDevice], world: [] },
  example: against([createProfile], { consoleAccess: false, mfaEnabled: false }),
  nearMiss: against([createProfile], { consoleAccess: true, mfaEnabled: false }),
})

const updateProfile: Permission = { action: 'iam:UpdateLoginProfile', on: 'user' }
export const changedPassword = definePrivilege({
  ...common,
  id: 'iam-006',
  title: 'Changes the password of a user',
  likelihood: TECHNIQUE.disruptive,
  references: [iamReference('UpdateLoginProfile')],
  needs: { self: [updateProfile], target: [password(true), withoutDevice], world: [] },
  example: against([updateProfile], { consoleAccess: true, mfaEnabled: false }),
  nearMiss: against([updateProfile], { consoleAccess: false, mfaEnabled: false }),
})
