import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { snapshotOf } from '../../snapshot/arbitrary.testkit.ts'
import type { Props } from '../../snapshot/records.ts'
import { InvalidRecordError, StaleTokenError } from '../errors.ts'
import type { GraphStore, Scan } from '../port.ts'
import { ESTATE, publish, type Subject } from './subject.testkit.ts'

const AT =
  'MATCH (f:Finding) WHERE f.since <= $at AND f.until > $at RETURN f.id AS id, f.status AS status ORDER BY id'
const finding = (id: string, status = 'fail', more: Props = {}): Props => ({ id, status, ...more })

/** What is computed over a scan, and what people write. */
export function collectionClaims(subject: Subject): void {
  describe('collections', () => {
    let store: GraphStore
    beforeEach(async () => {
      store = await subject.open()
    })
    afterEach(() => store.close())

    const nextScan = async (): Promise<Scan> => (await publish(store, ESTATE)).scan
    const at = (scan: Scan) => store.read(AT, { at: scan.sequence })

    test('each scan keeps its own content', async () => {
      const first = await nextScan()
      await store.keep(first, 'Finding', [finding('a'), finding('b'), finding('c')])
      const second = await nextScan()
      const counts = await store.keep(second, 'Finding', [
        finding('a'),
        finding('b', 'excepted'),
        finding('d'),
      ])
      expect(counts).toEqual({ added: 1, changed: 1, removed: 1 })
      expect(await at(first)).toEqual([finding('a'), finding('b'), finding('c')])
      expect(await at(second)).toEqual([finding('a'), finding('b', 'excepted'), finding('d')])
    })

    test('what did not change is not written again', async () => {
      await store.keep(await nextScan(), 'Finding', [finding('a'), finding('b')])
      const counts = await store.keep(await nextScan(), 'Finding', [finding('a'), finding('b')])
      expect(counts).toEqual({ added: 0, changed: 0, removed: 0 })
      expect(await store.read('MATCH (f:Finding) RETURN count(f) AS n')).toEqual([{ n: 2 }])
    })

    test('a record that comes back lives twice', async () => {
      const scans = [await nextScan()]
      await store.keep(await nextScan(), 'Finding', [])
      const first = await nextScan()
      await store.keep(first, 'Finding', [finding('a')])
      const gap = await nextScan()
      await store.keep(gap, 'Finding', [])
      const last = await nextScan()
      await store.keep(last, 'Finding', [finding('a')])
      scans.push(first, gap, last)
      expect(await Promise.all(scans.map(at))).toEqual([[], [finding('a')], [], [finding('a')]])
    })

    test('a second answer for one scan replaces the first', async () => {
      const scan = await nextScan()
      await store.keep(scan, 'Finding', [finding('a'), finding('b')])
      await store.keep(scan, 'Finding', [finding('a', 'excepted')])
      expect(await store.read('MATCH (f:Finding) RETURN f.id AS id, f.status AS status')).toEqual([
        finding('a', 'excepted'),
      ])
    })

    test('an older scan takes no records any more', async () => {
      const old = await nextScan()
      await nextScan()
      await expect(store.keep(old, 'Finding', [finding('a')])).rejects.toThrow(StaleTokenError)
    })

    test('a nested value becomes JSON text, a list of texts stays a list', async () => {
      const steps = [{ from: 'a', to: 'b', conditions: [] }]
      await store.keep(await nextScan(), 'AttackPath', [
        { id: 'p', steps, techniques: ['iam-001'], mixed: [1, 'a'], gone: null, likelihood: 0.5 },
      ])
      expect(
        await store.read(
          'MATCH (p:AttackPath) RETURN p.steps AS steps, p.techniques AS techniques, p.mixed AS mixed, p.gone AS gone, p.likelihood AS likelihood',
        ),
      ).toEqual([
        {
          steps: JSON.stringify(steps),
          techniques: ['iam-001'],
          mixed: '[1,"a"]',
          gone: null,
          likelihood: 0.5,
        },
      ])
    })

    test('two records of one id are refused, and one without an id', async () => {
      const scan = await nextScan()
      await expect(store.keep(scan, 'Finding', [finding('a'), finding('a')])).rejects.toThrow(
        InvalidRecordError,
      )
      await expect(store.keep(scan, 'Finding', [{ status: 'fail' }])).rejects.toThrow('a record has no id')
    })

    test('thousands of records are kept', async () => {
      const many = Array.from({ length: 12_000 }, (_, at) => finding(`f-${at}`))
      const scan = await nextScan()
      expect(await store.keep(scan, 'Finding', many)).toEqual({ added: 12_000, changed: 0, removed: 0 })
      expect(
        await store.read('MATCH (f:Finding) WHERE f.until > $at RETURN count(f) AS n', { at: scan.sequence }),
      ).toEqual([{ n: 12_000 }])
    })

    test('a scan is complete once it is said to be', async () => {
      const scan = await nextScan()
      const complete = () => store.read('MATCH (s:Scan) RETURN s.complete AS complete')
      expect(await complete()).toEqual([{ complete: false }])
      await store.completeScan(scan)
      expect(await complete()).toEqual([{ complete: true }])
    })

    test('what people write outlives scans, is replaced as a whole and can be removed', async () => {
      await store.put('Exception', { id: 'e', reason: 'accepted', rules: ['a'] })
      await publish(store, snapshotOf([]))
      await store.put('Exception', { id: 'e', reason: 'until May' })
      const all = () =>
        store.read('MATCH (e:Exception) RETURN e.id AS id, e.reason AS reason, e.rules AS rules')
      expect(await all()).toEqual([{ id: 'e', reason: 'until May', rules: null }])
      await store.remove('Exception', 'e')
      expect(await all()).toEqual([])
    })
  })
}
