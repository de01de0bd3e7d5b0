import type { NodeRecord } from '../../snapshot/records.ts'
import { type Alike, type AlikeByQuestion, alikeFor, formOfPiece } from './alike.ts'
import type { GcpEstate } from './estate-of.ts'
import { type Alternative, alternativeOf } from './form.ts'
import { usesOn } from './held.ts'
import { createLimits, type Limits, nameOf, type Share } from './limits.ts'
import { type Grounds, groundsOf, type Output } from './output.ts'
import type { Piece } from './pieces.ts'
import type { Binding } from './policy.ts'
import { type Related, relatedBy } from './related.ts'
import type { GcpTechnique, RelatedSite } from './technique.ts'
import { type Way, waysOf } from './ways.ts'

/** Draws every edge that techniques give by permissions, as few as the limits on the way allow. */
export function drawTechniques(
  estate: GcpEstate,
  techniques: readonly GcpTechnique[],
  now: string | null,
  output: Output,
): void {
  const limits = createLimits(estate, now)
  const known = { related: new Map(), ways: new Map(), leading: new Map(), alike: new Map() }
  const hand: Hand = { estate, output, limits, now, known }
  for (const technique of techniques) {
    if (estate.facts.ofKind(technique.target).length === 0) continue
    for (const needs of technique.needs) drawAlternative(hand, alternativeOf(estate, technique, needs))
  }
}

interface Hand {
  readonly estate: GcpEstate
  readonly output: Output
  readonly limits: Limits
  readonly now: string | null
  readonly known: {
    /** By kind and relation. */
    readonly related: Map<string, Related>
    /** By the form of an alternative. */
    readonly ways: Map<string, readonly Way[]>
    /** By the form of an alternative, and what it asks of which targets. */
    readonly leading: Map<string, readonly Leading[]>
    readonly alike: AlikeByQuestion
  }
}

/** A way, and the targets that it may lead to. */
interface Leading {
  readonly way: Way
  readonly targets: readonly NodeRecord[]
}

function drawAlternative(hand: Hand, alternative: Alternative): void {
  const { technique, needs } = alternative
  const related = needs.findIndex(({ on }) => typeof on !== 'string')
  const on = needs[related]?.on
  if (on !== undefined && typeof on !== 'string') {
    const bit = alternative.bits[related] ?? 0
    for (const { way, targets } of leadingTo(hand, alternative, on, bit))
      drawTargets(hand, alternative, way, targets)
    return
  }
  for (const way of waysTo(hand, alternative)) {
    if (way.sure) drawScope(hand, alternative, way, way.at)
    else drawTargets(hand, alternative, way, hand.output.targets.allBelow(way.at, technique.target))
  }
}

function waysTo({ estate, known: { ways }, now }: Hand, { technique, form }: Alternative): readonly Way[] {
  const found = ways.get(form.key) ?? [...waysOf(estate, technique, form, now)]
  ways.set(form.key, found)
  return found
}

/** Only targets that refer to something on which the need can be met are worth asking about: few ways have any. */
function leadingTo(
  hand: Hand,
  alternative: Alternative,
  { relation, orNone }: RelatedSite,
  bit: number,
): readonly Leading[] {
  const { estate, known } = hand
  const { form, technique } = alternative
  const key = JSON.stringify([form.key, technique.target, relation, orNone, bit])
  const before = known.leading.get(key)
  if (before !== undefined) return before
  const kind = `${technique.target} ${relation}`
  const related = known.related.get(kind) ?? relatedBy(estate, technique.target, relation)
  known.related.set(kind, related)
  const found: Leading[] = []
  for (const way of waysTo(hand, alternative)) {
    const alone = orNone === true ? related.alone(way.at) : []
    const below = related.below(way.at)
    const targets = below === undefined ? alone : [...referring(below, usedFor(bit, way.pieces), alone)]
    if (targets.length > 0) found.push({ way, targets })
  }
  known.leading.set(key, found)
  return found
}

