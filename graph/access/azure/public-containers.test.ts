import { describe, expect, test } from 'vitest'
import { TECHNIQUE } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { ACCOUNT, derive, OPEN } from './derive.testkit.ts'

describe('containers without a login', () => {
  const CONTAINER = `${ACCOUNT}/blobservices/default/containers/c`
  const withAccount = (account: Props, publicAccess: string | null = 'Blob') =>
    derive({
      nodes: [
        [ACCOUNT, 'AzureStorageAccount', { blobPublicAccess: true, ...OPEN, ...account }],
        [CONTAINER, 'AzureBlobContainer', { publicAccess }],
      ],
      related: [
        [ACCOUNT, 'CONTAINS', CONTAINER],
        [ACCOUNT, 'CONTAINS', 'nothing'],
      ],
    })

  test('are read from the Internet, and the container is the one thing to close', () => {
    const found = withAccount({})
    expect(found.edges).toEqual([
      {
        from: 'Internet',
        to: CONTAINER,
        kind: 'CAN_READ',
        technique: 'az-storage-anonymous-blob',
        attack: ['T1530'],
        likelihood: TECHNIQUE.disruptive,
        conditions: [],
        evidence: [{ type: 'setting', id: CONTAINER, detail: 'publicAccess is Blob' }],
        provenance: {
          id: CONTAINER,
          type: 'setting',
          edit: { change: 'set', resource: CONTAINER, property: 'publicAccess', value: 'None' },
        },
      },
    ])
    expect(found.nodes).toEqual([{ id: 'Internet', kind: 'Internet', props: { name: 'Internet' } }])
    expect(found.properties.get(CONTAINER)).toEqual({ publiclyReadable: true, exposure: 'internet' })
    expect(found.properties.get(ACCOUNT)).toEqual({ publiclyReadable: true, exposure: 'internet' })
  })

  test('that list their blobs are read more easily', () => {
    expect(withAccount({}, 'Container').edges[0]?.likelihood).toBe(TECHNIQUE.apiCall)
  })

  test.each([['None'], [null]])('are no containers of level %s', (level) => {
    expect(withAccount({}, level)).toMatchObject({ edges: [], nodes: [], blocked: [] })
  })

  test.each([
    ['blobPublicAccess', { blobPublicAccess: false }],
    ['blobPublicAccess', { blobPublicAccess: null }],
    ['publicNetworkAccess', { publicNetworkAccess: false }],
    ['defaultAction', { defaultAction: 'Deny' }],
  ])('are closed by %s of the account', (type, account) => {
    const found = withAccount(account)
    expect(found.edges).toEqual([])
    const told = derive({
      assignments: [['ada', 'Machines', '/subscriptions/other']],
      nodes: [
        [ACCOUNT, 'AzureStorageAccount', { blobPublicAccess: true, ...OPEN, ...account }],
        [CONTAINER, 'AzureBlobContainer', { publicAccess: 'Blob' }],
      ],
      related: [[ACCOUNT, 'CONTAINS', CONTAINER]],
    })
    expect(told.blocked).toEqual([
      {
        from: 'Internet',
        to: CONTAINER,
        kind: 'CAN_READ',
        technique: 'az-storage-anonymous-blob',
        by: { type, id: ACCOUNT, detail: `${type} of the account keeps anonymous readers out` },
      },
    ])
    expect(told.nodes.map(({ id }) => id)).not.toContain('Internet')
  })

  test.each([
    [['classification=confidential'], 'high'],
    [['owner=x', 'Data-Classification=Secret'], 'high'],
    [['datasensitivity=restricted'], 'high'],
    [['xclassification=confidential'], undefined],
    [['classification=public'], undefined],
    [undefined, undefined],
  ])('are as dear as the tags of the account say: %s', (tags, sensitivity) => {
    const { properties } = withAccount(tags === undefined ? {} : { tags })
    expect(properties.get(CONTAINER)?.sensitivity).toBe(sensitivity)
  })
})
