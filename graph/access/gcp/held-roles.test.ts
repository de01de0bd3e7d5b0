import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { deriveEstate, type ShortBinding, type ShortEstate, type ShortNode } from './estate.testkit.ts'

const ROBOT = 'serviceAccount:robot@p.iam.gserviceaccount.com'

interface Given {
  readonly org?: Partial<ShortNode>
  readonly project?: readonly ShortBinding[]
  readonly groups?: ShortEstate['groups']
}

const derivedOn = (
  id: string,
  { org = { bindings: [] }, project = [], groups = {} }: Given,
): Props | undefined =>
  deriveEstate({
    nodes: {
      org: { kind: 'GcpOrganization', ...org },
      project: { kind: 'GcpProject', in: 'org', bindings: project },
      [ROBOT]: {
        kind: 'GcpServiceAccount',
        in: 'project',
        props: { email: 'robot@p.iam.gserviceaccount.com' },
      },
    },
    groups,
  }).properties.get(id)
const onProject = (given: Given) => derivedOn('project', given)

const ann: readonly string[] = ['user:ann@shop.example']

describe('who holds what on a project', () => {
  test('are people, groups and domains by a binding here or above', () => {
    const editors: ShortBinding = ['editor', ['group:dev@shop.example', ROBOT]]
    expect(onProject({ project: [editors], org: { bindings: [['owner', ann]] } })).toMatchObject({
      basicRoleHolders: ['group:dev@shop.example', 'user:ann@shop.example'],
    })
    expect(onProject({ project: [['viewer', ann]] })).toMatchObject({ basicRoleHolders: [] })
  })

  test('is not known to be nobody where a policy above was not read', () => {
    expect(onProject({ org: {} })).not.toHaveProperty('basicRoleHolders')
    expect(onProject({ org: {}, project: [['owner', ann]] })).toMatchObject({ basicRoleHolders: ann })
  })

  test('is not known under a condition that may hold', () => {
    const maybe: ShortBinding = ['owner', ann, "resource.name.startsWith('a')"]
    expect(onProject({ project: [maybe] })).not.toHaveProperty('basicRoleHolders')
    expect(onProject({ project: [['owner', ann, 'false']] })).toMatchObject({ basicRoleHolders: [] })
  })

  test.each(['iam.serviceAccountUser', 'iam.serviceAccountTokenCreator'])(
    '%s lets people act as accounts',
    (role) => {
      expect(onProject({ project: [[role, [...ann, ROBOT]]] })).toMatchObject({ impersonators: ann })
    },
  )

  test('a personal account is one of Gmail, whatever it holds', () => {
    const viewers = ['user:Ann@gmail.com', 'user:bob@shop.example', 'group:all@googlegroups.com']
    expect(onProject({ project: [['viewer', viewers]] })).toMatchObject({
      personalAccounts: ['user:Ann@gmail.com'],
    })
  })

  test('two roles that belong apart are told when one member holds both, wherever', () => {
    const admin: ShortBinding = ['iam.serviceAccountAdmin', ann]
    const user: ShortBinding = ['iam.serviceAccountUser', ann]
    expect(onProject({ project: [admin], org: { bindings: [user] } })).toMatchObject({
      serviceAccountAdminUsers: ann,
    })
    expect(onProject({ project: [admin, ['iam.serviceAccountUser', [ROBOT]]] })).toMatchObject({
      serviceAccountAdminUsers: [],
    })
    const keys: readonly ShortBinding[] = [
      ['cloudkms.admin', ann],
      ['cloudkms.cryptoKeyDecrypter', ann],
    ]
    expect(onProject({ project: keys })).toMatchObject({ keyAdminUsers: ann })
    expect(onProject({ project: keys.slice(1) })).toMatchObject({ keyAdminUsers: [] })
  })
})

