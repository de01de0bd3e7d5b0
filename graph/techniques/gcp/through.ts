import { constraint } from '../../access/gcp/constraints.ts'
import {
  defineGcpTechnique,
  type GcpTechnique,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { ENABLED } from '../../access/gcp/techniques/iam.ts'
import { TECHNIQUE, WORKLOAD } from '../../likelihood.ts'

const PERMISSIONS = 'https://cloud.google.com/iam/docs/service-account-permissions'

const account = { category: 'impersonation', target: 'GcpServiceAccount', prerequisites: [ENABLED] } as const
const disabled = { says: 'the service account is disabled', target: { disabled: true } } as const

const RESTRICT = constraint('storage.restrictAuthTypes')
/** The constraint lists kinds of requests: whether those of service accounts are on it is not looked into. */
const signedRequests: Prerequisite = {
  id: 'hmac-requests',
  toldAs: 'organization-policy',
  says: 'no constraint refuses requests that are signed with the key',
  decide: ({ id }, { constraints }) => ({ state: constraints.isSet(RESTRICT, id) ? 'unknown' : 'met' }),
  example: {},
  nearMiss: null,
}

/** What an account gets to, and he who may make it do one thing with it: he never holds the account itself. */
export const THROUGH: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-implicit-delegation',
    title: 'Mints tokens of an account through one that may mint them',
    edge: 'CAN_ASSUME',
    attack: ['T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: [PERMISSIONS, 'https://cloud.google.com/iam/docs/create-short-lived-credentials-delegated'],
    needs: [onTarget('iam.serviceAccounts.implicitDelegation')],
    gives: { reachBy: ['gcp-iam-sa-access-token'] },
    nearMisses: [disabled],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-iam-sa-openid-token',
    title: 'Invokes services with an identity token of an account that may',
    edge: 'CAN_INVOKE',
    attack: ['T1550.001'],
    likelihood: WORKLOAD.publicFunction,
    references: [PERMISSIONS, 'https://cloud.google.com/run/docs/authenticating/service-to-service'],
    needs: [onTarget('iam.serviceAccounts.getOpenIdToken')],
    gives: { reachBy: ['gcp-run-invoke'] },
    nearMisses: [disabled],
  }),
  defineGcpTechnique({
    ...account,
    id: 'gcp-storage-hmac-key',
    title: 'Makes an HMAC key of an account that reads a bucket',
    category: 'credential-access',
    edge: 'CAN_READ',
    attack: ['T1098.001', 'T1530'],
    likelihood: TECHNIQUE.twoCalls,
    references: [
      'https://cloud.google.com/storage/docs/authentication/hmackeys',
      'https://cloud.google.com/storage/docs/authentication/managing-hmackeys',
    ],
    needs: [[{ permission: 'storage.hmacKeys.create', on: 'project' }]],
    prerequisites: [ENABLED, signedRequests],
    gives: { reachBy: ['gcp-storage-object-read'] },
    nearMisses: [disabled],
  }),
]