function referring(
  below: ReadonlyMap<string, Iterable<NodeRecord>>,
  bindings: readonly Binding[],
  alone: readonly NodeRecord[],
): ReadonlySet<NodeRecord> {
  const found = new Set<NodeRecord>()
  for (const { node } of bindings) for (const target of below.get(node) ?? []) found.add(target)
  for (const target of alone) found.add(target)
  return found
}

/** Nothing below tells targets apart but limits that are set on folders and projects. */
function drawScope(hand: Hand, alternative: Alternative, way: Way, scope: string): void {
  const { estate, output, limits } = hand
  const { technique, needs } = alternative
  const permissions = needs.map(({ permission }) => permission)
  const isSplit = limits.isSetBelow(scope, permissions)
  const { targets } = output
  const groups = isSplit ? targets.ownGroups(technique, scope) : targets.groupsBelow(technique, scope)
  if (groups.length > 0) {
    const uses = permissions.map((permission) => ({ permission, node: scope }))
    const grounds = groundsOf(alternative.bits.map((bit) => usedFor(bit, way.pieces)))
    for (const share of limits.split(way.holders, uses, 'below'))
      output.draw({ technique, needs, grounds }, share, groups)
  }
  if (isSplit) for (const child of estate.hierarchy.scopesIn(scope)) drawScope(hand, alternative, way, child)
}

function usedFor(bit: number, pieces: readonly Piece[]): readonly Binding[] {
  const found: Binding[] = []
  for (const { binding, mask } of pieces) if (mask & bit) found.push(binding)
  return found
}

/** Something tells single targets apart: each is asked about, once for all ways of the same form. */
function drawTargets(hand: Hand, alternative: Alternative, way: Way, asked: readonly NodeRecord[]): void {
  const { estate, output, limits } = hand
  const { technique, needs } = alternative
  if (asked.length === 0) return
  for (const alike of alikeFor(hand, hand.known.alike, alternative, way, asked)) {
    const grounds = alike.grounds.get(way) ?? chosenBy(alike, alternative, way)
    alike.grounds.set(way, grounds)
    const drawing = { technique, needs, grounds }
    if (alike.isFree) {
      const key = output.targets.keyOf(technique)
      const groups = alike.groups.get(key) ?? output.targets.groupsOf(technique, alike.targets, way.at)
      alike.groups.set(key, groups)
      output.draw(drawing, { holders: way.holders, denied: false, by: [] }, groups)
      continue
    }
    for (const { shares, targets } of splitBy(alike.targets, (target) =>
      limits.split(way.holders, usesOn(estate, needs, target)),
    )) {
      const groups = output.targets.groupsOf(technique, targets, way.at)
      for (const share of shares) output.draw(drawing, share, groups)
    }
  }
}

/** Bindings of a way that have the forms. */
function chosenBy({ used, maybe }: Alike, { bits }: Alternative, { pieces }: Way): Grounds {
  const chosen = (forms: ReadonlySet<string>, bit: number) =>
    pieces.flatMap((piece) => (piece.mask & bit && forms.has(formOfPiece(piece)) ? [piece.binding] : []))
  return groundsOf(
    used.map((forms, index) => chosen(forms, bits[index] ?? 0)),
    maybe.size === 0 ? [] : [...new Set(chosen(maybe, -1))],
  )
}

/** Targets on which deny policies, boundaries and perimeters do the same to the same holders. */
function splitBy(targets: readonly NodeRecord[], split: (target: NodeRecord) => readonly Share[]) {
  const found = new Map<string, { readonly shares: readonly Share[]; readonly targets: NodeRecord[] }>()
  for (const target of targets) {
    const shares = split(target)
    const key = keyOf(shares)
    const same = found.get(key) ?? { shares, targets: [] }
    found.set(key, same)
    same.targets.push(target)
  }
  return found.values()
}

const keyOf = (shares: readonly Share[]): string =>
  JSON.stringify(
    shares.map(({ holders, denied, by }) => [holders.map(({ asker }) => asker.id), denied, by.map(nameOf)]),
  )
