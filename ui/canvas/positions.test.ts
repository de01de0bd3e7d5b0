import { expect, test } from 'vitest'
import { readPositions, writePositions } from './positions.ts'

/** A browser's storage, as far as the positions use it. */
function memory(): Storage {
  const store = Object.create(null)
  return Object.defineProperties(store, {
    getItem: { value: (key: string) => store[key] ?? null },
    setItem: { value: (key: string, value: string) => Object.assign(store, { [key]: value }) },
    removeItem: { value: (key: string) => Reflect.deleteProperty(store, key) },
  })
}

test('positions come back after a reload', () => {
  const storage = memory()
  writePositions(storage, 'path 1', new Map([['a', { x: 3, y: -4 }]]))
  expect(readPositions(storage, 'path 1').get('a')).toEqual({ x: 3, y: -4 })
})

test('positions of another scene are not used', () => {
  const storage = memory()
  writePositions(storage, 'path 1', new Map([['a', { x: 3, y: -4 }]]))
  expect(readPositions(storage, 'path 2').size).toBe(0)
})

test('stored text that is damaged counts as none', () => {
  const storage = memory()
  storage.setItem('chokepoint canvas path 1', '{"nodes":[["a","left",null],')
  expect(readPositions(storage, 'path 1').size).toBe(0)
})

test('only the newest twenty scenes are kept', () => {
  const storage = memory()
  for (let scene = 0; scene < 25; scene++)
    writePositions(storage, `path ${scene}`, new Map([['a', { x: 1, y: 1 }]]), scene)
  expect([readPositions(storage, 'path 4').size, readPositions(storage, 'path 5').size]).toEqual([0, 1])
})
