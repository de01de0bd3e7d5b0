import { expect, test } from 'vitest'
import type { Props } from '../../../snapshot/records.ts'
import { createContext } from '../context.ts'
import { parsePolicy } from '../parse.ts'
import { allow, HOME, policy } from '../testkit.ts'
import { sizeOf } from './ranges.ts'
import { createSegment } from './segment.ts'

const sqs = (name: string, region = 'eu-west-1') => `arn:aws:sqs:${region}:${HOME}:${name}`
const IDS = [sqs('b'), sqs('a', 'eu-west-2'), 'arn:aws:s3:::x', HOME, sqs('ab'), sqs('a'), 'arn:aws:s3:::w']
const ASKER = { context: createContext([{ 'aws:username': ['*'] }]) }

const segmentOf = () =>
  createSegment(
    0,
    HOME,
    IDS.map((id) => ({ id, account: HOME, policy: null, resourceControl: [], context: createContext([]) })),
  )

function reached(one: Props, segment = segmentOf()): readonly string[] {
  const parsed = parsePolicy(policy(one))
  const [statement] = parsed.ok ? parsed.policy.statements : []
  if (statement === undefined) throw new Error('no statement')
  const { must, may } = segment.regionOf(statement, ASKER)
  expect(must).toEqual(may)
  const found: string[] = []
  for (let at = 0; at < may.length; at += 2)
    found.push(...segment.targets.slice(may[at], may[at + 1]).map(({ id }) => id))
  expect(found).toHaveLength(sizeOf(may))
  expect([...new Set(may)].sort((one, other) => one - other)).toEqual(may)
  return found
}

test('resources are sorted, and begin up to the fifth colon; an id that is no ARN begins like none', () => {
  const segment = segmentOf()
  expect(segment.targets.map(({ id }) => id)).toEqual([...IDS].sort())
  expect([...segment.beginnings]).toEqual([
    'arn:aws:s3:::',
    `arn:aws:sqs:eu-west-1:${HOME}:`,
    `arn:aws:sqs:eu-west-2:${HOME}:`,
  ])
})

test.each([
  ['a lone star', '*', [...IDS].sort()],
  ['a beginning of several services', 'arn:aws:s*', [...IDS].sort().slice(1)],
  ['a beginning within a service', sqs('a*'), [sqs('a'), sqs('ab')]],
  ['the last of a service', sqs('b*'), [sqs('b')]],
  ['one name, which another goes on from', sqs('a'), [sqs('a')]],
  ['a name that begins others and is none', 'arn:aws:sqs', []],
  ['a name that is not there, among those that are', sqs('aa'), []],
  ['a beginning that nothing has, behind the last', sqs('c*'), []],
  ['one character more', sqs('a?'), [sqs('ab')]],
  ['an end, in every region', `arn:aws:sqs:*:a`, [sqs('a'), sqs('a', 'eu-west-2')]],
  ['another account', 'arn:aws:sqs:eu-west-1:999999999999:*', []],
])('%s is found where it stands', (_, pattern, expected) => {
  expect(reached(allow('*', pattern))).toEqual(expected)
})

test('a star out of a variable is no wildcard, though its text is that of a pattern known before', () => {
  const segment = segmentOf()
  expect(reached(allow('*', sqs('a*')), segment)).toEqual([sqs('a'), sqs('ab')])
  expect(reached(allow('*', sqs(`a\${aws:username}`)), segment)).toEqual([])
  expect(reached(allow('*', sqs('a*')), segment)).toEqual([sqs('a'), sqs('ab')])
})

test('a statement about all but some resources is about the rest', () => {
  const { Resource: _, ...rest } = allow('*')
  expect(reached({ ...rest, NotResource: ['arn:aws:sqs:*', HOME] })).toEqual([
    'arn:aws:s3:::w',
    'arn:aws:s3:::x',
  ])
})
