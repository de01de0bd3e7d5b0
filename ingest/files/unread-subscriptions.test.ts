import { expect, test } from 'vitest'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'
import { unreadSubscriptions } from './unread-subscriptions.ts'

const TENANT = 'aaaaaaaa-2222-3333-4444-555555555555'
const HELD = '11111111-2222-3333-4444-555555555555'
const LISTED = '22222222-2222-3333-4444-555555555555'
const BELOW = '33333333-2222-3333-4444-555555555555'
const GROUP = '/providers/Microsoft.Management/managementGroups/platform'
const NOW = '2026-11-27T00:00:00Z'

/** A tenant that lists two subscriptions and has a third in a group; one of them is in the export. */
const EXPORT = {
  [`${TENANT}/global/management/subscriptions.json`]: JSON.stringify(
    [HELD, LISTED].map((id) => ({ id: `/subscriptions/${id}`, subscriptionId: id, tenantId: TENANT })),
  ),
  [`${TENANT}/global/management/groups.json`]: JSON.stringify([
    { id: GROUP, name: 'platform', properties: {} },
  ]),
  [`${TENANT}/global/management/descendants/${encodeURIComponent(GROUP.toLowerCase())}.json`]: JSON.stringify(
    [{ id: `/subscriptions/${BELOW.toUpperCase()}`, properties: { parent: { id: GROUP } } }],
  ),
  [`${HELD}/global/resources/groups.json`]: '[]',
}

async function unread(files: { readonly [path: string]: string }, previous: Snapshot | null = null) {
  const { jobs } = await readInputs([await folderOf(files)], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs)
  return unreadSubscriptions(partitions, previous)
}
const accounts = async (...given: Parameters<typeof unread>) =>
  (await unread(...given)).map(({ coverage }) => `${coverage.account} ${coverage.service} ${coverage.state}`)

test('a subscription that the tenant names and no export holds stands in the ledger as not read', async () => {
  expect((await accounts(EXPORT)).sort()).toEqual([
    `${LISTED} resources UNSUPPORTED`,
    `${BELOW} resources UNSUPPORTED`,
  ])
})

test('one that an earlier scan read is left as it was read', async () => {
  const previous = mergePartitions(null, await unread(EXPORT), NOW)
  expect(await accounts(EXPORT, previous)).toEqual([])
})

test('a tenant whose management groups were refused names only what it lists', async () => {
  const refused = {
    [`${TENANT}/errors.json`]: '[{"call": "management groups", "code": "AuthorizationFailed"}]',
  }
  const { [`${TENANT}/global/management/subscriptions.json`]: listed = '' } = EXPORT
  expect(
    await accounts({
      ...refused,
      [`${TENANT}/global/management/subscriptions.json`]: listed,
      [`${HELD}/global/resources/groups.json`]: '[]',
    }),
  ).toEqual([`${LISTED} resources UNSUPPORTED`])
})
