import { expect, test } from 'vitest'
import { estateFrom } from './estate.testkit.ts'
import { assignmentEvidence } from './evidence.ts'

const blocks = (...actions: readonly string[]) => actions.map((one) => ({ actions: [one] }))
const roles = {
  one: blocks('*'),
  four: blocks('a/read', 'a/write', '*/delete', 'a/read'),
  eleven: blocks(...Array.from({ length: 10 }, (_, at) => `a/x${at}`), 'a/write'),
}
const told = (role: string, ...actions: readonly string[]) => {
  const [assignment] = estateFrom({ roles, assignments: [['ada', role, 'sub']] }).assignments
  return assignment && assignmentEvidence({ placeOf: (scope) => `<${scope}>` }, assignment, actions)
}

test('an assignment is told with its role, its place and the actions', () => {
  expect(told('one', 'a/read', 'a/write')).toEqual([
    {
      type: 'role-assignment',
      id: 'assignment/0',
      statement: 0,
      detail: 'one at </subscriptions/s> grants a/read, a/write',
    },
  ])
})

test.each<[string, readonly string[], readonly number[]]>([
  ['four', ['a/write'], [1]],
  ['four', ['a/delete', 'a/write', 'a/read'], [0, 1, 2]],
  ['four', ['b/delete', 'a/delete'], [2]],
  ['four', ['a/write', 'b/write'], [1]],
  ['four', ['b/write'], []],
  ['eleven', ['a/write', 'a/x2'], [2, 10]],
  ['unread', ['a/write'], []],
])(
  'of the blocks of the role %s those that grant %s are told, each once and in order',
  (role, actions, expected) => {
    expect(told(role, ...actions)?.map(({ statement }) => statement)).toEqual(expected)
  },
)
