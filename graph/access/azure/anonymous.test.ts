import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { can, whoCan } from '../can.ts'
import { factsOf, GROUP, node } from './can.testkit.ts'

const LAKE = `${GROUP}/providers/microsoft.storage/storageaccounts/lake`
const BLOBS = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs'
const container = (name: string) => `${LAKE}/blobservices/default/containers/${name}`
const holds = (name: string, publicAccess?: string | null): NodeRecord =>
  node(container(name), 'AzureBlobContainer', publicAccess === undefined ? {} : { publicAccess })
const OPEN: Props = { blobPublicAccess: true, publicNetworkAccess: true }

/** An account that holds what it is told to hold, and something that was not read. */
const account = (props: Props | null, ...inside: readonly NodeRecord[]) =>
  factsOf(
    [...(props === null ? [] : [node(LAKE, 'AzureStorageAccount', props)]), ...inside],
    [...inside.map(({ id }) => id), `${LAKE}/gone`].map((to) => ({
      from: LAKE,
      kind: 'CONTAINS',
      to,
      props: {},
    })),
  )
const nameless = (facts: ReturnType<typeof account>, resource: string, action = `${BLOBS}/read`) =>
  can(facts, { principal: '*', action, resource })
const by = (...names: readonly string[]) =>
  names.map((name) => ({
    policy: container(name),
    statement: 0,
    effect: 'Allow',
    layer: 'anonymous-access',
    sid: null,
  }))

// https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
describe('without a login', () => {
  const NOBODY = { decision: 'denied', by: [], conditions: [], reason: 'nobody may without a login' }

  test('anyone reads the blobs of a container that is open, and of no other', () => {
    const facts = account(OPEN, holds('open', 'Container'), holds('shut', null))
    const answer = {
      decision: 'allowed',
      by: by('open'),
      conditions: [],
      reason: 'the container lets anyone read',
    }
    expect(nameless(facts, container('open'))).toEqual(answer)
    expect(nameless(facts, `${container('open')}/blobs/a/b`)).toEqual(answer)
    expect(nameless(facts, container('shut'))).toEqual(NOBODY)
  })

  test.each(['write', 'delete', 'tags/read'])('nobody does %s', (verb) => {
    expect(nameless(account(OPEN, holds('open', 'Blob')), container('open'), `${BLOBS}/${verb}`)).toEqual(
      NOBODY,
    )
  })

  test('of an account anyone reads what lies in those of its containers that are open', () => {
    const queue = node(`${LAKE}/queueservices/default/queues/q`, 'AzureQueue', {})
    const facts = account(OPEN, holds('one', 'Blob'), holds('shut', 'None'), queue, holds('two', 'Container'))
    expect(nameless(facts, LAKE)).toEqual({
      decision: 'conditional',
      by: by('one', 'two'),
      conditions: [{ key: 'container', detail: 'only blobs of one, two' }],
      reason: 'anyone may read blobs of one, two',
    })
    expect(nameless(account(OPEN, holds('shut', 'None')), LAKE)).toEqual(NOBODY)
  })

  const notKnown = { key: 'account-not-read', detail: `whether ${LAKE} lets containers be anonymous` }
  const network = { key: 'network-path', detail: "the service's firewall lets the attacker in" }
  test.each<[string, Props, string | undefined, object]>([
    [
      'the container',
      OPEN,
      undefined,
      { key: 'container-not-read', detail: `who may read ${container('c')}` },
    ],
    ['the account', { publicNetworkAccess: true }, 'Blob', notKnown],
    ['the way past the firewall', { ...OPEN, defaultAction: 'Deny' }, 'Blob', network],
  ])('it stays open where %s is not known', (_, props, level, condition) => {
    const facts = account(props, holds('c', level))
    expect(nameless(facts, container('c'))).toMatchObject({
      decision: 'conditional',
      conditions: [condition],
    })
    expect(nameless(facts, LAKE).conditions).toEqual([
      { key: 'container', detail: 'only blobs of c' },
      condition,
    ])
  })

  test('a container that was not found may be open, unless its account was not found either', () => {
    expect(nameless(account(OPEN), container('c')).conditions).toMatchObject([{ key: 'container-not-read' }])
    expect(nameless(account(null), container('c'))).toEqual(NOBODY)
    expect(nameless(account(OPEN), GROUP)).toEqual(NOBODY)
  })

  test('everybody who was read may what anyone may, and nobody is told twice', () => {
    const facts = account({ ...OPEN, hierarchicalNamespace: true }, holds('open', 'Blob'))
    const asked = { action: `${BLOBS}/read`, resource: container('open') }
    expect(whoCan(facts, asked).map(({ principal }) => principal)).toEqual(['Internet', 'ada', 'team'])
  })
})

// https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-access-control-model
describe('access lists of a data lake', () => {
  const CLOSED: Props = { blobPublicAccess: false }
  const LISTS = { key: 'file-access-lists', detail: `access lists of files and folders in ${LAKE}` }
  const FILES = 'data:microsoft.storage/storageaccounts/fileservices/fileshares/files/read'
  const open = (props: Props | null, action: string, resource: string) =>
    can(account(props), { principal: 'ada', action, resource }).conditions

  test('may let somebody do what no role does with its blobs', () => {
    const lake = { ...CLOSED, hierarchicalNamespace: true }
    expect(open(lake, `${BLOBS}/read`, container('c'))).toEqual([LISTS])
    expect(open(lake, `${BLOBS}/write`, LAKE)).toEqual([LISTS])
    expect(open(lake, FILES, LAKE)).toEqual([])
    expect(open(lake, 'microsoft.storage/storageaccounts/write', LAKE)).toEqual([])
    expect(open(lake, `${BLOBS}/read`, GROUP)).toEqual([])
  })

  test.each<[string, Props | null]>([
    ['has none', CLOSED],
    ['was told to have none', { ...CLOSED, hierarchicalNamespace: false }],
    ['was not read', null],
  ])('are none where the account %s', (_, props) => {
    expect(open(props, `${BLOBS}/read`, container('c'))).toEqual([])
  })
})
