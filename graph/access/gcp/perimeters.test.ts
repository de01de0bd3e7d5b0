import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { MAYBE, YES } from '../tri.ts'
import {
  deriveEstate,
  type ShortBinding,
  type ShortEstate,
  type ShortNode,
  snapshotOf,
} from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { isRestricted, perimetersOn, restrictsIn } from './perimeters.ts'

const ANN = 'user:ann@example.com'
const DATA = '//storage.googleapis.com/data'
const READER = 'storage.objectViewer'

describe('a perimeter', () => {
  const SHIELD = 'perimeter'
  const estate = (bindings: readonly ShortBinding[], more: ShortEstate['nodes']): ShortEstate => ({
    nodes: {
      org: { kind: 'GcpOrganization' },
      project: { kind: 'GcpProject', in: 'org', bindings },
      [DATA]: { kind: 'GcpBucket', in: 'project' },
      ...more,
    },
  })
  const around = (rest: ShortNode['props'] = {}): ShortNode => ({
    kind: 'GcpServicePerimeter',
    props: {
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      resources: ['projects/project'],
      restrictedServices: ['storage.googleapis.com'],
      ...rest,
    },
  })
  const read = (shield: ShortNode) =>
    deriveEstate(estate([[READER, [ANN, 'allUsers']]], { [SHIELD]: shield }))

  test('stands in the ledger of what it holds back, and nothing of it is public', () => {
    const { edges, blocked, properties } = read(around())
    expect(edges.filter(({ to }) => to === DATA)).toEqual([])
    expect(blocked.map(({ from, by }) => [from, by.type, by.id]).sort()).toEqual([
      ['Internet', 'service-perimeter', SHIELD],
      [ANN, 'service-perimeter', SHIELD],
    ])
    expect(properties.get(DATA)?.publicRead).toBeUndefined()
  })

  test('that an access level may open leaves an edge under a condition', () => {
    const { edges } = read(around({ accessLevels: ['accessPolicies/9/accessLevels/office'] }))
    const conditions = edges.filter(({ to }) => to === DATA).flatMap((edge) => edge.conditions)
    expect(new Set(conditions.map(({ key, state }) => `${key} ${state}`))).toEqual(
      new Set(['service-perimeter unknown']),
    )
  })

  test('tells what lies in it, and two are told apart', () => {
    const far = '//storage.googleapis.com/far'
    const { facts = [], blocked } = deriveEstate(
      estate([], {
        org: { kind: 'GcpOrganization', bindings: [[READER, [ANN]]] },
        other: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
        [far]: { kind: 'GcpBucket', in: 'other' },
        one: around(),
        two: around({ resources: ['projects/43'] }),
      }),
    )
    const inside = facts.filter(({ kind }) => kind === 'RESTRICTED_BY')
    expect(inside.map(({ from, to }) => `${from} ${to}`)).toEqual(['project one', 'other two'])
    expect(blocked.map(({ to, by }) => `${to} ${by.id}`).sort()).toEqual([`${DATA} one`, `${far} two`])
  })
})

