import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { awsFiles } from './aws.ts'
import { COLLECTORS, folderOf } from './files.testkit.ts'
import type { Limits } from './limits.ts'
import { readInputs } from './read.ts'

type EntryHeader = Partial<Header> & { readonly name: string }

async function tarOf(...entries: readonly (readonly [header: EntryHeader | string, content?: string])[]) {
  const packing = pack()
  for (const [header, content = ''] of entries) {
    packing.entry(typeof header === 'string' ? { name: header } : header, content)
  }
  packing.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packing) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function read(archive: Uint8Array, limits: Partial<Limits> = {}) {
  const folder = await folderOf({ 'export.tar.gz': archive })
  return readInputs([join(folder, 'export.tar.gz')], { providers: [awsFiles(COLLECTORS)], limits })
}

const LIST = '111122223333/global/iam/list-users.json'
const USERS = '{"Users": []}'

test('a tar.gz is read like the folder it was made from', async () => {
  const { jobs } = await read(gzipSync(await tarOf([`./${LIST}`, USERS])))
  expect(await jobs[0]?.source.call('iam list-users')).toEqual({ Users: [] })
})

test('a tar without gzip is read, too', async () => {
  const { jobs } = await read(await tarOf([LIST, USERS]))
  expect(jobs.map((job) => job.partition.account)).toEqual(['111122223333'])
})

test('long names and folders are no entries of their own', async () => {
  const name = `111122223333/global/iam/get-login-profile/${'a'.repeat(180)}.json`
  const { jobs } = await read(
    await tarOf([{ name: '111122223333/', type: 'directory' }], [name, '{"LoginProfile": {}}']),
  )
  expect(await jobs[0]?.source.call('iam get-login-profile', { UserName: 'a'.repeat(180) })).toEqual({
    LoginProfile: {},
  })
})

test.each(['../../etc/cron.d/x.json', '/etc/x.json', 'a/../../x.json', '..\\x.json', 'C:\\x.json'])(
  'the entry %s points outside and is refused',
  async (name) => {
    await expect(read(await tarOf([LIST, USERS], [name, USERS]))).rejects.toThrow(
      /points outside the archive/,
    )
  },
)

test.each(['symlink', 'link', 'character-device', 'fifo'] as const)('a %s is refused', async (type) => {
  const entry = { name: LIST, type, linkname: '/etc/passwd' }
  await expect(read(await tarOf([entry]))).rejects.toThrow(/only files and folders are read/)
})

test('a truncated tar.gz is refused', async () => {
  const whole = gzipSync(await tarOf([LIST, JSON.stringify({ Users: [...'abcdefgh'.repeat(400)] })]))
  await expect(read(whole.subarray(0, whole.length - 30))).rejects.toThrow(/archive was cut off/)
})

test('a tar that ends between two entries is refused', async () => {
  const whole = await tarOf([LIST, USERS], ['111122223333/errors.json', '[]'])
  await expect(read(whole.subarray(0, 1024))).rejects.toThrow(/archive was cut off/)
})

test('a file over the limit is refused by its name', async () => {
  const archive = await tarOf([LIST, USERS])
  await expect(read(archive, { fileBytes: 5 })).rejects.toThrow(
    /export\.tar\.gz!.*list-users\.json: has 13 bytes/,
  )
})

test('an archive that unpacks to too much is refused while it is read', async () => {
  const archive = gzipSync(await tarOf(['notes.txt', 'x'.repeat(100_000)], [LIST, USERS]))
  await expect(read(archive, { archiveBytes: 50_000 })).rejects.toThrow(/unpacks to more than the limit/)
})

test('too many entries are refused', async () => {
  await expect(read(await tarOf([LIST, USERS], ['b', ''], ['c', '']), { files: 2 })).rejects.toThrow(
    /more than 2 files/,
  )
})

test('gzip of something else is refused, with what is accepted', async () => {
  await expect(read(gzipSync('hello'))).rejects.toThrow(/not a form of input that is known.*Accepted/)
})
