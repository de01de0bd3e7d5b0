import type { AttackEdge } from '../../attack.ts'
import { WORKLOAD } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'

const MACHINES: ReadonlySet<string> = new Set([
  'AzureVirtualMachine',
  'AzureVmScaleSet',
  'AzureKubernetesCluster',
])

/** They have identities, and no code of an attacker runs in them. */
const NO_WORKLOADS: ReadonlySet<string> = new Set(['AzureManagedIdentity', 'AzurePolicyAssignment'])

/**
 * Code on a workload gets tokens of its identities. On machines that takes a request with a header to the metadata
 * address. https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function workloadIdentityEdges(facts: FactIndex): AttackEdge[] {
  return facts.ofKind('EntraServicePrincipal').flatMap((principal) =>
    facts.to(principal.id, 'HAS_IDENTITY').flatMap(({ from }): AttackEdge[] => {
      const workload = facts.node(from)
      if (workload === undefined || NO_WORKLOADS.has(workload.kind)) return []
      return [
        {
          from,
          kind: 'RUNS_AS',
          to: principal.id,
          technique: 'az-workload-identity-binding',
          attack: ['T1552.005', 'T1078.004'],
          likelihood: MACHINES.has(workload.kind) ? WORKLOAD.instanceRole : WORKLOAD.executionRole,
          conditions: [],
          evidence: [
            { type: 'setting', id: from, detail: `has the identity ${String(principal.props.name)}` },
          ],
          provenance: {
            id: from,
            type: 'setting',
            edit: { change: 'set', resource: from, property: 'identity', value: null },
          },
        },
      ]
    }),
  )
}
