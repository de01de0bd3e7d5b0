import { describe, expect, test } from 'vitest'
import { applyTechniques } from '../apply.ts'
import type { GraphLiteral } from '../technique.ts'
import { withProps, worldOf } from '../techniques.testkit.ts'
import { instanceRunsAsRole, metadataTheft } from './ec2.ts'
import { trusting } from './trust.ts'

const { example } = metadataTheft
const derive = (literal: GraphLiteral) =>
  applyTechniques([instanceRunsAsRole, metadataTheft], worldOf(literal))
const kinds = (literal: GraphLiteral) => derive(literal).edges.map(({ kind }) => kind)

describe('metadata theft', () => {
  test('is stopped by IMDSv2, which is told; running as the role is not', () => {
    const { edges, blocked } = derive(withProps(example, 'instance', { httpTokens: 'required' }))
    expect(edges.map(({ kind }) => kind)).toEqual(['RUNS_AS'])
    expect(blocked).toMatchObject([{ kind: 'STEALS_METADATA', by: { type: 'imdsv1' } }])
  })
  test('needs a network path to the instance', () => {
    expect(kinds({ ...example, reached: [] })).toEqual(['RUNS_AS'])
  })
  test('is undecided where the metadata options were not collected', () => {
    const { edges } = derive(withProps(example, 'instance', { httpTokens: undefined }))
    expect(edges.find(({ kind }) => kind === 'STEALS_METADATA')?.conditions).toEqual([
      { key: 'imdsv1', state: 'unknown', detail: 'httpTokens was not collected' },
    ])
  })
  test('is mended by requiring tokens', () => {
    const theft = derive(example).edges.find(({ kind }) => kind === 'STEALS_METADATA')
    expect(theft?.provenance?.edit).toEqual({
      change: 'set',
      resource: 'instance',
      property: 'httpTokens',
      value: 'required',
    })
  })
})

describe('an instance does not run as', () => {
  test('a role that does not trust EC2', () => {
    const trustPolicy = trusting('lambda.amazonaws.com')
    expect(kinds(withProps(example, 'role', { trustPolicy }))).toEqual([])
  })
  test('anything while it is stopped', () => {
    expect(kinds(withProps(example, 'instance', { state: 'stopped' }))).toEqual([])
  })
})

test('a role whose trust policy was not collected stays a possibility, half as likely', () => {
  const { edges } = derive(withProps(example, 'role', { trustPolicy: undefined }))
  const [known] = derive(example).edges
  expect(edges[0]?.likelihood).toBe((known?.likelihood ?? 0) / 2)
})
