import type { ShortNode } from '../../access/gcp/estate.testkit.ts'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import type { SpecialPair } from '../special-pairs.testkit.ts'
import { entitlement } from './special-entitlement.testkit.ts'
import { ANN, BOB, BUCKET, estate, type Holding, on, ROBOT } from './special-estate.testkit.ts'
import { tagBinding } from './special-tags.testkit.ts'

const POOL = 'projects/42/locations/global/workloadIdentityPools/outside'
const FEDERATED = `principalSet://iam.googleapis.com/${POOL}/attribute.team/blue`
const PUBLIC = ['principalSet://goog/public:all']

const HELPER = 'projects/project/roles/helper'
const helper = (role: string, member: string, condition = 'true'): { [id: string]: ShortNode } => ({
  helper: { kind: 'GcpRole', in: 'project', props: { role, permissions: ['storage.buckets.list'] } },
  [BUCKET]: on('GcpBucket', [role, [member], condition]),
})

const roleUpdate: SpecialPair = {
  id: 'gcp-iam-role-update',
  edge: [ANN, BUCKET],
  fires: [
    [
      'who edits a role of the project that is bound to her',
      estate({ ann: { project: ['iam.roles.update'] }, nodes: helper(HELPER, ANN) }),
    ],
    [
      'by a right that is inherited',
      estate({ ann: { org: ['iam.roles.update'] }, nodes: helper(HELPER, ANN) }),
    ],
  ],
  misses: [
    [
      'only a role of Google is bound to her',
      estate({
        ann: { project: ['iam.roles.update'] },
        nodes: { [BUCKET]: on('GcpBucket', ['storage.objectViewer', [ANN]]) },
      }),
    ],
    [
      'the role is kept in another project',
      estate({
        ann: { project: ['iam.roles.update'] },
        nodes: helper('projects/elsewhere/roles/helper', ANN),
      }),
    ],
    [
      'the role is kept in another organization',
      estate({
        ann: { project: ['iam.roles.update'] },
        nodes: helper('organizations/7/roles/helper', ANN),
      }),
    ],
    [
      'the role is bound to somebody else',
      estate({ ann: { project: ['iam.roles.update'] }, nodes: helper(HELPER, BOB) }),
    ],
    [
      'its binding holds for nothing',
      estate({
        ann: { project: ['iam.roles.update'] },
        nodes: helper(HELPER, ANN, 'false'),
      }),
    ],
    [
      'she makes roles, and edits none',
      estate({ ann: { project: ['iam.roles.create'] }, nodes: helper(HELPER, ANN) }),
    ],
    [
      'a policy denies the edit',
      estate({
        ann: { project: ['iam.roles.update'] },
        nodes: helper(HELPER, ANN),
        deny: { org: [{ deniedPrincipals: PUBLIC, deniedPermissions: ['iam.googleapis.com/roles.update'] }] },
      }),
    ],
  ],
}

const READS = 'storage.objects.get'
const deniedRead: Props = {
  deniedPrincipals: PUBLIC,
  deniedPermissions: ['storage.googleapis.com/objects.get'],
}
const lifted = (permission: string, at: 'org' | 'project', attached: 'org' | 'project') =>
  at === 'project'
    ? estate({ ann: { project: [READS, permission] }, deny: { [attached]: [deniedRead] } })
    : estate({ ann: { project: [READS], org: [permission] }, deny: { [attached]: [deniedRead] } })

const denyRemove: SpecialPair = {
  id: 'gcp-iam-deny-policy-remove',
  edge: [ANN, BUCKET],
  fires: [
    ['who changes the policy that denies her to read', lifted('iam.denypolicies.update', 'org', 'org')],
    ['who deletes it', lifted('iam.denypolicies.delete', 'org', 'org')],
    ['where it is attached', lifted('iam.denypolicies.update', 'project', 'project')],
    ['by a right above where it is attached', lifted('iam.denypolicies.delete', 'org', 'project')],
  ],
  misses: [
    [
      'the policy is attached above where she holds the right',
      lifted('iam.denypolicies.update', 'project', 'org'),
    ],
    ['she reviews policies only', lifted('iam.denypolicies.get', 'org', 'org')],
    [
      'she holds nothing that the policy denies',
      estate({ ann: { org: ['iam.denypolicies.update'] }, deny: { org: [deniedRead] } }),
    ],
    [
      'the policy denies to change it as well',
      estate({
        ann: { org: [READS, 'iam.denypolicies.update'] },
        deny: {
          org: [
            deniedRead,
            { deniedPrincipals: PUBLIC, deniedPermissions: ['iam.googleapis.com/denypolicies.update'] },
          ],
        },
      }),
    ],
    [
      'the policy excepts her, so that nothing is blocked',
      estate({
        ann: { org: [READS, 'iam.denypolicies.update'] },
        deny: { org: [{ ...deniedRead, exceptionPrincipals: ['principal://goog/subject/ann@example.com'] }] },
      }),
    ],
  ],
}

const MAKES_KEYS = 'iam.serviceAccountKeys.create'
const enforcing = (...names: readonly string[]): Props => ({
  organizationPolicies: Object.fromEntries(
    names.map((name) => [name, { spec: { rules: [{ enforce: true }] } }]),
  ),
})
const NO_KEYS = ['iam.disableServiceAccountKeyCreation', 'iam.disableServiceAccountKeyUpload']
const constrained = (at: 'org' | 'project', ann: Holding): Snapshot =>
  estate({
    ann,
    nodes: {
      [at]: {
        ...(at === 'project' ? { in: 'org' } : {}),
        kind: at === 'org' ? 'GcpOrganization' : 'GcpProject',
        props: enforcing(...NO_KEYS),
      },
    },
  })

