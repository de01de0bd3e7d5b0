import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { deriveEstate, type ShortBinding, type ShortEstate, type ShortNode } from './estate.testkit.ts'

const open: ShortBinding = ['pubsub.viewer', ['allUsers']]
const TOPIC = '//pubsub.googleapis.com/projects/p/topics/t'

const estate = (topic: Partial<ShortNode>, rest: Partial<ShortEstate> = {}): ShortEstate => ({
  ...rest,
  nodes: {
    org: { kind: 'GcpOrganization', bindings: [] },
    project: { kind: 'GcpProject', in: 'org' },
    [TOPIC]: { kind: 'GcpPubsubTopic', in: 'project', ...topic },
    ...rest.nodes,
  },
})
const rolesOn = (given: ShortEstate, id = TOPIC) => deriveEstate(given).properties.get(id)?.publicRoles

describe('roles that anyone holds', () => {
  test('are those bound to all users or to all who signed in', () => {
    const both: ShortBinding[] = [open, ['pubsub.publisher', ['user:a@b.example', 'allAuthenticatedUsers']]]
    expect(rolesOn(estate({ bindings: both }))).toEqual(['roles/pubsub.publisher', 'roles/pubsub.viewer'])
    expect(rolesOn(estate({ bindings: [['pubsub.viewer', ['domain:b.example']]] }))).toEqual([])
  })

  test('are none where there is no policy, and not known where it was not read', () => {
    expect(rolesOn(estate({ props: { iamPolicy: null } }))).toEqual([])
    expect(rolesOn(estate({}))).toBeUndefined()
  })

  test('come with a policy of a folder or organization too', () => {
    const nodes = { org: { kind: 'GcpOrganization', bindings: [open] } }
    expect(rolesOn(estate({ bindings: [] }, { nodes }))).toEqual(['roles/pubsub.viewer'])
    expect(rolesOn(estate({ bindings: [] }, { nodes }), 'project')).toEqual(['roles/pubsub.viewer'])
    expect(rolesOn(estate({ bindings: [] }, { nodes }), 'org')).toEqual(['roles/pubsub.viewer'])
  })

  test('are not known to be none below a folder or organization that was not read', () => {
    const nodes = {
      org: { kind: 'GcpOrganization' },
      folder: { kind: 'GcpFolder', in: 'org', bindings: [] },
      project: { kind: 'GcpProject', in: 'folder', bindings: [] },
    }
    expect(rolesOn(estate({ bindings: [] }, { nodes }))).toBeUndefined()
    expect(rolesOn(estate({ bindings: [open] }, { nodes }))).toEqual(['roles/pubsub.viewer'])
    const read = { ...nodes, org: { kind: 'GcpOrganization', props: { iamPolicy: null } } }
    expect(rolesOn(estate({ bindings: [] }, { nodes: read }))).toEqual([])
  })

  test('are none on a bucket that keeps anyone out, whatever was not read above', () => {
    const bucket = {
      kind: 'GcpBucket',
      in: 'project',
      bindings: [open],
      props: { publicAccessPrevention: 'enforced' },
    }
    const nodes = { org: { kind: 'GcpOrganization' }, bucket }
    expect(rolesOn(estate({}, { nodes }), 'bucket')).toEqual([])
  })

  test('under a condition count when it holds; when that is not known, nothing is', () => {
    const under = (condition: string) =>
      rolesOn(estate({ bindings: [['pubsub.viewer', ['allUsers'], condition]] }))
    expect(under("resource.name.startsWith('a')")).toBeUndefined()
    expect(under('true')).toEqual(['roles/pubsub.viewer'])
    expect(under('false')).toEqual([])
  })

  test('are not known under a deny policy for everyone', () => {
    const deny = {
      org: [
        {
          deniedPrincipals: ['principalSet://goog/public:all'],
          deniedPermissions: ['pubsub.googleapis.com/topics.get'],
        },
      ],
    }
    expect(rolesOn(estate({ bindings: [open] }, { deny }))).toBeUndefined()
    expect(rolesOn(estate({ bindings: [] }, { deny }))).toEqual([])
  })

  test('on a key come from its ring, whose policy must have been read', () => {
    const inRing = (ring: Partial<ShortNode>) =>
      rolesOn(
        estate(
          {},
          {
            nodes: {
              ring: { kind: 'GcpKeyRing', in: 'project', ...ring },
              key: { kind: 'GcpCryptoKey', in: 'ring', props: { iamPolicy: null } },
            },
          },
        ),
        'key',
      )
    expect(inRing({ bindings: [['cloudkms.viewer', ['allUsers']]] })).toEqual(['roles/cloudkms.viewer'])
    expect(inRing({})).toBeUndefined()
  })
})

