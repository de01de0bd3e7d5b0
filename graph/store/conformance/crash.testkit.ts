import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { diffSnapshots } from '../../snapshot/diff.ts'
import type { Snapshot } from '../../snapshot/records.ts'
import { estate } from './publisher.testkit.ts'
import { ESTATE, publish, type Subject } from './subject.testkit.ts'

/** Milliseconds into a publish at which its process is killed. */
const MOMENTS = [5, 60, 120, 200, 350]
const TIME_LIMIT = 120_000

/** What is stored stays whole, whatever happens to the process that wrote it. */
export function crashClaims(subject: Subject): void {
  describe('restart', () => {
    test('a store that is opened again holds what was published, and goes on from there', async () => {
      const first = await subject.open()
      await publish(first, ESTATE)
      await first.put('Setting', { id: 's', value: 1 })
      const token = await first.writeToken()
      const store = await subject.reopen(first)
      expect(await store.loadSnapshot()).toEqual(ESTATE)
      expect(await store.read('MATCH (s:Setting) RETURN s.value AS value')).toEqual([{ value: 1 }])
      expect(await store.writeToken()).toBe(token)
      expect((await publish(store, ESTATE)).scan.sequence).toBe(2)
      await store.close()
    })

    test(
      'a publish that is killed half-way leaves the old graph or the new one',
      async () => {
        const [left, right] = [estate('left'), estate('right')]
        let store = await subject.open()
        await publish(store, left)
        for (const moment of MOMENTS) {
          await store.close()
          await killPublisher(subject.uriOf(store), moment)
          store = await subject.reopen(store)
          const found = await store.loadSnapshot()
          expect(found !== null && (isEqual(found, left) || isEqual(found, right))).toBe(true)
          const [row] = await store.read('MATCH (s:Scan) RETURN count(s) AS scans, max(s.sequence) AS last')
          expect(row?.scans).toBe(row?.last)
        }
        await publish(store, left)
        expect(isEqual(await store.loadSnapshot(), left)).toBe(true)
        expect(await store.read('MATCH (n:Incoming) RETURN count(n) AS n')).toEqual([{ n: 0 }])
        await store.close()
      },
      TIME_LIMIT,
    )
  })
}

async function killPublisher(uri: string, moment: number): Promise<void> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const script = fileURLToPath(new URL('./publisher.testkit.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', loader, script, uri], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), exited])
  await pause(moment)
  child.kill('SIGKILL')
  await exited
}

function isEqual(found: Snapshot | null, expected: Snapshot): boolean {
  if (found === null) return false
  const { nodes, relationships } = diffSnapshots(found, expected)
  return [nodes, relationships].every(
    ({ added, changed, removed }) => added.length + changed.length + removed.length === 0,
  )
}
