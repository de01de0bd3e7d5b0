import { describe, expect, test } from 'vitest'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import { deriveEstate, drawn, type ShortBinding, type ShortEstate } from './estate.testkit.ts'

const [ANN, BOB, CID] = ['ann', 'bob', 'cid'].map((name) => `user:${name}@example.com`) as [
  string,
  string,
  string,
]
const DATA = '//storage.googleapis.com/data'
const READER = 'storage.objectViewer'

const estate = (
  project: readonly ShortBinding[],
  {
    more = {},
    org = [],
    ...rest
  }: {
    readonly more?: ShortEstate['nodes']
    readonly org?: readonly ShortBinding[]
  } & Omit<ShortEstate, 'nodes'> = {},
): ShortEstate => ({
  ...rest,
  nodes: {
    org: { kind: 'GcpOrganization', bindings: org },
    folder: { kind: 'GcpFolder', in: 'org' },
    project: { kind: 'GcpProject', in: 'folder', bindings: project },
    [DATA]: { kind: 'GcpBucket', in: 'project' },
    ...more,
  },
})
const readEdge = (given: ShortEstate) => deriveEstate(given).edges.find(({ kind }) => kind === 'CAN_READ')

const bindingOf = (node: string, statement: number, detail: string) => ({
  type: 'allow-policy',
  id: node,
  statement,
  detail,
})
const removal = (node: string, statement: number) => ({
  id: node,
  type: 'allow-policy',
  edit: { change: 'remove-binding', on: node, statement },
})

describe('an edge', () => {
  test('tells the binding that gives it, and that taking it away is the fix', () => {
    expect(
      readEdge(
        estate([
          ['viewer', [BOB]],
          [READER, [ANN]],
        ]),
      ),
    ).toEqual({
      from: ANN,
      kind: 'CAN_READ',
      to: DATA,
      technique: 'gcp-storage-object-read',
      attack: ['T1530'],
      likelihood: ALLOWED,
      conditions: [],
      evidence: [bindingOf('project', 1, 'roles/storage.objectViewer grants storage.objects.get')],
      provenance: removal('project', 1),
    })
  })

  test('is half as likely under a condition that is not known to hold, and names it', () => {
    const condition = 'request.auth.claims.level > 3'
    expect(readEdge(estate([[READER, [ANN], condition]]))).toMatchObject({
      likelihood: ALLOWED * UNKNOWN_CONDITION,
      conditions: [{ key: 'iam-condition', state: 'unknown', detail: condition }],
    })
    expect(readEdge(estate([[READER, [ANN], 'true']]))?.conditions).toEqual([])
  })

  test('may be held back by a deny rule that names whom nobody knows; three permissions are shown', () => {
    const deniedPermissions = ['get', 'list', 'create', 'delete'].map(
      (verb) => `storage.googleapis.com/objects.${verb}`,
    )
    const rule = { deniedPrincipals: ['principalSet://goog/group/far@example.com'], deniedPermissions }
    const edge = readEdge(estate([[READER, [ANN]]], { deny: { org: [rule] } }))
    expect(edge?.conditions).toEqual([
      {
        key: 'deny-policy',
        state: 'unknown',
        detail: `may be held back: denies ${deniedPermissions.slice(0, 3).join(', ')}`,
      },
    ])
  })

  test('may be held back by a boundary that the resource lies outside of', () => {
    const boundary = {
      kind: 'GcpAccessBoundary',
      props: {
        resources: ['somewhere'],
        bindings: [{ principalSet: 'principal://goog/subject/ann@example.com', condition: null }],
      },
    }
    const edge = readEdge(estate([[READER, [ANN]]], { more: { boundary } }))
    expect(edge?.conditions).toEqual([
      {
        key: 'access-boundary',
        state: 'unknown',
        detail: 'may be held back: the resource lies outside of it',
      },
    ])
  })
})

test('what a deny rule or a constraint stops is told with it', () => {
  const rule = {
    deniedPrincipals: ['principalSet://goog/public:all'],
    deniedPermissions: ['storage.googleapis.com/objects.get'],
  }
  const denied = deriveEstate(estate([[READER, [ANN]]], { deny: { org: [{ deniedPermissions: [] }, rule] } }))
  expect(denied.blocked).toEqual([
    {
      from: ANN,
      kind: 'CAN_READ',
      to: DATA,
      technique: 'gcp-storage-object-read',
      by: {
        type: 'deny-policy',
        id: 'org#deny',
        statement: 1,
        detail: 'denies storage.googleapis.com/objects.get',
      },
    },
  ])
  const name = 'storage.publicAccessPrevention'
  const props = { organizationPolicies: { [name]: { spec: { rules: [{ enforce: true }] } } } }
  const more = { org: { kind: 'GcpOrganization', props } }
  expect(deriveEstate(estate([[READER, ['allUsers']]], { more })).blocked).toContainEqual(
    expect.objectContaining({
      from: 'Internet',
      by: { type: 'organization-policy', id: 'org', detail: `enforces ${name}` },
    }),
  )
})

