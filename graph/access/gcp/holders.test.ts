import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type ShortBinding, type ShortEstate, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { classId, expandGroups, holdersOf } from './holders.ts'

const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'
const POOL = 'projects/42/locations/global/workloadIdentityPools/pool'
const EMAIL = 'robot@project.iam.gserviceaccount.com'

const estate = (project: readonly ShortBinding[] = [], groups: ShortEstate['groups'] = {}) =>
  estateOf(
    indexFacts(
      snapshotOf({
        nodes: {
          org: { kind: 'GcpOrganization' },
          project: { kind: 'GcpProject', in: 'org', bindings: project },
          [ROBOT]: { kind: 'GcpServiceAccount', in: 'project', props: { email: EMAIL } },
          'user:known@example.com': { kind: 'GcpUser', props: { email: 'known@example.com' } },
        },
        groups,
      }),
    ),
  )
const binding = (members: readonly string[]) => ({
  node: 'project',
  index: 3,
  role: 'roles/viewer',
  members,
  condition: null,
})
const holders = (members: readonly string[], given = estate()) => holdersOf(binding(members), given)

test('everyone is the Internet, any account a node of its own', () => {
  const everyone = { type: 'everyone' }
  expect(holders(['allUsers', 'allAuthenticatedUsers'])).toEqual([
    {
      asker: { id: 'Internet', member: everyone },
      node: { id: 'Internet', kind: 'Internet', props: { name: 'Internet' } },
    },
    {
      asker: { id: 'AnyGoogleAccount', member: { type: 'signed-in' } },
      node: {
        id: 'AnyGoogleAccount',
        kind: 'ExternalPrincipal',
        props: { name: 'any Google account', provider: 'gcp', type: 'any-google-account', anyone: true },
      },
    },
  ])
})

test('who was read is the node that is known; others are made from what the binding says', () => {
  const [known, ann, dev] = holders([
    'user:known@example.com',
    'user:ann@example.com',
    'group:dev@example.com',
  ])
  expect(known?.node.props).toMatchObject({ name: 'user:known@example.com' })
  expect(ann).toEqual({
    asker: { id: 'user:ann@example.com', member: { type: 'user', email: 'ann@example.com' } },
    node: {
      id: 'user:ann@example.com',
      kind: 'GcpUser',
      props: { name: 'ann@example.com', provider: 'gcp', email: 'ann@example.com' },
    },
  })
  expect(dev?.node).toEqual({
    id: 'group:dev@example.com',
    kind: 'GcpGroup',
    props: { name: 'dev@example.com', provider: 'gcp', email: 'dev@example.com', membersKnown: false },
  })
})

test('a service account that was not read is a stub, of its project where its address tells it', () => {
  const [known, far, agent] = holders([
    ROBOT,
    'serviceAccount:far@other-1.iam.gserviceaccount.com',
    'serviceAccount:42@cloudservices.gserviceaccount.com',
  ])
  expect(known).toMatchObject({ asker: { id: ROBOT, member: { type: 'serviceAccount', email: EMAIL } } })
  expect(known?.node.props).not.toHaveProperty('stub')
  const email = 'far@other-1.iam.gserviceaccount.com'
  expect(far?.node).toEqual({
    id: `serviceAccount:${email}`,
    kind: 'GcpServiceAccount',
    props: { name: email, provider: 'gcp', email, stub: true, account: 'other-1' },
  })
  expect(agent?.node.props).not.toHaveProperty('account')
})