const constraintLift: SpecialPair = {
  id: 'gcp-orgpolicy-set',
  edge: [ANN, ROBOT],
  fires: [
    [
      'who sets a policy below the one that keeps her from keys',
      constrained('org', { project: [MAKES_KEYS, 'orgpolicy.policy.set'] }),
    ],
    ['who makes one there', constrained('org', { project: [MAKES_KEYS, 'orgpolicy.policies.create'] })],
    [
      'who updates the one of the project itself',
      constrained('project', { project: [MAKES_KEYS, 'orgpolicy.policies.update'] }),
    ],
  ],
  misses: [
    ['she reads policies only', constrained('org', { project: [MAKES_KEYS, 'orgpolicy.policy.get'] })],
    [
      'the project has no policy of its own that she could update',
      constrained('org', { project: [MAKES_KEYS, 'orgpolicy.policies.update'] }),
    ],
    [
      'the project has one already, so that none can be made',
      constrained('project', { project: [MAKES_KEYS, 'orgpolicy.policies.create'] }),
    ],
    [
      'nothing of hers waits for it',
      constrained('org', { project: ['iam.serviceAccountKeys.list', 'orgpolicy.policy.set'] }),
    ],
    [
      'she sets policies of another project',
      constrained('org', { project: [MAKES_KEYS], elsewhere: ['orgpolicy.policy.set'] }),
    ],
    ['nothing is enforced', estate({ ann: { project: [MAKES_KEYS, 'orgpolicy.policy.set'] } })],
  ],
}

const CREATES = 'iam.googleapis.com/workloadIdentityPoolProviders.create'
const UPDATES = 'iam.googleapis.com/workloadIdentityPoolProviders.update'
const pool = (props: Props): ShortNode => ({ kind: 'GcpIdentityPool', in: 'project', props })
const trusting = (
  ann: Holding,
  member = FEDERATED,
  props: Props = { disabled: false },
  denied: readonly string[] = [],
): Snapshot =>
  estate({
    ann,
    deny: denied.length === 0 ? {} : { org: [{ deniedPrincipals: PUBLIC, deniedPermissions: denied }] },
    nodes: {
      [BUCKET]: on('GcpBucket', ['storage.objectViewer', [member]]),
      [`//iam.googleapis.com/${POOL}`]: pool(props),
    },
  })

const providerWrite: SpecialPair = {
  id: 'gcp-iam-wif-provider-write',
  edge: [ANN, FEDERATED],
  fires: [
    ['who makes a provider of the pool', trusting({ project: [CREATES] })],
    ['who changes one', trusting({ project: [UPDATES] })],
  ],
  misses: [
    ['she lists providers only', trusting({ project: [CREATES.replace('.create', '.list')] })],
    ['she writes those of another project', trusting({ elsewhere: [CREATES] })],
    ['no policy names an identity of the pool', trusting({ project: [CREATES] }, BOB)],
    [
      'policies name identities of a pool of another project',
      trusting({ project: [CREATES] }, FEDERATED.replace('/42/', '/43/')),
    ],
    ['the pool is switched off', trusting({ project: [CREATES] }, FEDERATED, { disabled: true })],
    [
      'the pool is that of GKE, which takes no providers',
      trusting({ project: [CREATES] }, FEDERATED.replace('/outside/', '/project.svc.id.goog/')),
    ],
    ['a policy denies to write providers', trusting({ project: [CREATES] }, FEDERATED, {}, [CREATES])],
  ],
}

const SUBJECT = 'repo:acme/shop:ref:refs/heads/main'
const provider = (props: Props): ShortNode => ({
  kind: 'GcpIdentityProvider',
  in: 'project',
  props: {
    issuer: 'https://token.actions.githubusercontent.com',
    awsAccount: null,
    attributeMapping: { 'google.subject': 'assertion.sub' },
    conditioned: false,
    disabled: false,
    ...props,
  },
})
const admitted = `principal://iam.googleapis.com/${POOL}/subject/${SUBJECT}`
const admitting = (props: Props, member = admitted): Snapshot =>
  estate({
    nodes: {
      [BUCKET]: on('GcpBucket', ['storage.objectViewer', [member]]),
      [`//iam.googleapis.com/${POOL}/providers/github`]: provider(props),
    },
  })

const poolTrust: SpecialPair = {
  id: 'gcp-iam-wif-trust',
  edge: [`oidc:token.actions.githubusercontent.com:${SUBJECT}`, admitted],
  fires: [['a subject of the issuer that the pool trusts', admitting({})]],
  misses: [
    ['the provider is switched off', admitting({ disabled: true })],
    [
      'the mapping makes the subject of something else',
      admitting({ attributeMapping: { 'google.subject': 'assertion.actor' } }),
    ],
    ['the policy names somebody of another pool', admitting({}, admitted.replace('/outside/', '/inside/'))],
  ],
}

export const GCP_SPECIAL_PAIRS: readonly SpecialPair[] = [
  roleUpdate,
  denyRemove,
  constraintLift,
  providerWrite,
  poolTrust,
  entitlement,
  tagBinding,
]
