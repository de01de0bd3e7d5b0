import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const INSTANCE = 'compute.googleapis.com/Instance'
const PROJECT = 'compute.googleapis.com/Project'
const ONE = named(INSTANCE, 'zones/z/instances/one')

const instance = (data: object) => ({ type: INSTANCE, name: 'zones/z/instances/one', data })
const metadata = (items: { readonly [key: string]: string }) => ({
  items: Object.entries(items).map(([key, value]) => ({ key, value })),
})
const project = (items: { readonly [key: string]: string }) => ({
  type: PROJECT,
  name: '//compute.googleapis.com/projects/p',
  data: { name: 'p', commonInstanceMetadata: metadata(items) },
})

test('metadata of the project holds for an instance that does not say otherwise', async () => {
  const shared = project({ 'serial-port-enable': 'TRUE', 'enable-oslogin': 'true' })
  const { props } = await assetsOf(instance({}), shared)
  expect(props(ONE)).toMatchObject({ serialPortEnabled: true, osLogin: true })
  const own = await assetsOf(instance({ metadata: metadata({ 'serial-port-enable': '0' }) }), shared)
  expect(own.props(ONE)).toMatchObject({ serialPortEnabled: false, osLogin: true })
})

test('what the project says is not known where its settings were not read', async () => {
  const alone = await assetsOf(instance({}))
  expect(alone.props(ONE)).not.toHaveProperty('serialPortEnabled')
  expect(alone.props(ONE)).not.toHaveProperty('osLogin')
  const read = await assetsOf(instance({}), project({}))
  expect(read.props(ONE)).toMatchObject({ serialPortEnabled: false, osLogin: false })
})

test('SSH keys of the project are refused by the instance alone', async () => {
  const shared = project({ 'block-project-ssh-keys': 'TRUE' })
  const { props } = await assetsOf(instance({}), shared)
  expect(props(ONE)).toMatchObject({ blockProjectSshKeys: false })
  const own = await assetsOf(instance({ metadata: metadata({ 'block-project-ssh-keys': '1' }) }))
  expect(own.props(ONE)).toMatchObject({ blockProjectSshKeys: true })
})

test('keys of metadata are told apart by case', async () => {
  const { props } = await assetsOf(
    instance({ metadata: metadata({ 'Serial-Port-Enable': 'TRUE' }) }),
    project({}),
  )
  expect(props(ONE)).toMatchObject({ serialPortEnabled: false })
})

test('settings of Compute Engine are told of the project, which keeps its name and policy', async () => {
  const { node } = await assetsOf(project({ 'enable-oslogin': 'TRUE' }), {
    type: 'cloudresourcemanager.googleapis.com/Project',
    name: '//cloudresourcemanager.googleapis.com/projects/42',
    data: { projectId: '111111111111', name: 'Shop' },
    bindings: [],
  })
  expect(node('111111111111')).toMatchObject({ kind: 'GcpProject', props: { osLogin: true } })
  expect(node('111111111111')?.props).not.toHaveProperty('iamPolicy')
})
