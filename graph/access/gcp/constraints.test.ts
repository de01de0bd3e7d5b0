import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { deriveEstate, drawn, type ShortEstate } from './estate.testkit.ts'

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
