import { expect, test } from 'vitest'
import type { Props } from '../snapshot/records.ts'
import { accessOf } from './access-of.ts'
import { factsOf, user } from './aws/testkit.ts'

const ANN = user('ann')
const HUB = '111111111111#access-class/1'
const proof = (id: string, more: Props = {}) => ({ type: 'policy', id, detail: 'Allow: s3:*', ...more })
const edge = (from: string, kind: string, to: string, props: Props = {}) => ({ from, kind, to, props })
const accessIn = (...relationships: readonly ReturnType<typeof edge>[]) =>
  accessOf(factsOf({ identities: { [ANN]: {} }, relationships }), ANN)

test('what a principal has itself, with what it rests on', () => {
  const condition = { key: 'aws:SourceIp', detail: 'allowed if', state: 'unknown' }
  const evidence = [proof('p', { statement: 1 }), proof('q')]
  expect(accessIn(edge(ANN, 'CAN_READ', 'data', { evidence, conditions: [condition] }))).toEqual([
    {
      kind: 'CAN_READ',
      resource: 'data',
      conditions: [{ key: 'aws:SourceIp', detail: 'allowed if' }],
      evidence,
    },
  ])
})

test('what its class has, after what makes it a member, and nothing twice', () => {
  const found = accessIn(
    edge(ANN, 'IN_ACCESS_CLASS', HUB, { evidence: [proof('own', { statement: 0 })] }),
    edge(HUB, 'CAN_WRITE', 'data', {
      evidence: [
        proof('own', { statement: 0 }),
        proof('own', { statement: 1 }),
        proof('own', { statement: 0, detail: 'Allow: sqs:*' }),
        proof('data#policy'),
        proof('data#policy'),
      ],
    }),
    edge('another', 'CAN_WRITE', 'data', { evidence: [proof('another')] }),
  )
  expect(found).toEqual([
    {
      kind: 'CAN_WRITE',
      resource: 'data',
      conditions: [],
      evidence: [
        proof('own', { statement: 0 }),
        proof('own', { statement: 1 }),
        proof('own', { statement: 0, detail: 'Allow: sqs:*' }),
        proof('data#policy'),
      ],
    },
  ])
})

test('a relationship without evidence is no access, and what does not look like evidence is left out', () => {
  const more = { conditions: 'none', evidence: [{ id: 7 }] }
  expect(accessIn(edge(ANN, 'MEMBER_OF', 'group'), edge(ANN, 'CAN_READ', 'data', more))).toEqual([
    { kind: 'CAN_READ', resource: 'data', conditions: [], evidence: [] },
  ])
})

test('what the class of its class has, and each of what stands for many', () => {
  const set = { id: 'set', kind: 'TargetSet', props: {} }
  const relationships = [
    edge(ANN, 'IN_ACCESS_CLASS', 'group', { evidence: [proof('member')] }),
    edge('group', 'IN_ACCESS_CLASS', HUB),
    edge(HUB, 'IN_ACCESS_CLASS', 'group'),
    edge(HUB, 'CAN_READ', 'set', { evidence: [proof('binding')] }),
    edge('set', 'INCLUDES', 'one', { evidence: [] }),
    edge('set', 'INCLUDES', 'two', { evidence: [] }),
  ]
  const found = accessOf(factsOf({ identities: { [ANN]: {} }, nodes: [set], relationships }), ANN)
  const evidence = [proof('member'), proof('binding')]
  expect(found).toEqual(
    ['one', 'two'].map((resource) => ({ kind: 'CAN_READ', resource, conditions: [], evidence })),
  )
})
