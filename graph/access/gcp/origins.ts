import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Asker, Origin } from './estate.ts'
import type { Hierarchy } from './hierarchy.ts'

const Interfaces = z.array(z.object({ network: z.string().nullable() }))

/**
 * Where the workloads of a service account ask from. A request comes from the VPC network of the machine, whose project
 * is the host project of a shared one. https://cloud.google.com/vpc-service-controls/docs/service-perimeters
 */
export function originsIn(facts: FactIndex, hierarchy: Hierarchy): (asker: Asker) => readonly Origin[] {
  const known = new Map<string, readonly Origin[]>()
  return ({ id }) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const found = facts.to(id, 'HAS_EXECUTION_ROLE').flatMap(({ from }) => {
      const workload = facts.node(from)
      return workload === undefined ? [] : originsOf(workload, hierarchy)
    })
    known.set(id, found)
    return found
  }
}

function originsOf({ id, kind, props }: NodeRecord, { chainOf, projectNode }: Hierarchy): readonly Origin[] {
  const interfaces = kind === 'GcpInstance' ? Interfaces.safeParse(props.networkInterfaces).data : undefined
  if (interfaces === undefined) return [{ places: chainOf(id), sure: false }]
  return interfaces.flatMap(({ network }) => {
    if (network === null) return []
    const host = /\/projects\/([^/]+)\//.exec(network)?.[1] ?? ''
    return [{ places: [network, projectNode(host) ?? `projects/${host}`], sure: true }]
  })
}
