import { chmod, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { writeNdjson } from '../../graph/snapshot/ndjson.ts'
import { awsFiles } from './aws.ts'
import { COLLECTORS, folderOf } from './files.testkit.ts'
import type { Limits } from './limits.ts'
import { readInputs } from './read.ts'

const read = (paths: readonly string[], limits: Partial<Limits> = {}) =>
  readInputs(paths, { providers: [awsFiles(COLLECTORS)], limits })

const USERS = JSON.stringify({ Users: [{ UserName: 'ada', Arn: 'arn:aws:iam::111122223333:user/ada' }] })
const VPCS = (...owners: readonly string[]) =>
  JSON.stringify({ Vpcs: owners.map((OwnerId) => ({ OwnerId })) })
const partitions = async (paths: readonly string[]) =>
  (await read(paths)).jobs.map(
    ({ partition }) => `${partition.account}/${partition.region}/${partition.service}`,
  )

describe('an export', () => {
  test('may hold several accounts', async () => {
    const folder = await folderOf({
      '111122223333/global/iam/list-users.json': USERS,
      '444455556666/us-east-1/ec2/describe-vpcs.json': VPCS(),
    })
    expect(await partitions([folder])).toEqual([
      '111122223333/global/iam',
      '444455556666/global/iam',
      '444455556666/us-east-1/ec2',
    ])
  })

  test('may lie in folders of its own', async () => {
    const folder = await folderOf({ 'exports/202611210345/111122223333/global/iam/list-users.json': USERS })
    expect(await partitions([folder])).toEqual(['111122223333/global/iam'])
  })

  test('may be given as the folder of one account', async () => {
    const folder = await folderOf({ '111122223333/global/iam/list-users.json': USERS })
    expect(await partitions([join(folder, '111122223333')])).toEqual(['111122223333/global/iam'])
  })

  test('may have notes and hidden files in it', async () => {
    const folder = await folderOf({
      '111122223333/global/iam/list-users.json': USERS,
      '111122223333/README.md': 'text',
      '111122223333/.notes/broken.json': '{',
      'expected.json': 'not JSON',
    })
    expect(await partitions([folder])).toEqual(['111122223333/global/iam'])
  })

  test('is refused when the same account lies in it twice', async () => {
    const files = { '111122223333/global/iam/list-users.json': USERS }
    const [one, other] = [await folderOf(files), await folderOf(files)]
    await expect(read([one, other])).rejects.toThrow(/holds the same account as/)
  })

  test.each([
    ['truncated', '{"Users": [', /list-users\.json:1: ends in the middle/],
    ['empty', '', /list-users\.json: is empty/],
    ['no object', '[]', /list-users\.json: is not an output of the AWS CLI/],
  ])('is refused for a file that is %s', async (_, content, message) => {
    const folder = await folderOf({
      '111122223333/global/iam/get-account-authorization-details.json': '{}',
      '111122223333/global/iam/list-users.json': content,
    })
    await expect(read([folder])).rejects.toThrow(message)
  })

  test('is checked in the files that no collector asks for, too', async () => {
    const folder = await folderOf({
      '111122223333/global/iam/list-users.json': USERS,
      '111122223333/us-east-1/ecs/list-clusters.json': '{"clusterArns": ',
    })
    await expect(read([folder])).rejects.toThrow(/list-clusters\.json/)
  })

  test('is refused for a file over the limit', async () => {
    const folder = await folderOf({ '111122223333/global/iam/list-users.json': USERS })
    await expect(read([folder], { fileBytes: 20 })).rejects.toThrow(
      /list-users\.json: has \d+ bytes, over the limit/,
    )
  })

  test('is refused for too many files', async () => {
    const folder = await folderOf({ 'a.json': '{}', 'b.json': '{}' })
    await expect(read([folder], { files: 1 })).rejects.toThrow(/holds more than 1 files/)
  })

  test('is refused for a region that is none', async () => {
    const folder = await folderOf({ '111122223333/useast1/iam/list-users.json': USERS })
    await expect(read([folder])).rejects.toThrow(/"useast1", which is neither "global" nor a region/)
  })

  test('is refused for a link', async () => {
    const folder = await folderOf({ '111122223333/global/iam/list-users.json': USERS })
    await symlink('/etc/passwd', join(folder, '111122223333/global/iam/list-groups.json'))
    await expect(read([folder])).rejects.toThrow(/list-groups\.json: is a link or device/)
  })

  test('is refused when errors.json has another form', async () => {
    const folder = await folderOf({
      '111122223333/global/iam/list-users.json': USERS,
      '111122223333/errors.json': '{"call": "x"}',
    })
    await expect(read([folder])).rejects.toThrow(/errors\.json: is not \[\{ call, code \}\]/)
  })

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('is refused for a file that may not be read', async () => {
    const folder = await folderOf({ '111122223333/global/iam/list-users.json': USERS })
    await chmod(join(folder, '111122223333/global/iam/list-users.json'), 0)
    await expect(read([folder])).rejects.toThrow(/list-users\.json: cannot be read: permission denied/)
  })
})

describe('a loose file', () => {
  test('is known by its keys and says which account it is from', async () => {
    const folder = await folderOf({ 'whatever.json': USERS })
    expect(await partitions([join(folder, 'whatever.json')])).toEqual(['111122223333/global/iam'])
  })

  test('of account authorization details ignores the ARNs of policies that AWS manages', async () => {
    const details = {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [{ Arn: 'arn:aws:iam::111122223333:role/a' }],
      Policies: [{ Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    }
    const folder = await folderOf({ 'iam.json': JSON.stringify(details) })
    expect(await partitions([folder])).toEqual(['111122223333/global/iam'])
  })

  test('takes its region from the files beside it', async () => {
    const subnets = { Subnets: [{ OwnerId: '111122223333', AvailabilityZone: 'eu-west-1b' }] }
    const folder = await folderOf({ 'a.json': VPCS('111122223333'), 'b.json': JSON.stringify(subnets) })
    expect(await partitions([folder])).toEqual(['111122223333/global/iam', '111122223333/eu-west-1/ec2'])
  })

  test('whose region stays open is refused with the place for it', async () => {
    const folder = await folderOf({ 'vpcs.json': VPCS('111122223333') })
    await expect(read([join(folder, 'vpcs.json')])).rejects.toThrow(
      /does not say which region it is from: put it at ACCOUNT\/REGION\/ec2\/describe-vpcs\.json/,
    )
  })

  test('that answers the same call as another is refused', async () => {
    const folder = await folderOf({ 'a.json': USERS, 'b.json': USERS })
    await expect(read([folder])).rejects.toThrow(/b\.json: answers the same call as .*a\.json/)
  })

  test('of two accounts is refused', async () => {
    const folder = await folderOf({ 'vpcs.json': VPCS('111122223333', '444455556666') })
    await expect(read([folder])).rejects.toThrow(/lists things of more than one account/)
  })

  test('of another kind is refused, with what is accepted', async () => {
    const folder = await folderOf({ 'package.json': '{"name": "x"}' })
    await expect(read([join(folder, 'package.json')])).rejects.toThrow(
      /package\.json: is not an output that is known.*Accepted:/,
    )
  })

  test('that is no JSON at all is refused, with what is accepted', async () => {
    const folder = await folderOf({ 'a.bin': 'MZ\u0000\u0001' })
    await expect(read([join(folder, 'a.bin')])).rejects.toThrow(
      /a\.bin: is not a form of input that is known.*Accepted:/,
    )
  })
})

describe('a snapshot', () => {
  const node = { id: '111122223333', kind: 'AwsAccount', props: { name: 'a' } }
  const snapshot = { nodes: new Map([[node.id, node]]), relationships: new Map(), coverage: [] }
  const text = [...writeNdjson(snapshot)].join('')

  test('is read back', async () => {
    const folder = await folderOf({ 'export.ndjson': text })
    expect((await read([join(folder, 'export.ndjson')])).snapshot).toEqual(snapshot)
  })

  test('is read back from gzip', async () => {
    const folder = await folderOf({ 'export.gz': gzipSync(text) })
    expect((await read([join(folder, 'export.gz')])).snapshot).toEqual(snapshot)
  })

  test('that is cut off is refused', async () => {
    const folder = await folderOf({ 'export.ndjson': `${text.split('\n')[0]}\n` })
    await expect(read([join(folder, 'export.ndjson')])).rejects.toThrow(/export\.ndjson: .*cut off/)
  })

  test('over the limit is refused', async () => {
    const folder = await folderOf({ 'export.gz': gzipSync(text) })
    await expect(read([join(folder, 'export.gz')], { snapshotBytes: 50 })).rejects.toThrow(
      /over the limit of 50 bytes/,
    )
  })
})

test('a path that does not exist is named', async () => {
  await expect(read(['/nowhere/at/all'])).rejects.toThrow('/nowhere/at/all: does not exist')
})

test('an empty folder is refused', async () => {
  await expect(read([await folderOf({})])).rejects.toThrow(/holds no JSON file/)
})
