import type { DerivationStep } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'

/** What a region's node says of Inspector, by the kind of workload. */
const KINDS: readonly (readonly [kind: string, switchedOn: string])[] = [
  ['AwsEc2Instance', 'inspectorInstances'],
  ['AwsLambdaFunction', 'inspectorFunctions'],
  ['AwsEcsTask', 'inspectorImages'],
]

/**
 * Marks workloads that something looks for vulnerabilities on: of the others an empty list says nothing. Inspector may
 * not have got to every one of them, such as an instance without its agent.
 */
export const deriveScanned: DerivationStep = (facts) => ({
  ...{ edges: [], nodes: [], blocked: [] },
  properties: new Map(
    KINDS.flatMap(([kind, switchedOn]) =>
      facts
        .ofKind(kind)
        .filter((node) => isSwitchedOn(facts, node, switchedOn) || hasFindings(facts, node))
        .map(({ id }): [string, Props] => [id, { vulnerabilityScanned: true }]),
    ),
  ),
})

/** Images are scanned where they lie. */
function isSwitchedOn(facts: FactIndex, node: NodeRecord, switchedOn: string): boolean {
  if (node.kind !== 'AwsEcsTask') return regionSays(facts, node, switchedOn)
  const images = facts.from(node.id, 'RUNS_IMAGE').flatMap(({ to }) => facts.node(to) ?? [])
  return images.length > 0 && images.every((image) => regionSays(facts, image, switchedOn))
}

const regionSays = (facts: FactIndex, { props }: NodeRecord, switchedOn: string): boolean =>
  facts.node(`${props.account}/${props.region}`)?.props[switchedOn] === true

const hasFindings = (facts: FactIndex, { id }: NodeRecord): boolean =>
  [id, ...facts.from(id, 'RUNS_IMAGE').map(({ to }) => to)].some(
    (holder) => facts.from(holder, 'HAS_VULNERABILITY').length > 0,
  )
