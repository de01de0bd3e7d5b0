import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { MAYBE, YES } from '../tri.ts'
import { type Constraint, constraint, type Enforced } from './constraints.ts'
import { deriveEstate, drawn, type ShortEstate, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'

const BUCKET = '//storage.googleapis.com/open'
const OTHER = '//storage.googleapis.com/other'
const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'

const enforces = (name: string, spec: Props = { rules: [{ enforce: true }] }): Props => ({
  organizationPolicies: { [name]: { spec } },
})

/** https://cloud.google.com/storage/docs/public-access-prevention */
describe('public access prevention', () => {
  const PREVENTION = 'storage.publicAccessPrevention'
  const estate = (own: Props, project: Props = {}, org: Props = {}): ShortEstate => ({
    nodes: {
      org: { kind: 'GcpOrganization', props: org },
      project: { kind: 'GcpProject', in: 'org', props: project },
      [BUCKET]: {
        kind: 'GcpBucket',
        in: 'project',
        bindings: [['storage.objectViewer', ['allUsers', 'user:ann@example.com']]],
        props: own,
      },
    },
  })
  const readers = (given: ShortEstate) => drawn(deriveEstate(given)).filter((one) => one.includes('CAN_READ'))
  const [ann] = [`user:ann@example.com CAN_READ ${BUCKET}`]

  test('a bucket that only inherits it is public', () => {
    const { properties } = deriveEstate(estate({ publicAccessPrevention: 'inherited' }))
    expect(properties.get(BUCKET)).toMatchObject({ publicRead: true })
  })

  test('a bucket that enforces it is read by whom the binding names, and by nobody else', () => {
    const given = estate({ publicAccessPrevention: 'enforced' })
    expect(readers(given)).toEqual([ann])
    expect(deriveEstate(given).properties.get(BUCKET)).not.toHaveProperty('publicRead')
  })

  test('what it stops is told, with the bucket that enforces it', () => {
    const { blocked } = deriveEstate(estate({ publicAccessPrevention: 'enforced' }))
    expect(blocked).toContainEqual(
      expect.objectContaining({
        from: 'Internet',
        kind: 'CAN_READ',
        to: BUCKET,
        by: expect.objectContaining({ type: 'organization-policy', id: BUCKET }),
      }),
    )
  })

  test('an organization enforces it for all below', () => {
    expect(readers(estate({}, {}, enforces(PREVENTION)))).toEqual([ann])
  })

  test('a project may be let off', () => {
    const off = enforces(PREVENTION, { rules: [{ enforce: false }] })
    expect(readers(estate({}, off, enforces(PREVENTION)))).toHaveLength(2)
    expect(deriveEstate(estate({}, off, enforces(PREVENTION))).properties.get(BUCKET)).toMatchObject({
      publicRead: true,
    })
  })

  test('a reset goes back to what Google does by default', () => {
    const reset = enforces(PREVENTION, { reset: true })
    const { properties } = deriveEstate(estate({}, reset, enforces(PREVENTION)))
    expect(properties.get(BUCKET)).toMatchObject({ publicRead: true })
  })

  test('under a condition it may hold anyone back, so that the bucket is not called public', () => {
    const some = enforces(PREVENTION, { rules: [{ enforce: true, condition: { expression: 'tag' } }] })
    const { edges, properties } = deriveEstate(estate({}, some))
    const open = edges.find(({ from, kind }) => from === 'Internet' && kind === 'CAN_READ')
    expect(open?.conditions).toMatchObject([{ key: 'organization-policy', state: 'unknown' }])
    expect(properties.get(BUCKET)).toBeUndefined()
  })

  test('one bucket of a project that enforces it leaves the others open', () => {
    const given = estate({ publicAccessPrevention: 'enforced' })
    const { nodes } = given
    const all: ShortEstate = {
      nodes: {
        ...nodes,
        project: { kind: 'GcpProject', in: 'org', bindings: [['storage.objectViewer', ['allUsers']]] },
        [OTHER]: { kind: 'GcpBucket', in: 'project' },
      },
    }
    expect(deriveEstate(all).properties.get(OTHER)).toMatchObject({ publicRead: true })
    expect(deriveEstate(all).properties.get(BUCKET)).not.toHaveProperty('publicRead')
  })
})

/** https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts */
describe('no keys of service accounts', () => {
  const NO_KEYS = 'iam.disableServiceAccountKeyCreation'
  const techniques = (project: Props, org: Props = {}) =>
    deriveEstate({
      nodes: {
        org: { kind: 'GcpOrganization', props: org },
        project: {
          kind: 'GcpProject',
          in: 'org',
          bindings: [['iam.serviceAccountKeyAdmin', ['user:ann@example.com']]],
          props: project,
        },
        [ROBOT]: {
          kind: 'GcpServiceAccount',
          in: 'project',
          props: { email: ROBOT.slice(15), uniqueId: '1' },
        },
      },
    })
      .edges.map(({ technique }) => technique)
      .filter((technique) => technique === 'gcp-iam-sa-key-create')

  test('whoever may create keys creates one', () => {
    expect(techniques({})).toHaveLength(1)
  })
  test('whoever may not have one created uploads one', () => {
    expect(techniques(enforces(NO_KEYS))).toHaveLength(1)
  })
  const neither = (upload: string): Props => ({
    organizationPolicies: Object.fromEntries(
      [NO_KEYS, upload].map((name) => [name, { spec: { rules: [{ enforce: true }] } }]),
    ),
  })
  test.each([
    ['on the project', neither('iam.disableServiceAccountKeyUpload'), {}],
    ['on the organization', {}, neither('iam.disableServiceAccountKeyUpload')],
    ['by the managed constraint', {}, neither('iam.managed.disableServiceAccountKeyUpload')],
    ['half here and half above', enforces(NO_KEYS), enforces('iam.disableServiceAccountKeyUpload')],
  ])('nobody does where neither is allowed %s', (_where, project, org) => {
    expect(techniques(project, org)).toEqual([])
  })
  test('another constraint does not stop it', () => {
    expect(techniques(enforces('iam.disableServiceAccountCreation'))).toHaveLength(1)
  })
})

describe('where a constraint is enforced', () => {
  type Rules = { readonly [name: string]: Props }
  const ON: Props = { rules: [{ enforce: true }] }
  const OFF: Props = { rules: [{ enforce: false }] }
  const SOME: Props = { rules: [{ enforce: true, condition: { expression: 'tag' } }, { enforce: false }] }
  const told = (rules: Rules): Props => ({
    organizationPolicies: Object.fromEntries(Object.entries(rules).map(([name, spec]) => [name, { spec }])),
  })
  const constraintsWith = (project: Rules, org: Rules, own: Props = {}) =>
    estateOf(
      indexFacts(
        snapshotOf({
          nodes: {
            org: { kind: 'GcpOrganization', props: told(org) },
            project: { kind: 'GcpProject', in: 'org', props: told(project) },
            [BUCKET]: { kind: 'GcpBucket', in: 'project', props: own },
          },
        }),
      ),
    ).constraints
  const twins = constraint('old', 'managed')
  const both: Constraint = { name: 'both', all: [['one', 'managed.one'], ['two']] }

  test.each<[string, Rules, Rules, Enforced | null]>([
    ['nowhere', {}, {}, null],
    ['above', {}, { old: ON }, { node: 'org', applies: YES }],
    ['here rather than above', { old: SOME }, { old: ON }, { node: 'project', applies: MAYBE }],
    ['not, for it is switched off here', { old: OFF }, { old: ON }, null],
    ['not by a policy without rules', { old: {} }, {}, null],
    ['by the other name', {}, { managed: ON }, { node: 'org', applies: YES }],
    ['surely, by one of two names', { old: SOME, managed: ON }, {}, { node: 'project', applies: YES }],
    ['surely, by the other of two names', { old: ON, managed: SOME }, {}, { node: 'project', applies: YES }],
    [
      'by one of the names, though the other is off',
      { old: OFF },
      { managed: ON },
      { node: 'org', applies: YES },
    ],
    ['not by another', { other: ON }, {}, null],
  ])('%s', (_, project, org, expected) => {
    expect(constraintsWith(project, org).at(twins, BUCKET)).toEqual(expected)
  })

  test.each<[string, Rules, Rules, Enforced | null]>([
    ['not, where one of them is missing', { one: ON }, {}, null],
    ['not, where the other is missing', { two: ON }, {}, null],
    ['surely, by both', { one: ON, two: ON }, {}, { node: 'project', applies: YES }],
    ['as the weaker one, which is the second', { one: ON }, { two: SOME }, { node: 'org', applies: MAYBE }],
    ['as the weaker one, which is the first', { two: ON }, { one: SOME }, { node: 'org', applies: MAYBE }],
    ['as the first of equals', { one: ON }, { two: ON }, { node: 'project', applies: YES }],
  ])('of two that both count: %s', (_, project, org, expected) => {
    expect(constraintsWith(project, org).at(both, BUCKET)).toEqual(expected)
  })

  test('on the node itself, by a setting of its own', () => {
    const own = { ...twins, own: { property: 'setting', value: 'enforced' } }
    const at = (props: Props, node = BUCKET) => constraintsWith({}, {}, props).at(own, node)
    expect(at({ setting: 'enforced' })).toEqual({ node: BUCKET, applies: YES })
    expect(at({ setting: 'inherited' })).toBeNull()
    expect(at({ setting: 'enforced' }, 'nowhere')).toBeNull()
  })

  test('or set at all, whatever it says and under any of its names', () => {
    const isSet = (project: Rules, org: Rules, of = both) => constraintsWith(project, org).isSet(of, BUCKET)
    expect(isSet({}, {})).toBe(false)
    expect(isSet({ other: ON }, {})).toBe(false)
    expect(isSet({ two: OFF }, {})).toBe(true)
    expect(isSet({}, { 'managed.one': ON })).toBe(true)
  })

  test('is not told by policies that cannot be read', () => {
    const given = snapshotOf({
      nodes: { project: { kind: 'GcpProject', props: { organizationPolicies: 'x' } } },
    })
    expect(estateOf(indexFacts(given)).constraints.at(twins, 'project')).toBeNull()
  })
})
