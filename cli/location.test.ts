import { expect, test } from 'vitest'
import { storeUri } from './location.ts'

const HOME = '/home/ann'

test('the option, then CHOKEPOINT_STORE, then NEO4J_URI name the store', () => {
  const env = { HOME, CHOKEPOINT_STORE: 'file:/a', NEO4J_URI: 'bolt://b' }
  expect(storeUri('memory:', env)).toBe('memory:')
  expect(storeUri(undefined, env)).toBe('file:/a')
  expect(storeUri(undefined, { HOME, NEO4J_URI: 'bolt://b' })).toBe('bolt://b')
})

test('a variable that is set to nothing names no store', () => {
  expect(storeUri(undefined, { HOME, CHOKEPOINT_STORE: '', NEO4J_URI: '', XDG_DATA_HOME: '/data' })).toBe(
    'file:/data/chokepoint/estate.grafeo',
  )
})
