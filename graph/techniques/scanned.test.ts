import { expect, test } from 'vitest'
import { indexFacts } from '../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../snapshot/records.ts'
import { deriveScanned } from './scanned.ts'

const HOME = { account: '111122223333', region: 'eu-west-1' }
type Node = readonly [id: string, kind: string, props?: Props]

function scanned(
  nodes: readonly Node[],
  facts: readonly (readonly [string, string, string])[] = [],
): string[] {
  const records = nodes.map(([id, kind, props]): NodeRecord => ({ id, kind, props: { ...HOME, ...props } }))
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  const index = indexFacts({
    nodes: new Map(records.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  })
  return [...deriveScanned(index, []).properties.keys()]
}
const region = (props: Props): Node => ['111122223333/eu-west-1', 'AwsRegion', props]
const web: Node = ['web', 'AwsEc2Instance']

test('an instance is scanned where Inspector is on for instances', () => {
  expect(scanned([web, region({ inspectorInstances: true })])).toEqual(['web'])
})
test('one is not where it is on for images alone, and not where nobody knows', () => {
  expect(scanned([web, region({ inspectorInstances: false, inspectorImages: true })])).toEqual([])
  expect(scanned([web])).toEqual([])
})
test('what a scanner found something on was scanned', () => {
  expect(scanned([web, ['CVE-1', 'Vulnerability']], [['web', 'HAS_VULNERABILITY', 'CVE-1']])).toEqual(['web'])
})
test('a task is when its image is, wherever that lies', () => {
  const nodes: Node[] = [
    ['task', 'AwsEcsTask', { region: 'us-east-1' }],
    ['image', 'AwsEcrImage'],
    region({ inspectorImages: true }),
  ]
  expect(scanned(nodes, [['task', 'RUNS_IMAGE', 'image']])).toEqual(['task'])
  expect(scanned(nodes)).toEqual([])
})