describe('a class', () => {
  const classOf = (given: ShortEstate) => {
    const { nodes, facts = [], edges } = deriveEstate(given)
    const [found] = nodes.filter(({ kind }) => kind === 'AccessClass')
    return { found, facts: facts.filter(({ to }) => to === found?.id), edges }
  }

  test('has the name of two of its members, the role and where it is held', () => {
    const { found, facts } = classOf(estate([[READER, [ANN, BOB, CID]]]))
    expect(found).toEqual({
      id: 'project#binding/0',
      kind: 'AccessClass',
      props: {
        name: 'ann@example.com, bob@example.com and 1 more: roles/storage.objectViewer on project',
        provider: 'gcp',
        members: 3,
        account: 'project',
      },
    })
    const membership = {
      evidence: [bindingOf('project', 0, 'a member of the binding of roles/storage.objectViewer')],
      provenance: removal('project', 0),
    }
    expect(facts).toEqual(
      [ANN, BOB, CID].map((from) => ({
        from,
        kind: 'IN_ACCESS_CLASS',
        to: 'project#binding/0',
        props: membership,
      })),
    )
  })

  test('of two has no more, and one on an organization no project', () => {
    const { found } = classOf(estate([], { org: [[READER, [ANN, BOB]]] }))
    expect(found?.props).toEqual({
      name: 'ann@example.com, bob@example.com: roles/storage.objectViewer on org',
      provider: 'gcp',
      members: 2,
    })
  })

  test('is made once, whatever number of grants leave from it', () => {
    const { found, facts, edges } = classOf(estate([['storage.objectAdmin', [ANN, BOB]]]))
    expect(edges.filter(({ from }) => from === found?.id).length).toBeGreaterThan(1)
    expect(facts).toHaveLength(2)
  })

  test('stands not between administrators and what they administer', () => {
    const { edges } = classOf(estate([['owner', [ANN, BOB]]]))
    const administrators = edges.filter(({ kind }) => kind === 'ADMIN_OF')
    expect(administrators.map(({ from, to }) => [from, to])).toEqual([
      [ANN, 'project'],
      [BOB, 'project'],
    ])
  })
})

describe('memberships', () => {
  test('users of a domain that are known walk into it, nobody else', () => {
    const node = (kind: string) => ({ kind, props: { email: 'x' } })
    const { facts = [], nodes } = deriveEstate(
      estate(
        [
          [READER, ['domain:example.com']],
          ['viewer', [ANN, 'group:dev@example.com', 'user:eve@notexample.com']],
        ],
        { more: { [BOB]: node('GcpUser'), 'serviceAccount:x@example.com': node('GcpServiceAccount') } },
      ),
    )
    const walks = facts.filter(({ to }) => to === 'domain:example.com')
    expect(walks).toEqual(
      [ANN, BOB].map((from) => ({ from, kind: 'IN_ACCESS_CLASS', to: 'domain:example.com', props: {} })),
    )
    expect(nodes.map(({ id }) => id)).not.toContain(BOB)
    expect(nodes.map(({ id }) => id)).toContain(ANN)
  })

  test('members of a group walk into it', () => {
    const { facts } = deriveEstate(
      estate([[READER, ['group:dev@example.com']]], { groups: { 'dev@example.com': [ANN] } }),
    )
    expect(facts).toEqual([{ from: ANN, kind: 'IN_ACCESS_CLASS', to: 'group:dev@example.com', props: {} }])
  })
})

test('who escalates to a folder or organization gets to what lies in it', () => {
  const role = {
    kind: 'GcpRole',
    in: 'project',
    props: { role: 'organizations/1/roles/r', permissions: ['resourcemanager.organizations.setIamPolicy'] },
  }
  const includes = (bindings: Pick<Parameters<typeof estate>[1] & object, 'org'>) =>
    (deriveEstate(estate([], { ...bindings, more: { role } })).facts ?? []).filter(
      ({ kind }) => kind === 'INCLUDES',
    )
  expect(includes({ org: [['organizations/1/roles/r', [ANN]]] })).toEqual([
    { from: 'org', kind: 'INCLUDES', to: 'folder', props: { evidence: [] } },
    { from: 'folder', kind: 'INCLUDES', to: 'project', props: { evidence: [] } },
  ])
  expect(includes({ org: [[READER, [ANN]]] })).toEqual([])
})

test('more buckets than a dozen are one set, and all of them are public', () => {
  const buckets = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `//storage.googleapis.com/b${String(at).padStart(2, '0')}`,
        { kind: 'GcpBucket', in: 'project' },
      ]),
    )
  const few = deriveEstate(estate([[READER, ['allUsers']]], { more: buckets(11) }))
  expect(drawn(few)).toHaveLength(12)
  const many = deriveEstate(estate([[READER, ['allUsers']]], { more: buckets(12) }))
  const set = many.edges[0]?.to ?? ''
  expect(drawn(many)).toEqual([`Internet CAN_READ ${set}`])
  expect(set).toMatch(/^project#target-set\/GcpBucket\/[0-9a-f]{12}$/)
  expect(many.nodes).toContainEqual({
    id: set,
    kind: 'TargetSet',
    props: { name: '13 Bucket in project', provider: 'gcp', members: 13, account: 'project' },
  })
  const included = (many.facts ?? []).filter(({ kind }) => kind === 'INCLUDES')
  expect(included).toContainEqual({ from: set, kind: 'INCLUDES', to: DATA, props: { evidence: [] } })
  expect(included).toHaveLength(13)
  const open = [...many.properties].filter(([, { publicRead }]) => publicRead === true)
  expect(open).toHaveLength(13)
  expect(many.properties.get(DATA)).toMatchObject({ publicRead: true, exposure: 'internet' })
})

test('nothing is public by a binding that may be held back, or that names only some', () => {
  const isPublic = (members: readonly string[], condition = 'true') =>
    deriveEstate(estate([[READER, members, condition]])).properties.get(DATA)?.publicRead
  expect(isPublic(['allAuthenticatedUsers', ANN])).toBe(true)
  expect(isPublic(['allUsers'], 'request.auth.claims.level > 3')).toBeUndefined()
  expect(isPublic(['domain:example.com'])).toBeUndefined()
})
