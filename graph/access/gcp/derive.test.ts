import { describe, expect, test } from 'vitest'
import { deriveEstate, drawn, type ShortBinding, type ShortEstate } from './estate.testkit.ts'

const ANN = 'user:ann@example.com'
const BOB = 'user:bob@example.com'
const DATA = '//storage.googleapis.com/data'

/** One organization, folder and project with one bucket; bindings and deny rules where the test wants them. */
function estate(
  given: {
    readonly org?: readonly ShortBinding[]
    readonly folder?: readonly ShortBinding[]
    readonly project?: readonly ShortBinding[]
    readonly bucket?: readonly ShortBinding[]
    readonly bucketProps?: ShortEstate['nodes'][string]['props']
    readonly more?: ShortEstate['nodes']
  } & Omit<ShortEstate, 'nodes'>,
): ShortEstate {
  const { org = [], folder = [], project = [], bucket = [], bucketProps = {}, more = {}, ...rest } = given
  return {
    ...rest,
    nodes: {
      org: { kind: 'GcpOrganization', bindings: org },
      folder: { kind: 'GcpFolder', in: 'org', bindings: folder },
      project: { kind: 'GcpProject', in: 'folder', bindings: project },
      [DATA]: { kind: 'GcpBucket', in: 'project', bindings: bucket, props: bucketProps },
      ...more,
    },
  }
}

const reader: ShortBinding = ['storage.objectViewer', [ANN]]
const denyReads = (more = {}) => ({
  deniedPrincipals: ['principalSet://goog/public:all'],
  deniedPermissions: ['storage.googleapis.com/objects.get'],
  ...more,
})

describe('allow policies are inherited', () => {
  test.each(['bucket', 'project', 'folder', 'org'] as const)(
    'a role on the %s reaches the bucket',
    (level) => {
      expect(drawn(deriveEstate(estate({ [level]: [reader] })))).toEqual([`${ANN} CAN_READ ${DATA}`])
    },
  )

  test('a role on another project does not', () => {
    const other = { other: { kind: 'GcpProject', in: 'folder', bindings: [reader] } }
    expect(drawn(deriveEstate(estate({ more: other })))).toEqual([])
  })

  test('no basic role reads objects', () => {
    expect(drawn(deriveEstate(estate({ project: [['editor', [ANN]]] })))).toEqual([])
  })

  test('several members share one edge, and each is in the class it leaves from', () => {
    const { edges, facts = [] } = deriveEstate(estate({ project: [['storage.objectViewer', [ANN, BOB]]] }))
    expect(edges).toHaveLength(1)
    const members = facts.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === edges[0]?.from)
    expect(members.map(({ from }) => from)).toEqual([ANN, BOB])
  })

  test('everyone is the Internet, and the bucket is public', () => {
    const derived = deriveEstate(estate({ bucket: [['storage.objectViewer', ['allUsers']]] }))
    expect(drawn(derived)).toEqual([`Internet CAN_READ ${DATA}`])
    expect(derived.properties.get(DATA)).toMatchObject({ publicRead: true, exposure: 'internet' })
  })

  test('a deleted member is nobody', () => {
    const gone = 'deleted:user:ann@example.com?uid=1'
    expect(drawn(deriveEstate(estate({ bucket: [['storage.objectViewer', [gone]]] })))).toEqual([])
  })

  test('a role whose contents are not known gives no edge and is told as missing', () => {
    const { edges, missing } = deriveEstate(estate({ project: [['roles/never.heardOf', [ANN]]] }))
    expect(edges).toEqual([])
    expect(missing).toMatchObject([{ account: 'project', resource: 'roles/never.heardOf' }])
  })

  test('a custom role contains what was read of it', () => {
    const role = {
      role: {
        kind: 'GcpRole',
        in: 'project',
        props: { role: 'projects/p/roles/r', permissions: ['storage.objects.get'] },
      },
    }
    const given = estate({ project: [['projects/p/roles/r', [ANN]]], more: role })
    expect(drawn(deriveEstate(given))).toEqual([`${ANN} CAN_READ ${DATA}`])
  })
})

describe('deny policies', () => {
  test('one above the grant takes it away, and is told', () => {
    const derived = deriveEstate(estate({ project: [reader], deny: { org: [denyReads()] } }))
    expect(drawn(derived)).toEqual([])
    expect(derived.blocked).toMatchObject([
      { from: ANN, to: DATA, by: { type: 'deny-policy', id: 'org#deny' } },
    ])
  })

  test('one below the grant takes away only what lies below it', () => {
    const more = {
      other: { kind: 'GcpProject', in: 'folder' },
      '//storage.googleapis.com/open': { kind: 'GcpBucket', in: 'other' },
    }
    const derived = deriveEstate(estate({ org: [reader], deny: { project: [denyReads()] }, more }))
    expect(drawn(derived)).toEqual([`${ANN} CAN_READ //storage.googleapis.com/open`])
  })

  test('an exception keeps the grant', () => {
    const rule = denyReads({ exceptionPrincipals: ['principal://goog/subject/ann@example.com'] })
    expect(drawn(deriveEstate(estate({ project: [reader], deny: { org: [rule] } })))).toEqual([
      `${ANN} CAN_READ ${DATA}`,
    ])
  })

  test('another permission is not denied', () => {
    const rule = denyReads({ deniedPermissions: ['storage.googleapis.com/objects.delete'] })
    expect(drawn(deriveEstate(estate({ project: [reader], deny: { org: [rule] } })))).toEqual([
      `${ANN} CAN_READ ${DATA}`,
    ])
  })

  test('one member of a group is denied, the others are not', () => {
    const rule = denyReads({ deniedPrincipals: ['principal://goog/subject/ann@example.com'] })
    const {
      edges,
      facts = [],
      blocked,
    } = deriveEstate(
      estate({
        project: [['storage.objectViewer', ['group:team@example.com']]],
        deny: { org: [rule] },
        groups: { 'team@example.com': [ANN, BOB] },
      }),
    )
    expect(edges.map(({ from }) => from)).toEqual([BOB])
    expect(blocked.map(({ from }) => from)).toEqual([ANN])
    expect(facts.some(({ from, to }) => from === 'group:team@example.com' && to === edges[0]?.from)).toBe(
      false,
    )
  })

  test('a condition on tags that were not read leaves it open', () => {
    const rule = denyReads({ denialCondition: { expression: "resource.matchTag('1/env', 'prod')" } })
    const { edges } = deriveEstate(estate({ project: [reader], deny: { org: [rule] } }))
    expect(edges[0]?.conditions).toMatchObject([{ key: 'deny-policy', state: 'unknown' }])
  })
})

