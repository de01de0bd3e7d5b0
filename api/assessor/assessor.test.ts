import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NodeRecord, Snapshot } from '../../graph/snapshot/records.ts'
import type { Progress } from '../../graph/turns.ts'
import { type AskedEstate, type Assessor, createAssessor } from './assessor.ts'

const ACCOUNT = '111111111111'
const ADA = `arn:aws:iam::${ACCOUNT}:user/ada`
const PARTITION = `aws/${ACCOUNT}/global/iam`

/** A user without MFA who is administrator; `users` more who may do nothing. */
function estate(users = 0): Snapshot {
  const node = (id: string, kind: string, props: NodeRecord['props']): NodeRecord => ({
    id,
    kind,
    props: { name: id, provider: 'aws', account: ACCOUNT, region: 'global', ...props },
    partition: PARTITION,
  })
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  const user = { consoleAccess: true, mfaEnabled: false, activeAccessKeys: 0 }
  const nodes = [
    node(ACCOUNT, 'AwsAccount', { name: 'prod', organization: null, serviceControlPolicies: [] }),
    node(ADA, 'AwsIamUser', user),
    node(`${ADA}#inline/all`, 'AwsIamPolicy', { type: 'inline', document: all }),
    ...Array.from({ length: users }, (_, index) => node(`${ADA}${index}`, 'AwsIamUser', user)),
  ]
  const policy = { from: ADA, kind: 'HAS_POLICY', to: `${ADA}#inline/all`, props: {}, partition: PARTITION }
  return {
    nodes: new Map(nodes.map((record) => [record.id, record])),
    relationships: new Map([['policy', policy]]),
    coverage: [],
  }
}

function asked(key: string, users = 0): AskedEstate & { readonly reads: () => number } {
  let reads = 0
  return {
    key,
    options: { now: '2026-11-20T00:00:00Z' },
    snapshot: async () => {
      reads++
      return estate(users)
    },
    reads: () => reads,
  }
}

let assessor: Assessor
beforeEach(() => {
  assessor = createAssessor()
})
afterEach(() => assessor.close())

const FIXES = { name: 'fixes', asked: null } as const

test('fixes of an estate come from another process', async () => {
  const { fixes, risk } = await assessor.ask(asked('one'), FIXES)
  expect(risk).toBeGreaterThan(0)
  expect(fixes.map(({ title }) => title)).toEqual([
    'Remove statement 0 (allows *) of the inline policy all of user ada',
  ])
  expect(assessor.pid()).not.toBe(process.pid)
})

test('an estate is told once for all that is asked of it', async () => {
  const one = asked('one')
  await Promise.all([
    assessor.ask(one, FIXES),
    assessor.ask(one, { name: 'blastRadius', asked: ADA }),
    assessor.ask(one, { name: 'chokePoints', asked: null }),
  ])
  expect(one.reads()).toBe(1)
})

test('an estate that two later ones displaced is told again', async () => {
  const one = asked('one')
  for (const estate of [one, asked('two'), asked('three'), one]) await assessor.ask(estate, FIXES)
  expect(one.reads()).toBe(2)
})

test('what is wrong with a question keeps its class', async () => {
  await expect(
    assessor.ask(asked('one'), { name: 'simulate', asked: [{ change: 'guess' }] }),
  ).rejects.toMatchObject({ name: 'ChangeError' })
  await expect(assessor.ask(asked('one'), { name: 'blastRadius', asked: 'nobody' })).rejects.toMatchObject({
    name: 'UnknownNodeError',
    message: 'no resource has the id nobody',
  })
})

test('when the process is killed what was asked fails, and the next question is answered', async () => {
  await assessor.ask(asked('one'), FIXES)
  const lost = assessor.ask(asked('two', 5_000), FIXES, {
    onProgress: () => void kill(),
  })
  await expect(lost).rejects.toThrow('the process that searches attack paths ended: SIGKILL')
  expect((await assessor.ask(asked('one'), FIXES)).fixes).not.toEqual([])
})

test('an estate that the process had half when it was killed does not pass for the whole', async () => {
  await assessor.ask(asked('one'), FIXES)
  const half = asked('two', 5_000)
  const lost = assessor.ask({ ...half, snapshot: () => kill().then(half.snapshot) }, FIXES)
  await expect(lost).rejects.toThrow('ended while it was told of the estate')
  const { risk } = await assessor.ask(half, FIXES)
  expect(risk).toBeGreaterThan(0)
})

/** Ends the process, and waits until that was seen. */
async function kill(): Promise<void> {
  process.kill(assessor.pid() ?? 0, 'SIGKILL')
  while (assessor.pid() !== null) await setImmediate()
}

test('a question ends with its asker, and others go on', async () => {
  const gone = new AbortController()
  const other = assessor.ask(asked('two', 2_000), FIXES)
  const given = assessor.ask(asked('two', 2_000), FIXES, { signal: gone.signal })
  gone.abort(new Error('the caller hung up'))
  await expect(given).rejects.toThrow('the caller hung up')
  expect((await other).risk).toBeGreaterThan(0)
})

test('how far it is is told while the estate is derived', async () => {
  const seen: Progress[] = []
  await assessor.ask(asked('one', 5_000), FIXES, { onProgress: (progress) => seen.push(progress) })
  expect(seen.map(({ what }) => what)).toContain('deriving access, network and techniques')
})

test('an estate that cannot be read is read again by the next question', async () => {
  const one = asked('one')
  const broken = { ...one, snapshot: () => Promise.reject(new Error('the store is away')) }
  await expect(assessor.ask(broken, FIXES)).rejects.toThrow('the store is away')
  expect((await assessor.ask(one, FIXES)).fixes).not.toEqual([])
})

test('it does not keep a program alive', async () => {
  const script = `
    const { createAssessor } = await import('./api/assessor/assessor.ts')
    const empty = { nodes: new Map(), relationships: new Map(), coverage: [] }
    const estate = { key: 'one', options: { now: '2026-11-20T00:00:00Z' }, snapshot: async () => empty }
    const { risk } = await createAssessor().ask(estate, { name: 'fixes', asked: null })
    console.log(risk)`
  const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  expect(await once(program, 'exit')).toEqual([0, null])
})
