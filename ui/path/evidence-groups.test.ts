import { expect, test } from 'vitest'
import { groupEvidence } from './evidence-groups.ts'

const group = { ingress: [{ port: 443 }, { port: 80 }] }
const proof = (id: string, document: unknown = null, statement: string | null = null) => ({
  id,
  document,
  statement,
})

test('two rules of one security group share its document', () => {
  expect(groupEvidence([proof('sg-1#ingress/0', group), proof('sg-1#ingress/1', group)])).toHaveLength(1)
})

test('each of them is lit in it', () => {
  const [only] = groupEvidence([proof('sg-1#ingress/0', group), proof('sg-1#ingress/1', group)])
  expect(only?.deciders).toEqual([{ way: ['ingress', '0'] }, { way: ['ingress', '1'] }])
})

test('equal documents of two resources stay apart', () => {
  expect(groupEvidence([proof('sg-1', group), proof('sg-2', group)])).toHaveLength(2)
})

test('a statement is lit by its name, not by the fragment of its id', () => {
  const [only] = groupEvidence([proof('role#trust', { Statement: [] }, '0')])
  expect(only?.deciders).toEqual([{ statement: '0' }])
})

test('evidence without a document stands alone', () => {
  expect(groupEvidence([proof('rtb-1'), proof('rtb-1')])).toHaveLength(2)
})
