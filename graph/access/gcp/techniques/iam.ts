import { ALLOWED } from '../../../likelihood.ts'
import { NO_KEYS } from '../constraints.ts'
import {
  ACT_AS,
  defineGcpTechnique,
  type GcpTechnique,
  notEnforced,
  onTarget,
  type Prerequisite,
} from '../technique.ts'

/** Nobody gets anything out of a disabled service account. */
export const ENABLED: Prerequisite = {
  id: 'account-enabled',
  says: 'the service account is enabled',
  decide: ({ props }) => ({ state: props.disabled === true ? 'unmet' : 'met' }),
  example: { target: { disabled: false } },
  nearMiss: { disabled: true },
}

const disabled = { says: 'the service account is disabled', target: { disabled: true } } as const

const account = {
  category: 'impersonation',
  target: 'GcpServiceAccount',
  edge: 'CAN_ASSUME',
  likelihood: ALLOWED,
  references: ['https://cloud.google.com/iam/docs/service-account-permissions'],
  prerequisites: [ENABLED],
} as const

/** https://cloud.google.com/iam/docs/service-account-impersonation */
export const IAM: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-access-token',
    title: 'Mints access tokens of a service account',
    needs: [onTarget('iam.serviceAccounts.getAccessToken')],
    attack: ['T1550.001', 'T1078.004'],
    nearMisses: [
      disabled,
      { says: 'a service account user attaches the account, and mints no token', permissions: [ACT_AS] },
      { says: 'Owner has to grant itself the right first', role: 'roles/owner' },
      { says: 'Editor has no right to tokens', role: 'roles/editor' },
    ],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-sign-blob',
    title: 'Signs as a service account and exchanges the signature for a token',
    needs: [onTarget('iam.serviceAccounts.signBlob')],
    unless: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1606'],
    nearMisses: [disabled],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-sign-jwt',
    title: 'Signs a JWT as a service account and exchanges it for a token',
    needs: [onTarget('iam.serviceAccounts.signJwt')],
    unless: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1606'],
    nearMisses: [
      disabled,
      {
        says: 'an identity token opens no API of Google Cloud',
        role: 'roles/iam.serviceAccountOpenIdTokenCreator',
      },
    ],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-key-create',
    title: 'Creates or uploads a key of a service account',
    references: [
      'https://cloud.google.com/iam/docs/keys-create-delete',
      'https://cloud.google.com/iam/docs/keys-upload',
      'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts',
    ],
    category: 'credential-access',
    edge: 'CAN_CREATE_CREDENTIAL',
    needs: [onTarget('iam.serviceAccountKeys.create')],
    prerequisites: [
      ENABLED,
      notEnforced(NO_KEYS, 'no constraint stops both creating a key and uploading one'),
    ],
    attack: ['T1098.001'],
    nearMisses: [
      {
        says: 'neither creating nor uploading is allowed',
        enforces: ['iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyUpload'],
      },
      { says: 'a service account user makes no keys', role: 'roles/iam.serviceAccountUser' },
    ],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-set-policy',
    title: 'Lets itself act as a service account',
    references: ['https://cloud.google.com/iam/docs/manage-access-service-accounts'],
    category: 'role-assignment',
    edge: 'CAN_ESCALATE',
    needs: [onTarget('iam.serviceAccounts.setIamPolicy')],
    attack: ['T1098.003'],
    nearMisses: [
      disabled,
      { says: 'reading the policy is not writing it', permissions: ['iam.serviceAccounts.getIamPolicy'] },
    ],
  }),
]
