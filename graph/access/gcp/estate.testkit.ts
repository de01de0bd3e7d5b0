import type { Derivation } from '../../attack.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import { relationshipId } from '../../snapshot/records.ts'
import { type Decision, decide } from './decide.ts'
import { deriveGcpAccess } from './derive.ts'
import type { Asker } from './estate.ts'
import { estateOf } from './estate-of.ts'
import { memberOf } from './match-member.ts'

/** A binding in short form: role, members, condition. */
export type ShortBinding = readonly [role: string, members: readonly string[], condition?: string]

export interface ShortNode {
  readonly kind: string
  /** What it lies in. */
  readonly in?: string
  readonly bindings?: readonly ShortBinding[]
  readonly props?: Props
  /** Relationships that leave it. */
  readonly relations?: readonly (readonly [kind: string, to: string])[]
}

/** A hierarchy by node id; deny rules by the scope they are set on; group members by address. */
export interface ShortEstate {
  readonly nodes: { readonly [id: string]: ShortNode }
  readonly deny?: { readonly [scope: string]: readonly Props[] }
  readonly groups?: { readonly [email: string]: readonly string[] }
}

const SCOPES = ['GcpOrganization', 'GcpFolder', 'GcpProject']

const policyOf = (bindings: readonly ShortBinding[]): Props => ({
  bindings: bindings.map(([role, members, expression]) => ({
    role: role.includes('/') ? role : `roles/${role}`,
    members,
    ...(expression !== undefined && { condition: { expression } }),
  })),
})

export function snapshotOf({ nodes, deny = {}, groups = {} }: ShortEstate): Snapshot {
  const snapshot = { nodes: new Map(), relationships: new Map(), coverage: [] }
  const add = (id: string, kind: string, props: Props) =>
    snapshot.nodes.set(id, { id, kind, props: { name: id, provider: 'gcp', ...props } })
  const relate = (from: string, kind: string, to: string) => {
    const record = { from, kind, to, props: {} }
    snapshot.relationships.set(relationshipId(record), record)
  }
  for (const [id, { kind, in: container, bindings, props, relations = [] }] of Object.entries(nodes)) {
    const project = projectOf(id, nodes)
    add(id, kind, {
      ...(project !== undefined && { account: project }),
      ...(bindings !== undefined && { iamPolicy: policyOf(bindings) }),
      ...props,
    })
    const isInside = SCOPES.includes(kind) || !SCOPES.includes(nodes[container ?? '']?.kind ?? '')
    if (container !== undefined && isInside) relate(container, 'CONTAINS', id)
    for (const [relation, to] of relations) relate(id, relation, to)
  }
  for (const [scope, rules] of Object.entries(deny)) {
    const id = `${scope}#deny`
    add(id, 'GcpDenyPolicy', { rules: rules.map((denyRule) => ({ denyRule })) })
    relate(scope, 'RESTRICTED_BY', id)
  }
  for (const [email, members] of Object.entries(groups)) {
    add(`group:${email}`, 'GcpGroup', { email, membersKnown: true })
    for (const member of members) {
      if (member.startsWith('user:')) add(member, 'GcpUser', { email: member.slice(5) })
      relate(member, 'MEMBER_OF', `group:${email}`)
    }
  }
  return snapshot
}

function projectOf(id: string, nodes: ShortEstate['nodes']): string | undefined {
  const node = nodes[id]
  if (node === undefined || node.kind === 'GcpFolder' || node.kind === 'GcpOrganization') return undefined
  return node.kind === 'GcpProject' || node.in === undefined ? id : projectOf(node.in, nodes)
}

export const deriveEstate = (estate: ShortEstate): Derivation =>
  deriveGcpAccess(indexFacts(snapshotOf(estate)))

/** Puts one question. `who` is a member as an allow policy writes it; a service account of the estate by its node id. */
export function ask(
  estate: ShortEstate,
  who: string,
  permission: string,
  resource: string,
  facts: Parameters<typeof decide>[1]['facts'] = {},
): Decision {
  const index = indexFacts(snapshotOf(estate))
  const given = estateOf(index)
  return decide(given, { asker: askerOf(who, given), permission, resource, facts })
}

function askerOf(who: string, estate: ReturnType<typeof estateOf>): Asker {
  const member = memberOf(who)
  if (member.type === 'serviceAccount') return { id: estate.serviceAccount(member.email)?.id ?? who, member }
  if (member.type === 'user' || member.type === 'group' || member.type === 'federated')
    return { id: who, member }
  if (member.type === 'everyone' || member.type === 'signed-in') return { id: who, member }
  throw new Error(`${who} is nobody who could ask`)
}

/** Edges as `from KIND to`, sorted. */
export const drawn = ({ edges }: Derivation): readonly string[] =>
  edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`).sort()
