import { hierarchyOf } from '../../access/gcp/hierarchy.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'

/**
 * `logsExported` of projects: a sink of the project, or one above it that takes what lies below, sends every entry to
 * somewhere else. Nothing is said where none does and not everything above was read.
 * https://cloud.google.com/logging/docs/export/configure_export_v2
 */
export function* exportedLogs(facts: FactIndex): Iterable<readonly [string, Props]> {
  const hierarchy = hierarchyOf(facts)
  const whole = facts.ofKind('GcpLogSink').filter(takesAll)
  for (const project of facts.ofKind('GcpProject')) {
    if (project.props.stub === true) continue
    const chain = hierarchy.chainOf(project.id)
    const exported = whole.some((sink) => isFor(sink, project, chain))
    const read = chain.every((id) => facts.node(id) !== undefined && facts.node(id)?.props.stub !== true)
    if (exported || read) yield [project.id, { logsExported: exported }]
  }
}

const takesAll = ({ props }: NodeRecord): boolean =>
  props.disabled !== true && props.filter === null && props.exclusions === 0

function isFor({ props }: NodeRecord, project: NodeRecord, chain: readonly string[]): boolean {
  if (
    props.account !== project.id &&
    !(props.includeChildren === true && chain.includes(String(props.account)))
  )
    return false
  const own = [project.id, String(project.props.projectNumber)]
  return !own.some((name) => String(props.destination).startsWith(`logging.googleapis.com/projects/${name}/`))
}
