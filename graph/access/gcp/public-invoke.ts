import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'

/** https://cloud.google.com/run/docs/authenticating/public and https://cloud.google.com/functions/docs/securing/managing-access-iam */
const INVOKES: { readonly [kind: string]: string } = {
  GcpRunService: 'run.routes.invoke',
  GcpFunction: 'cloudfunctions.functions.invoke',
}

/** `publicInvoke` of services and functions, by the roles that anyone holds on them. */
export function publicInvoke(
  estate: GcpEstate,
  roles: ReadonlyMap<string, Props>,
): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  for (const kind of Object.keys(INVOKES)) {
    for (const node of estate.facts.ofKind(kind)) {
      const open = isOpen(estate, node, roles)
      if (open !== undefined) found.set(node.id, { publicInvoke: open })
    }
  }
  return found
}

/** A function of the second generation is invoked as the service that it is. */
function isOpen(estate: GcpEstate, node: NodeRecord, roles: ReadonlyMap<string, Props>): boolean | undefined {
  if (node.props.stub === true) return undefined
  if (node.props.invokerCheckDisabled === true) return true
  if (node.kind === 'GcpFunction' && node.props.generation !== 'GEN_1') {
    const service = estate.facts.node(String(node.props.runService))
    return service === undefined ? undefined : isOpen(estate, service, roles)
  }
  const held = roles.get(node.id)?.publicRoles
  if (!Array.isArray(held)) return undefined
  const contents = held.map((role) => estate.permissionsOf(String(role)))
  if (contents.some((permissions) => permissions?.has(INVOKES[node.kind] ?? ''))) return true
  return contents.includes(null) ? undefined : false
}
