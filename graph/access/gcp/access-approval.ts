import type { Props } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'

/**
 * `accessApproval` of projects: whether Google's people ask before they look into any service of it. What is enrolled
 * above holds below. https://cloud.google.com/assured-workloads/access-approval/docs/overview
 */
export function accessApproval({ facts, hierarchy }: GcpEstate): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  for (const project of facts.ofKind('GcpProject')) {
    if (project.props.stub === true) continue
    const enrolled = hierarchy.chainOf(project.id).map((id) => facts.node(id)?.props.approvalServices)
    if (enrolled.some((services) => Array.isArray(services) && services.length > 0))
      found.set(project.id, { accessApproval: true })
    else if (enrolled.every(Array.isArray)) found.set(project.id, { accessApproval: false })
  }
  return found
}