describe('conditions of bindings', () => {
  const withCondition = (expression: string) =>
    deriveEstate(estate({ project: [['storage.objectViewer', [ANN], expression]] }))

  test('one about another bucket gives nothing', () => {
    expect(drawn(withCondition('resource.name.startsWith("projects/_/buckets/logs")'))).toEqual([])
  })

  test('one about objects below a prefix of the bucket is met by whoever picks the object', () => {
    const { edges } = withCondition('resource.name.startsWith("projects/_/buckets/data/objects/public/")')
    expect(edges).toMatchObject([{ to: DATA, conditions: [] }])
  })

  test('one that is not understood stays on the edge', () => {
    const { edges } = withCondition('request.auth.claims.level > 3')
    expect(edges[0]?.conditions).toMatchObject([{ key: 'iam-condition', state: 'unknown' }])
  })
})

describe('groups', () => {
  test('members of nested groups walk through their groups', () => {
    const { edges, facts = [] } = deriveEstate(
      estate({
        project: [['storage.objectViewer', ['group:all@example.com']]],
        groups: { 'all@example.com': ['group:team@example.com'], 'team@example.com': [ANN] },
      }),
    )
    expect(edges.map(({ from }) => from)).toEqual(['group:all@example.com'])
    const walks = facts.map(({ from, to }) => `${from} ${to}`)
    expect(walks).toContain(`${ANN} group:team@example.com`)
    expect(walks).toContain('group:team@example.com group:all@example.com')
  })
})

describe('who is not one account', () => {
  test('a domain is somebody, and accounts of it that are named walk into it', () => {
    const { edges, facts = [] } = deriveEstate(
      estate({
        project: [
          ['storage.objectViewer', ['domain:example.com']],
          ['viewer', [ANN, 'user:eve@evil.com']],
        ],
      }),
    )
    expect(edges.map(({ from }) => from)).toEqual(['domain:example.com'])
    expect(facts.map(({ from, to }) => `${from} ${to}`)).toEqual([`${ANN} domain:example.com`])
  })

  test('an attribute of a workload pool is somebody outside', () => {
    const set =
      'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/shop/web'
    const { edges, nodes } = deriveEstate(estate({ project: [['storage.objectViewer', [set]]] }))
    expect(edges.map(({ from }) => from)).toEqual([set])
    expect(nodes.find(({ id }) => id === set)).toMatchObject({
      kind: 'ExternalPrincipal',
      props: { name: 'repository shop/web of ci' },
    })
  })
})

describe('identities', () => {
  const sa = (props = {}) => ({
    robot: {
      kind: 'GcpServiceAccount',
      in: 'project',
      props: { email: 'robot@p.iam.gserviceaccount.com', uniqueId: '1', ...props },
    },
  })

  test('a token creator may act as the service account', () => {
    const derived = deriveEstate(estate({ project: [['iam.serviceAccountTokenCreator', [ANN]]], more: sa() }))
    expect(drawn(derived)).toContain(`${ANN} CAN_ASSUME robot`)
  })

  test('a service account user may not: it attaches, it mints no token', () => {
    const derived = deriveEstate(estate({ project: [['iam.serviceAccountUser', [ANN]]], more: sa() }))
    expect(drawn(derived)).toEqual([])
  })

  test('nobody acts as a disabled one', () => {
    const given = estate({
      project: [['iam.serviceAccountTokenCreator', [ANN]]],
      more: sa({ disabled: true }),
    })
    expect(drawn(deriveEstate(given))).toEqual([])
  })

  test('an owner administers the project', () => {
    expect(drawn(deriveEstate(estate({ project: [['owner', [ANN]]] })))).toContain(`${ANN} ADMIN_OF project`)
  })

  test('an editor does not', () => {
    expect(drawn(deriveEstate(estate({ project: [['editor', [ANN]]] })))).toEqual([])
  })

  test('who may only grant harmless roles does not', () => {
    const only = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/viewer'])"
    const given = estate({ project: [['resourcemanager.projectIamAdmin', [ANN], only]] })
    expect(drawn(deriveEstate(given))).toEqual([])
  })
})
