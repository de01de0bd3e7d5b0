import { describe, expect, test } from 'vitest'
import { userDataReplaced } from '../aws/ec2-privileges.ts'
import { notebookScriptReplaced } from '../aws/sagemaker.ts'
import type { PrivilegeTechnique } from '../privilege.ts'
import type { GraphLiteral } from '../technique.ts'
import { derivePrivilegesIn, withProps } from '../techniques.testkit.ts'

/** The attacker's policy without one action. */
function without({ nodes, ...rest }: GraphLiteral, action: string): GraphLiteral {
  return { ...rest, nodes: nodes.map(([id, kind, props]) => [id, kind, deny(props ?? {}, kind, action)]) }
}

const deny = (props: NonNullable<GraphLiteral['nodes'][number][2]>, kind: string, action: string) =>
  kind === 'AwsIamPolicy'
    ? {
        ...props,
        document: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action: ['iam:*', 'sts:*', action], Resource: '*' },
          ],
        },
      }
    : props

const cases: readonly [PrivilegeTechnique, string, string, string, string][] = [
  [userDataReplaced, 'AwsEc2Instance', 'state', 'stopped', 'ec2:StopInstances'],
  [notebookScriptReplaced, 'AwsSageMakerNotebook', 'status', 'Stopped', 'sagemaker:StopNotebookInstance'],
]

describe.each(cases)('$id', (technique, kind, property, value, stop) => {
  const { example } = technique
  const workload = example.nodes.find(([, own]) => own === kind)?.[0] ?? 'none'
  const stopped = withProps(example, workload, { [property]: value })
  const edges = (literal: GraphLiteral) => derivePrivilegesIn([technique], literal).edges

  test('does not need to stop what is stopped', () => {
    expect(edges(without(stopped, stop))).toMatchObject([{ technique: technique.id, conditions: [] }])
  })
  test('needs to stop what runs', () => {
    expect(edges(without(example, stop))).toEqual([])
  })
  test('draws one edge whichever it is', () => {
    expect(edges(example)).toHaveLength(1)
    expect(edges(stopped)).toHaveLength(1)
  })
  test('keeps the state as a condition where it was not collected', () => {
    const [edge] = edges(without(withProps(example, workload, { [property]: undefined }), stop))
    expect(edge?.conditions.every(({ state }) => state === 'unknown')).toBe(true)
    expect(edge?.conditions.length).toBeGreaterThan(0)
  })
})
