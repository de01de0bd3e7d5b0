import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type ShortBinding, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { alternativeOf, piecesOf } from './form.ts'
import { bucketTechnique } from './technique.testkit.ts'
import { type GcpNeed, type GcpTechnique, IDENTITY, onProject, onRelated, onTarget } from './technique.ts'

const ANN = ['user:ann@example.com']
const [READ, LIST, DELETE] = ['storage.objects.get', 'storage.objects.list', 'storage.objects.delete']

const estateWith = (project: readonly ShortBinding[], bucket: readonly ShortBinding[] = []) =>
  estateOf(
    indexFacts(
      snapshotOf({
        nodes: {
          org: { kind: 'GcpOrganization' },
          project: { kind: 'GcpProject', in: 'org', bindings: project },
          bucket: { kind: 'GcpBucket', in: 'project', bindings: bucket },
        },
      }),
    ),
  )
const READER: ShortBinding = ['storage.objectViewer', ANN]
const ADMIN: ShortBinding = ['storage.objectAdmin', ANN]
const estate = estateWith([READER, ADMIN, ['run.invoker', ANN]])
const formOf = (needs: readonly GcpNeed[], more: Partial<GcpTechnique> = {}) =>
  alternativeOf(estate, bucketTechnique(more), needs)

describe('the form of an alternative', () => {
  test('has one bit for needs that the same roles meet at the same kind of site', () => {
    const { bits, form } = formOf(onTarget(READ, LIST, DELETE))
    expect(bits).toEqual([1, 1, 2])
    expect(form).toMatchObject({ all: 3, near: 3, related: false, single: false, ofProject: 0 })
    expect(
      form.roles.map(([bindings, mask]) => `${bindings.map(({ role }) => role).join()} ${mask}`),
    ).toEqual(['roles/storage.objectViewer 1', 'roles/storage.objectAdmin 3'])
  })

  test('has a bit for each site', () => {
    const related = onRelated(IDENTITY, READ)
    const orNone = onRelated({ ...IDENTITY, orNone: true }, READ)
    const { bits, form } = formOf([...onTarget(READ), ...onProject(READ), ...related, ...orNone])
    expect(bits).toEqual([1, 2, 4, 8])
    expect(form).toMatchObject({ all: 7, near: 3, related: true, ofProject: 2, single: false })
    expect(form.roles.map(([, mask]) => mask)).toEqual([15, 15])
    expect(formOf(related).form).toMatchObject({ near: 0, related: true, all: 1, single: true })
  })

  test('is of one key where the ways are the same', () => {
    const key = (needs: readonly GcpNeed[], more?: Partial<GcpTechnique>) => formOf(needs, more).form.key
    const one = key(onTarget(READ))
    expect(key(onTarget(LIST))).toBe(one)
    expect(key(onTarget(LIST), { target: 'GcpSecret' })).toBe(one)
    const others = [
      key(onTarget(DELETE)),
      key(onProject(READ)),
      key(onRelated(IDENTITY, READ)),
      key(onRelated({ ...IDENTITY, orNone: true }, READ)),
      key(onTarget(READ, LIST)),
      key(onTarget(READ), { who: 'anyone' }),
      key(onTarget(READ), { onNodeItself: true }),
      key(onTarget(READ), { onNodeItself: true, target: 'GcpSecret' }),
    ]
    expect(new Set([one, ...others]).size).toBe(others.length + 1)
  })

  test('leaves out roles that contain what gives the same more easily', () => {
    const roles = (unless?: string) =>
      formOf(onTarget(LIST), unless === undefined ? {} : { unless }).form.roles.flatMap(([bindings]) =>
        bindings.map(({ role }) => role),
      )
    expect(roles()).toEqual(['roles/storage.objectViewer', 'roles/storage.objectAdmin'])
    expect(roles(DELETE)).toEqual(['roles/storage.objectViewer'])
    expect(roles('run.routes.invoke')).toHaveLength(2)
  })

  test('has no roles where none meets a need', () => {
    expect(formOf(onTarget('newservice.things.get')).form.roles).toEqual([])
  })
})

describe('bindings that meet a need', () => {
  const given = estateWith([READER], [ADMIN])
  const pieces = (needs: readonly GcpNeed[], more: Partial<GcpTechnique> = {}) => {
    const one = bucketTechnique(more)
    return piecesOf(given, one, alternativeOf(given, one, needs).form).map(
      ({ binding, mask }) => `${binding.node} ${mask}`,
    )
  }
  test.each<[string, readonly GcpNeed[], Partial<GcpTechnique>, readonly string[]]>([
    ['of the target stand anywhere', onTarget(READ), {}, ['project 1', 'bucket 1']],
    ['of the project do not stand below it', onProject(READ), {}, ['project 1']],
    [
      'of both count for what they can',
      [...onTarget(READ), ...onProject(READ)],
      {},
      ['project 3', 'bucket 1'],
    ],
    ['of the node itself stand on no other', onTarget(READ), { onNodeItself: true }, ['bucket 1']],
    [
      'of a node of another kind stand nowhere',
      onTarget(READ),
      { onNodeItself: true, target: 'GcpSecret' },
      [],
    ],
  ])('%s', (_, needs, more, expected) => {
    expect(pieces(needs, more)).toEqual(expected)
  })
})