describe('a bucket', () => {
  const bucket = (props: Props, bindings: readonly ShortBinding[] = []) =>
    rolesOn(
      estate({}, { nodes: { bucket: { kind: 'GcpBucket', in: 'project', bindings, props } } }),
      'bucket',
    )
  const viewer: ShortBinding = ['storage.objectViewer', ['allUsers']]

  test('that prevents public access is open to nobody', () => {
    expect(bucket({ publicAccessPrevention: 'enforced' }, [viewer])).toEqual([])
    expect(bucket({ publicAccessPrevention: 'inherited' }, [viewer])).toEqual(['roles/storage.objectViewer'])
  })

  test('is open by its lists where IAM does not overrule them', () => {
    expect(bucket({ publicAcls: ['READER'], uniformAccess: false })).toEqual(['acl:READER'])
    expect(bucket({ publicAcls: ['READER'], uniformAccess: true })).toEqual([])
    expect(bucket({ publicAcls: ['READER'] })).toBeUndefined()
  })
})

test('a dataset is open by its entries, which are its policy', () => {
  const dataset = (access: readonly { readonly [name: string]: string }[]) =>
    rolesOn(
      estate({}, { nodes: { data: { kind: 'GcpBigQueryDataset', in: 'project', props: { access } } } }),
      'data',
    )
  expect(dataset([{ role: 'READER', specialGroup: 'allAuthenticatedUsers' }])).toEqual(['READER'])
  expect(dataset([{ role: 'roles/bigquery.dataViewer', iamMember: 'allUsers' }])).toEqual([
    'roles/bigquery.dataViewer',
  ])
  expect(dataset([{ role: 'READER', specialGroup: 'projectReaders' }])).toEqual([])
})

describe('who may invoke', () => {
  const invoke = (node: Partial<ShortNode>, more: ShortEstate['nodes'] = {}) =>
    deriveEstate(
      estate({}, { nodes: { one: { kind: 'GcpFunction', in: 'project', ...node }, ...more } }),
    ).properties.get('one')?.publicInvoke
  const GEN_1 = { generation: 'GEN_1' }

  test('a function: anyone by a role that holds the permission, nobody by one that does not', () => {
    expect(invoke({ props: GEN_1, bindings: [['cloudfunctions.invoker', ['allUsers']]] })).toBe(true)
    expect(invoke({ props: GEN_1, bindings: [['cloudfunctions.viewer', ['allUsers']]] })).toBe(false)
    expect(invoke({ props: GEN_1, bindings: [['never.heardOf', ['allUsers']]] })).toBeUndefined()
    expect(invoke({ props: GEN_1 })).toBeUndefined()
  })

  test('a function of the second generation: whoever may invoke its service', () => {
    const props = { generation: 'GEN_2', runService: 'service' }
    const service = (more: Partial<ShortNode>) => ({
      service: { kind: 'GcpRunService', in: 'project', ...more },
    })
    const own: readonly ShortBinding[] = [['cloudfunctions.invoker', ['allUsers']]]
    expect(invoke({ props, bindings: own }, service({ bindings: [] }))).toBe(false)
    expect(invoke({ props, bindings: own })).toBeUndefined()
    expect(invoke({ props }, service({ bindings: [['run.invoker', ['allUsers']]] }))).toBe(true)
    expect(invoke({ props }, service({ bindings: [], props: { invokerCheckDisabled: true } }))).toBe(true)
  })
})
