import { expect, test } from 'vitest'
import type { Snapshot } from '../../snapshot/records.ts'
import { ChangeError } from './change.ts'
import { applyChanges, readChange } from './index.ts'

const PROJECT = 'shop-prod'
const binding = (role: string) => ({ role, members: ['user:ann@example.com'] })
const bindings = [binding('roles/viewer'), binding('roles/editor'), binding('roles/owner')]
const facts: Snapshot = {
  nodes: new Map([
    [PROJECT, { id: PROJECT, kind: 'GcpProject', props: { name: 'Shop', iamPolicy: { bindings } } }],
  ]),
  relationships: new Map(),
  coverage: [],
}

const after = (...places: readonly number[]) =>
  applyChanges(
    facts,
    places.map((statement) => readChange({ change: 'remove-binding', on: PROJECT, statement })),
  ).nodes.get(PROJECT)?.props.iamPolicy

test('the binding goes, and the others stay', () => {
  expect(after(1)).toEqual({ bindings: [bindings[0], bindings[2]] })
})

test('bindings are counted in the policy as it was', () => {
  expect(after(0, 2)).toEqual({ bindings: [bindings[1]] })
})

test('a binding that is not there is refused', () => {
  expect(() => after(3)).toThrow(ChangeError)
})

test('people are told which role to take away', () => {
  const change = readChange({ change: 'remove-binding', on: PROJECT, statement: 2 })
  expect(change.instructions((id) => facts.nodes.get(id)).title).toBe(
    'Take roles/owner on Shop away from its members',
  )
})