describe('perimeters of an estate', () => {
  const REGULAR = { perimeterType: 'PERIMETER_TYPE_REGULAR', restrictedServices: ['storage.googleapis.com'] }
  const GET = 'storage.objects.get'
  const shield = (props: ShortNode['props']): ShortNode => ({
    kind: 'GcpServicePerimeter',
    props: { ...REGULAR, ...props },
  })
  const estateWith = (perimeters: ShortEstate['nodes']) =>
    estateOf(
      indexFacts(
        snapshotOf({
          nodes: {
            org: { kind: 'GcpOrganization' },
            project: { kind: 'GcpProject', in: 'org', props: { projectNumber: '42' } },
            far: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
            data: { kind: 'GcpBucket', in: 'project' },
            ...perimeters,
          },
        }),
      ),
    )

  test.each<[string, ShortEstate['nodes'], readonly boolean[]]>([
    ['none', {}, [false, false, false]],
    ['one around a project', { one: shield({ resources: ['projects/42'] }) }, [true, true, false]],
    ['one around both', { one: shield({ resources: ['projects/43', 'projects/42'] }) }, [true, true, true]],
    [
      'two',
      { one: shield({ resources: ['projects/42'] }), two: shield({ resources: ['projects/43'] }) },
      [true, true, true],
    ],
    [
      'one that restricts another service',
      { one: shield({ resources: ['projects/42'], restrictedServices: ['run.googleapis.com'] }) },
      [false, false, false],
    ],
    [
      'a bridge',
      { one: shield({ resources: ['projects/42'], perimeterType: 'PERIMETER_TYPE_BRIDGE' }) },
      [false, false, false],
    ],
    [
      'one here and another service there',
      {
        one: shield({ resources: ['projects/42'] }),
        two: shield({ resources: ['projects/43'], restrictedServices: ['run.googleapis.com'] }),
      },
      [true, true, false],
    ],
  ])('restrict reading, in one project and in another: %s', (_, perimeters, expected) => {
    const estate = estateWith(perimeters)
    const told = () => [
      isRestricted(estate, GET),
      restrictsIn(estate, 'project', GET),
      restrictsIn(estate, 'far', GET),
    ]
    expect(told()).toEqual(expected)
    expect(told()).toEqual(expected)
    expect(isRestricted(estate, 'compute.instances.osLogin')).toBe(false)
    expect(perimetersOn(estate, { permission: GET, resource: 'data' }) === null).toBe(!expected[0])
  })

  const of = (name: string) => [
    { serviceName: 'storage.googleapis.com', methodSelectors: [{ permission: name }] },
  ]
  const ingressPolicies = [
    {
      ingressFrom: { identityType: 'ANY_IDENTITY', sources: [{ accessLevel: '*' }] },
      ingressTo: { resources: ['*'], operations: of(GET) },
    },
  ]
  const asks = (props: ShortNode['props'], permission: string, email = 'ann@example.com') => {
    const estate = estateWith({ one: shield({ resources: ['projects/42'], ...props }) })
    const grounds = (about: string) =>
      perimetersOn(estate, { permission: about, resource: 'data' })?.({
        id: `user:${email}`,
        member: { type: 'user', email },
      })
    // What was asked before does not count for what is asked now.
    grounds('storage.objects.list')
    return grounds(permission)?.map((ground) =>
      ground.type === 'perimeter' ? `${ground.perimeter} ${ground.direction} ${ground.applies}` : '',
    )
  }

  test('tell permissions of a service apart where a rule does', () => {
    expect(asks({}, GET)).toEqual([`one in ${YES}`])
    expect(asks({ ingressPolicies }, GET)).toEqual([])
    expect(asks({ ingressPolicies }, 'storage.objects.delete')).toEqual([`one in ${YES}`])
  })

  test('may let in what calls functions, of which it is written nowhere', () => {
    const functions = { restrictedServices: ['cloudfunctions.googleapis.com'] }
    expect(asks(functions, 'cloudfunctions.functions.invoke')).toEqual([`one in ${MAYBE}`])
    expect(asks(functions, 'cloudfunctions.functions.get')).toEqual([`one in ${YES}`])
  })

  const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'
  const machine = (network: string): ShortNode => ({
    kind: 'GcpInstance',
    in: 'project',
    props: {
      networkInterfaces: [{ network: `//compute.googleapis.com/projects/${network}/global/networks/n` }],
    },
    relations: [['HAS_EXECUTION_ROLE', ROBOT]],
  })
  const leaves = (more: ShortEstate['nodes'], permission = GET, resource = 'far-data') => {
    const estate = estateWith({
      one: shield({ resources: ['projects/42'] }),
      [ROBOT]: { kind: 'GcpServiceAccount', in: 'project', props: { email: ROBOT.slice(15) } },
      vm: machine('project'),
      'far-data': { kind: 'GcpBucket', in: 'far' },
      ...more,
    })
    const member = { type: 'serviceAccount' as const, email: ROBOT.slice(15) }
    return perimetersOn(estate, { permission, resource })?.({ id: ROBOT, member }).map((ground) =>
      ground.type === 'perimeter' ? `${ground.perimeter} ${ground.direction}` : '',
    )
  }
  const bridge = (...resources: readonly string[]) =>
    shield({ perimeterType: 'PERIMETER_TYPE_BRIDGE', resources, restrictedServices: [] })
  const egressPolicies = [
    {
      egressFrom: { identityType: 'ANY_IDENTITY' },
      egressTo: { resources: ['projects/43'], operations: of(GET) },
    },
  ]

  test.each<[string, ShortEstate['nodes'], readonly string[]]>([
    ['out to a project outside', {}, ['one out']],
    ['from a network outside', { vm: machine('far') }, []],
    ['from a network inside and one outside', { vm2: machine('far') }, []],
    ['over a bridge', { bridge: bridge('projects/42', 'projects/43') }, []],
    ['beside a bridge that ends elsewhere', { bridge: bridge('projects/43', 'projects/99') }, ['one out']],
    ['beside a bridge from elsewhere', { bridge: bridge('projects/42', 'projects/99') }, ['one out']],
    ['by an egress rule', { one: shield({ resources: ['projects/42'], egressPolicies }) }, []],
    ['into another perimeter', { two: shield({ resources: ['projects/43'] }) }, ['one out', 'two in']],
  ])('watch what a machine asks for %s', (_, more, expected) => {
    expect(leaves(more)?.toSorted()).toEqual(expected)
  })

  test('watch another permission than the one that an egress rule names', () => {
    const one = shield({ resources: ['projects/42'], egressPolicies })
    expect(leaves({ one }, 'storage.objects.delete')).toEqual(['one out'])
  })
})
