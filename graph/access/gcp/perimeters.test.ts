import { describe, expect, test } from 'vitest'
import { deriveEstate, type ShortBinding, type ShortEstate, type ShortNode } from './estate.testkit.ts'

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
