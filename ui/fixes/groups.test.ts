import { expect, test } from 'vitest'
import { groupsOf } from './groups.ts'

const fix = (fixId: string, share: number, accounts: readonly string[], name: string) => ({
  fixId,
  title: fixId,
  share,
  removesPaths: 1,
  accounts,
  source: { key: name, type: 'policy', name },
})
const FIXES = [fix('a', 0.1, ['1'], 'p'), fix('b', 0.5, ['1', '2'], 'q'), fix('c', 0.3, [], 'p')]

test('a fix of several accounts is in the group of each', () => {
  expect(groupsOf(FIXES, 'account').map(({ name, fixIds }) => [name, fixIds])).toEqual([
    ['1', ['a', 'b']],
    ['2', ['b']],
    ['In no single account', ['c']],
  ])
})

test('edits of one source stand together, with the best one named', () => {
  expect(groupsOf(FIXES, 'source').map(({ name, best }) => [name, best.title])).toEqual([
    ['q', 'b'],
    ['p', 'c'],
  ])
})
