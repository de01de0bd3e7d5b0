import { expect, test } from 'vitest'
import { isAnyone, parseMember } from './member.ts'

const POOL = 'projects/42/locations/global/workloadIdentityPools/pool'

// https://cloud.google.com/iam/docs/principal-identifiers
test.each([
  ['allUsers', { type: 'everyone' }],
  ['principalSet://goog/public:all', { type: 'everyone' }],
  ['allAuthenticatedUsers', { type: 'signed-in' }],
  ['user:Ann@Example.com', { type: 'user', email: 'ann@example.com' }],
  ['group:Dev@Example.com', { type: 'group', email: 'dev@example.com' }],
  ['domain:Example.com', { type: 'domain', domain: 'example.com' }],
  [
    'serviceAccount:Robot@p.iam.gserviceaccount.com',
    { type: 'serviceAccount', email: 'robot@p.iam.gserviceaccount.com' },
  ],
  ['projectOwner:p', { type: 'basic', role: 'roles/owner', project: 'p' }],
  ['projectEditor:p', { type: 'basic', role: 'roles/editor', project: 'p' }],
  ['projectViewer:p', { type: 'basic', role: 'roles/viewer', project: 'p' }],
  ['projectOther:p', { type: 'unknown', text: 'projectOther:p' }],
  ['somebody', { type: 'unknown', text: 'somebody' }],
  ['deleted:user:ann@example.com?uid=7', { type: 'deleted' }],
  ['principal://goog/subject/Ann@Example.com', { type: 'user', email: 'ann@example.com' }],
  [
    'xprincipal://goog/subject/ann@example.com',
    { type: 'unknown', text: 'xprincipal://goog/subject/ann@example.com' },
  ],
  ['principal://goog/subject/ann@example.com?uid=123', { type: 'deleted' }],
  ['principal://goog/subject/ann@example.com?a=b&uid=123', { type: 'deleted' }],
  ['principal://goog/subject/uid=123', { type: 'user', email: 'uid=123' }],
  ['principal://goog/subject/a?uid=1x', { type: 'user', email: 'a?uid=1x' }],
  ['principal://goog/subject/a?uid=x', { type: 'user', email: 'a?uid=x' }],
  [
    'principal://iam.googleapis.com/projects/-/serviceAccounts/Robot@p.iam.gserviceaccount.com',
    { type: 'serviceAccount', email: 'robot@p.iam.gserviceaccount.com' },
  ],
  ['principalSet://goog/group/Dev@Example.com', { type: 'group', email: 'dev@example.com' }],
  ['principalSet://goog/cloudIdentityCustomerId/C01', { type: 'customer', customer: 'C01' }],
  [
    'principalSet://cloudresourcemanager.googleapis.com/projects/42',
    { type: 'node-set', node: 'projects/42' },
  ],
  [
    'principalSet://cloudresourcemanager.googleapis.com/organizations/1',
    { type: 'node-set', node: 'organizations/1' },
  ],
  [
    'principalSet://cloudresourcemanager.googleapis.com/folders/1/more',
    { type: 'unknown', text: 'principalSet://cloudresourcemanager.googleapis.com/folders/1/more' },
  ],
  [`principal://iam.googleapis.com/${POOL}/subject/a/b`, { type: 'federated', pool: POOL, subject: 'a/b' }],
  [
    `principalSet://iam.googleapis.com/${POOL}/attribute.repository/acme/app`,
    { type: 'federated-set', pool: POOL, attribute: 'repository', value: 'acme/app' },
  ],
  [
    `principalSet://iam.googleapis.com/${POOL}/group/dev`,
    { type: 'federated-set', pool: POOL, attribute: 'group', value: 'dev' },
  ],
  [
    `principalSet://iam.googleapis.com/${POOL}/*`,
    { type: 'federated-set', pool: POOL, attribute: null, value: null },
  ],
  [
    'serviceAccount:project.svc.id.goog[shop/web]',
    { type: 'federated', pool: 'project.svc.id.goog', subject: 'shop/web' },
  ],
  ['serviceAccount:x[p.svc.id.goog[A/b]', { type: 'serviceAccount', email: 'x[p.svc.id.goog[a/b]' }],
  ['serviceAccount:p.svc.id.goog[A/b]x', { type: 'serviceAccount', email: 'p.svc.id.goog[a/b]x' }],
  ['serviceAccount:p.svc.id.goog[]', { type: 'serviceAccount', email: 'p.svc.id.goog[]' }],
])('%s', (text, member) => {
  expect(parseMember(text)).toEqual(member)
})

test('anyone is whoever asks, or whoever has an account of Google', () => {
  const anyone = (text: string) => isAnyone(parseMember(text))
  expect(['allUsers', 'allAuthenticatedUsers', 'user:a@b', 'domain:b'].map(anyone)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
