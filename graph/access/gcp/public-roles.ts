import { z } from 'zod'
import { INTERNET_ID } from '../../internet-node.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { and, MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import { holdsAt } from './cel.ts'
import { PUBLIC_ACCESS_PREVENTION } from './constraints.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import { matchesAny } from './match-member.ts'
import { namesAnyone } from './member.ts'
import type { Binding } from './policy.ts'

/**
 * `publicRoles` of everything that can have a policy. What is above counts too, and leaves open what it may grant where
 * it was not read; but a project takes no binding of allUsers.
 * https://cloud.google.com/resource-manager/reference/rest/v1/projects/setIamPolicy
 */
export function publicRoles(estate: GcpEstate, now: string | null): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  const openAbove = openAboveIn(estate)
  for (const node of WITH_POLICY.flatMap((kind) => estate.facts.ofKind(kind))) {
    if (node.props.stub === true) continue
    const { grants, whole } = grantsOf(estate, node, now, openAbove)
    if (grants.size === 0 && whole) {
      found.set(node.id, NOBODY)
      continue
    }
    const limit = limitOn(estate, node)
    const roles = [...grants].map(([role, applies]) => [role, and(applies, limit)] as const)
    const sure = roles.filter(([, applies]) => applies === YES).map(([role]) => role)
    const none = limit === NO || (whole && roles.every(([, applies]) => applies === NO))
    if (sure.length > 0 || none) found.set(node.id, { publicRoles: sure.sort() })
  }
  return found
}

const WITH_POLICY: readonly string[] = [...NODE_KINDS.values()]
  .filter(({ properties }) => properties.publicRoles !== undefined)
  .map(({ kind }) => kind)

const NONE: readonly never[] = []

const NOBODY: Props = { publicRoles: [] }

/** What policies say of anyone; not the whole where one that decides was not read. */
interface Open {
  readonly bindings: readonly Binding[]
  readonly whole: boolean
}

/** Never filled: what nobody is granted, as of most nodes. */
const NO_GRANTS = new Map<string, Tri>()

/** Roles by whether anyone holds them. */
function grantsOf(
  estate: GcpEstate,
  node: NodeRecord,
  now: string | null,
  openAbove: (scope: string) => Open,
): { readonly grants: ReadonlyMap<string, Tri>; readonly whole: boolean } {
  const others = otherGrants(node)
  let grants = others.length === 0 ? NO_GRANTS : new Map<string, Tri>(others)
  let whole = true
  for (const id of estate.hierarchy.chainOf(node.id)) {
    const holder = id === node.id ? node : estate.facts.node(id)
    const isAbove = id !== node.id && SCOPE_KINDS.includes(holder?.kind ?? '')
    const open = isAbove ? openAbove(id) : { bindings: openIn(estate.bindingsAt(id)), whole: isRead(holder) }
    whole &&= open.whole
    if (open.bindings.length > 0) grants = new Map(grants)
    for (const { role, condition } of open.bindings)
      grants.set(role, or(grants.get(role) ?? NO, holdsAt(condition, now)))
    if (isAbove) break
  }
  return { grants, whole }
}

const isRead = (holder: NodeRecord | undefined): boolean =>
  holder?.props.iamPolicy !== undefined || holder?.props.access !== undefined

/** Bindings for anyone. */
const openIn = (bindings: readonly Binding[]): readonly Binding[] =>
  bindings.filter(({ members }) => members.some(namesAnyone))

/** Those on a scope and on all above it, looked for once, however many resources lie below. */
function openAboveIn({ facts, hierarchy, bindingsAt }: GcpEstate): (scope: string) => Open {
  const known = new Map<string, Open>()
  return (scope) => {
    const before = known.get(scope)
    if (before !== undefined) return before
    const chain = hierarchy.chainOf(scope)
    const found = {
      bindings: chain.flatMap((id) => openIn(bindingsAt(id))),
      whole: chain.every((id) => facts.node(id)?.kind === 'GcpProject' || isRead(facts.node(id))),
    }
    known.set(scope, found)
    return found
  }
}

/** What else than a policy lets anyone in: lists of a bucket that IAM does not overrule, entries of a dataset. */
function otherGrants({ kind, props }: NodeRecord): readonly (readonly [string, Tri])[] {
  if (kind === 'GcpBucket') {
    if (props.publicAcls === undefined) return NONE
    const roles = z.array(z.string()).safeParse(props.publicAcls).data ?? []
    const counts = props.uniformAccess === true ? NO : props.uniformAccess === false ? YES : MAYBE
    return roles.map((role) => [`acl:${role}`, counts])
  }
  if (kind !== 'GcpBigQueryDataset' || props.access === undefined) return NONE
  return (Entries.safeParse(props.access).data ?? [])
    .filter(({ specialGroup, iamMember }) => namesAnyone(specialGroup ?? iamMember ?? ''))
    .map(({ role }) => [role ?? 'access', YES])
}

/** https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets#Dataset.FIELDS.access */
const Entries = z.array(
  z.object({
    role: z.string().nullish(),
    specialGroup: z.string().nullish(),
    iamMember: z.string().nullish(),
  }),
)

/** Public access prevention closes a bucket; which permissions a deny policy leaves to anyone is not looked into. */
function limitOn(estate: GcpEstate, { id, kind }: NodeRecord): Tri {
  const enforced = kind === 'GcpBucket' ? estate.constraints.at(PUBLIC_ACCESS_PREVENTION, id) : null
  if (enforced?.applies === YES) return NO
  const anyone = { id: INTERNET_ID, member: { type: 'everyone' } } as const
  const isDenied = estate.hierarchy
    .chainOf(id)
    .some((node) =>
      estate
        .denyRulesAt(node)
        .some(({ deniedPrincipals }) => matchesAny(deniedPrincipals, anyone, estate) !== NO),
    )
  return enforced?.applies === MAYBE || isDenied ? MAYBE : YES
}