test('a service account tells where it is Owner or Editor, and Google’s own does too', () => {
  const google = 'serviceAccount:42-compute@developer.gserviceaccount.com'
  const { properties } = deriveEstate({
    nodes: {
      org: { kind: 'GcpOrganization', bindings: [['storage.admin', [google]]] },
      project: { kind: 'GcpProject', in: 'org', bindings: [['editor', [google]]] },
      [google]: {
        kind: 'GcpServiceAccount',
        in: 'project',
        props: { email: '42-compute@developer.gserviceaccount.com' },
      },
    },
  })
  expect(properties.get(google)).toMatchObject({ basicRoles: ['roles/editor'] })
  expect(properties.get(google)).not.toHaveProperty('adminRoles')
  expect(derivedOn(ROBOT, { project: [['viewer', [ROBOT]]] })).toMatchObject({ basicRoles: [] })
  expect(derivedOn(ROBOT, { org: {} })).not.toHaveProperty('basicRoles')
})

describe('administrator roles of a service account', () => {
  const adminRoles = (given: Given) => derivedOn(ROBOT, given)?.adminRoles

  test('are Owner, Editor and those that end in admin', () => {
    const roles = ['editor', 'compute.instanceAdmin.v1', 'storage.admin', 'storage.objectViewer']
    expect(adminRoles({ project: roles.map((role): ShortBinding => [role, [ROBOT]]) })).toEqual([
      'roles/compute.instanceAdmin.v1',
      'roles/editor',
      'roles/storage.admin',
    ])
  })

  test('are those of the groups that it is known to be in, and of no other', () => {
    const project: readonly ShortBinding[] = [['storage.admin', ['group:deploy@shop.example']]]
    const inside = { 'deploy@shop.example': ['group:robots@shop.example'], 'robots@shop.example': [ROBOT] }
    expect(adminRoles({ project, groups: inside })).toEqual(['roles/storage.admin'])
    expect(adminRoles({ project, groups: { 'deploy@shop.example': ann } })).toEqual([])
  })

  test('are not known where somebody of a group that was not read may be the account', () => {
    const group = ['group:deploy@shop.example']
    expect(adminRoles({ project: [['storage.admin', group]] })).toBeUndefined()
    expect(adminRoles({ project: [['storage.objectViewer', group]] })).toEqual([])
    expect(adminRoles({ project: [['storage.admin', group, 'false']] })).toEqual([])
  })

  test('are none where others hold them, and not known where a policy above was not read', () => {
    expect(adminRoles({ project: [['owner', ann]] })).toEqual([])
    expect(adminRoles({ org: {} })).toBeUndefined()
  })
})

describe('what of data access is recorded', () => {
  const config = (logType: string, ...exemptedMembers: readonly string[]) => ({
    service: 'allServices',
    auditLogConfigs: [{ logType, exemptedMembers }],
  })
  const typesWith = (own: readonly Props[], above: readonly Props[] | null) => {
    const iamPolicy = (auditConfigs: readonly Props[]) => ({ iamPolicy: { bindings: [], auditConfigs } })
    return deriveEstate({
      nodes: {
        org: { kind: 'GcpOrganization', props: above === null ? {} : iamPolicy(above) },
        project: { kind: 'GcpProject', in: 'org', props: iamPolicy(own) },
      },
    }).properties.get('project')?.auditLogTypes
  }

  test('adds up over the levels', () => {
    expect(typesWith([config('DATA_READ')], [config('DATA_WRITE')])).toEqual(['DATA_READ', 'DATA_WRITE'])
    expect(typesWith([], [])).toEqual([])
  })

  test('is not recorded of everybody where somebody is exempt', () => {
    expect(typesWith([config('DATA_READ')], [config('DATA_READ', 'user:a@b.example')])).toEqual([])
  })

  test('for one service alone does not count', () => {
    expect(typesWith([{ ...config('DATA_READ'), service: 'storage.googleapis.com' }], [])).toEqual([])
  })

  test('is not known where a level was not read', () => {
    expect(typesWith([config('DATA_READ')], null)).toBeUndefined()
  })
})
