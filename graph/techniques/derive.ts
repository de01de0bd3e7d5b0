import type { Derivation } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { Props } from '../snapshot/records.ts'
import { applyTechniques, externalIn, reachedBy } from './apply.ts'
import { deriveChangedSelves } from './aws/changed-selves.ts'
import { escalationsOf } from './aws/escalations.ts'
import { AWS_PRIVILEGES, AWS_TECHNIQUES } from './aws/index.ts'
import { deriveJoinedGroups, isToldByGroup } from './aws/joined-groups.ts'
import { derivePrivileges } from './engine/derive.ts'
import { sceneOf } from './engine/scene.ts'

/** Every attack edge that the techniques give over the facts and the steps before (access, network). */
export function deriveTechniques(facts: FactIndex, derivedSoFar: readonly Derivation[]): Derivation {
  const workloads = applyTechniques(AWS_TECHNIQUES, {
    facts,
    reached: reachedBy(derivedSoFar),
    external: externalIn(derivedSoFar),
  })
  const scene = sceneOf(facts, derivedSoFar)
  const privileges = derivePrivileges(AWS_PRIVILEGES, scene)
  const joined = deriveJoinedGroups(AWS_PRIVILEGES, scene)
  const becoming = privileges.becoming.filter((change) => !isToldByGroup(change, scene))
  const changed = deriveChangedSelves(AWS_PRIVILEGES, scene, becoming, privileges.edges)
  return {
    edges: [...workloads.edges, ...privileges.edges, ...joined.edges, ...changed.edges],
    blocked: [...workloads.blocked, ...privileges.blocked],
    nodes: [...workloads.nodes, ...privileges.nodes, ...joined.nodes, ...changed.nodes],
    facts: [...(privileges.facts ?? []), ...(joined.facts ?? []), ...(changed.facts ?? [])],
    properties: workloads.properties,
  }
}

/** What each policy would let its holders do, were nothing else in their way: a property, no edge. */
export const deriveEscalations = (facts: FactIndex): Derivation => ({
  ...{ edges: [], nodes: [], blocked: [] },
  properties: new Map(
    facts.ofKind('AwsIamPolicy').flatMap(({ id, props }): [string, Props][] => {
      const escalations =
        props.document === undefined ? undefined : escalationsOf(props.document, AWS_PRIVILEGES)
      return escalations === undefined ? [] : [[id, { escalations }]]
    }),
  ),
})