test('identities of a pool and people of a domain are outside', () => {
  const outside = (id: string, name: string, type: string, anyone: boolean) => ({
    id,
    kind: 'ExternalPrincipal',
    props: { name, provider: 'gcp', type, anyone },
  })
  const subject = `principal://iam.googleapis.com/${POOL}/subject/repo`
  const some = `principalSet://iam.googleapis.com/${POOL}/attribute.repository/acme`
  const all = `principalSet://iam.googleapis.com/${POOL}/*`
  const found = holders([subject, some, all, 'domain:example.com'])
  expect(found.map(({ node }) => node)).toEqual([
    outside(subject, 'repo', 'federated-subject', false),
    outside(some, 'repository acme of pool', 'federated-subject', false),
    outside(all, 'everyone of pool', 'federated-subject', true),
    outside('domain:example.com', 'everyone at example.com', 'domain', false),
  ])
  expect(found.map(({ asker }) => asker)).toEqual([
    { id: subject, member: { type: 'federated', pool: POOL, subject: 'repo' } },
    { id: some, member: { type: 'federated', pool: POOL, subject: '*' } },
    { id: all, member: { type: 'federated', pool: POOL, subject: '*' } },
    { id: 'domain:example.com', member: { type: 'user', email: '*@example.com' } },
  ])
})

test('who nobody can be, or is not understood, is left out', () => {
  expect(
    holders([
      'deleted:user:ann@example.com?uid=7',
      'somebody',
      'principalSet://goog/cloudIdentityCustomerId/C',
    ]),
  ).toEqual([])
})

// https://cloud.google.com/storage/docs/access-control/iam#convenience-values
test('a convenience value is who surely holds the basic role on the project', () => {
  const given = estate([
    ['viewer', ['user:ann@example.com', 'projectOwner:project', 'somebody']],
    ['viewer', ['user:bob@example.com'], "request.time < timestamp('2030-01-01T00:00:00Z')"],
    ['editor', ['user:eve@example.com']],
  ])
  const ids = (member: string) => holders([member], given).map(({ node }) => node.id)
  expect(ids('projectViewer:project')).toEqual(['user:ann@example.com'])
  expect(ids('projectOwner:project')).toEqual([])
  expect(ids('projectViewer:nowhere')).toEqual([])
})

test('known members stand in the place of their group, each once; a group of whom nobody is known stays', () => {
  const given = estate([], {
    'dev@example.com': ['user:ann@example.com', 'user:known@example.com', ROBOT, 'user:nobody'],
  })
  const expanded = expandGroups(
    holders(['user:ann@example.com', 'group:dev@example.com', 'group:far@example.com'], given),
    given,
  )
  expect(expanded.map(({ asker }) => asker)).toEqual([
    { id: 'user:ann@example.com', member: { type: 'user', email: 'ann@example.com' } },
    { id: 'user:known@example.com', member: { type: 'user', email: 'known@example.com' } },
    { id: ROBOT, member: { type: 'serviceAccount', email: EMAIL } },
    { id: 'user:nobody', member: { type: 'user', email: 'nobody' } },
    { id: 'group:far@example.com', member: { type: 'group', email: 'far@example.com' } },
  ])
})

test('members of a group that are no nodes, or have no address, are not told', () => {
  const given = estateOf(
    indexFacts({
      nodes: new Map([['user:blank', { id: 'user:blank', kind: 'GcpUser', props: { provider: 'gcp' } }]]),
      relationships: new Map(
        ['user:blank', 'user:gone'].map((from) => [
          from,
          { from, kind: 'MEMBER_OF', to: 'group:dev@example.com', props: {} },
        ]),
      ),
      coverage: [],
    }),
  )
  const expanded = expandGroups(holders(['group:dev@example.com'], given), given)
  expect(expanded.map(({ asker }) => asker.id)).toEqual(['group:dev@example.com'])
})

test('a class of all holders is named by the binding, one of some by who they are', () => {
  const [ann, bob] = [holders(['user:ann@example.com']), holders(['user:bob@example.com'])]
  const name = 'project#binding/3'
  const id = (some: typeof ann, whole: boolean) => classId([binding([])], some, whole)
  expect(id(ann, true)).toBe(name)
  expect(id(ann, false)).toMatch(/^project#binding\/3\/[0-9a-f]{12}$/)
  expect(id(ann, false)).toBe(id(ann, false))
  expect(id(ann, false)).not.toBe(id(bob, false))
  expect(id([...ann, ...bob], false)).not.toBe(id(ann, false))
})
