import { distinctBy } from '../../group-by.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import type { Piece } from './pieces.ts'
import type { Binding } from './policy.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'

/**
 * What tells the ways to an alternative: needs that the same roles meet at the same kind of site are one. Alternatives of
 * many techniques have one form: `actAs` and whatever else editors may.
 */
export interface Form {
  /** Equal where the ways are. */
  readonly key: string
  /** Every bit that has to be met; what a target need not refer to is asked for only where it does. */
  readonly all: number
  /** Bits of what is met on the target or on its project. */
  readonly near: number
  /** Something has to be met on what the target refers to. */
  readonly related: boolean
  /** There is but one need. */
  readonly single: boolean
  /** Roles that meet a need, with the bits of those. */
  readonly roles: readonly (readonly [bindings: readonly Binding[], mask: number])[]
  /** Bits of what is met on a project, and so not by bindings below it. */
  readonly ofProject: number
}

/** One of the alternatives of a technique. */
export interface Alternative {
  readonly technique: GcpTechnique
  readonly needs: readonly GcpNeed[]
  readonly form: Form
  /** For each need, its bit in the masks of pieces. */
  readonly bits: readonly number[]
}

export function alternativeOf(
  estate: GcpEstate,
  technique: GcpTechnique,
  needs: readonly GcpNeed[],
): Alternative {
  const { bits, ...form } = formOf(estate, technique, needs)
  return { technique, needs, form, bits }
}

/** Where a need is met: on the target, the project, something related, or something related where there is any. */
const siteOf = ({ on }: GcpNeed): string =>
  typeof on === 'string' ? on : on.orNone === true ? 'related-or-none' : 'related'

function formOf(
  { permissionsOf, bindingsByRole }: GcpEstate,
  { onNodeItself, target, unless, who }: GcpTechnique,
  needs: readonly GcpNeed[],
): Form & Pick<Alternative, 'bits'> {
  const roles = [...bindingsByRole].map(([role, bindings]) => {
    const contents = permissionsOf(role)
    return { bindings, contents: unless !== undefined && contents?.has(unless) === true ? null : contents }
  })
  const columns = needs.map((need) => {
    const met = roles.flatMap(({ contents }, index) => (contents?.has(need.permission) ? [index] : []))
    return { site: siteOf(need), met, key: `${siteOf(need)} ${met.join(' ')}` }
  })
  const distinct = distinctBy(columns, ({ key }) => key)
  const maskOf = (test: (column: (typeof distinct)[number]) => boolean): number =>
    distinct.reduce((mask, column, index) => (test(column) ? mask | (1 << index) : mask), 0)
  const near = maskOf(({ site }) => site === 'target' || site === 'project')
  const masks = new Map<number, number>()
  for (const [bit, { met }] of distinct.entries())
    for (const role of met) masks.set(role, (masks.get(role) ?? 0) | (1 << bit))
  const single = needs.length === 1
  const order = distinct.map(({ key }) => key)
  return {
    key: JSON.stringify([order, onNodeItself === true ? target : null, who, single]),
    bits: columns.map(({ key }) => 1 << order.indexOf(key)),
    all: maskOf(({ site }) => site !== 'related-or-none'),
    near,
    related: near !== maskOf(() => true),
    single,
    roles: roles.flatMap(({ bindings }, index) => {
      const mask = masks.get(index)
      return mask === undefined ? [] : [[bindings, mask] as const]
    }),
    ofProject: maskOf(({ site }) => site === 'project'),
  }
}

/** Bindings that meet some of the needs. */
export function piecesOf(
  { facts }: GcpEstate,
  { onNodeItself, target }: GcpTechnique,
  { roles, ofProject }: Form,
): readonly Piece[] {
  const found: Piece[] = []
  for (const [bindings, whole] of roles) {
    for (const binding of bindings) {
      const kind = facts.node(binding.node)?.kind ?? ''
      if (onNodeItself === true && kind !== target) continue
      const mask = SCOPE_KINDS.includes(kind) ? whole : whole & ~ofProject
      if (mask !== 0) found.push({ binding, mask })
    }
  }
  return found
}
