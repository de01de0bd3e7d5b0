import type { NodeRecord } from '../../snapshot/records.ts'
import { MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import { createLimits, type Limits, type Share, type Use } from './limits.ts'
import type { Output } from './output.ts'
import type { Piece } from './pieces.ts'
import type { Binding } from './policy.ts'
import { type Related, relatedBy } from './related.ts'
import { requestOn } from './requests.ts'
import type { TargetGroup } from './targets.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'
import { bindingsByRole, type Way, waysOf } from './ways.ts'

/** Draws every edge that techniques give by permissions, as few as the limits on the way allow. */
export function drawTechniques(
  estate: GcpEstate,
  techniques: readonly GcpTechnique[],
  now: string | null,
  output: Output,
): void {
  const byRole = bindingsByRole(estate)
  const hand: Hand = {
    estate,
    output,
    limits: createLimits(estate, now),
    now,
    related: new Map(),
    alike: new Map(),
  }
  for (const technique of techniques) {
    for (const needs of technique.needs) {
      for (const way of waysOf(estate, technique, needs, byRole, now)) {
        if (way.sure) drawScope(hand, way, way.at)
        else drawTargets(hand, way)
      }
    }
  }
}

interface Hand {
  readonly estate: GcpEstate
  readonly output: Output
  readonly limits: Limits
  readonly now: string | null
  /** By kind and relation. */
  readonly related: Map<string, Related>
  /** By technique, then by the form of a way. */
  readonly alike: Map<GcpTechnique, Map<string, readonly Alike[]>>
}

/** Nothing below tells targets apart but limits that are set on folders and projects. */
function drawScope(hand: Hand, way: Way, scope: string): void {
  const { estate, output, limits } = hand
  const { technique, needs, holders, pieces } = way
  const permissions = needs.map(({ permission }) => permission)
  const isSplit = limits.isSetBelow(scope, permissions)
  const { targets } = output
  const groups = isSplit ? targets.ownGroups(technique, scope) : targets.groupsBelow(technique, scope)
  if (groups.length > 0) {
    const uses = permissions.map((permission) => ({ permission, node: scope }))
    const used = needs.map((_, index) => usedFor(index, pieces))
    for (const share of limits.split(holders, uses)) output.draw({ way, used, maybe: [] }, share, groups)
  }
  if (isSplit) for (const child of estate.hierarchy.scopesIn(scope)) drawScope(hand, way, child)
}

const usedFor = (index: number, pieces: readonly Piece[]): readonly Binding[] =>
  pieces.flatMap(({ binding, mask }) => (mask & (1 << index) ? [binding] : []))

/** Targets on which bindings of the same forms hold. */
interface Alike {
  /** For each need, the forms of the bindings that meet it. */
  readonly used: readonly ReadonlySet<string>[]
  /** Those of them whose conditions may hold. */
  readonly maybe: ReadonlySet<string>
  /** No deny policy and no boundary is near. */
  readonly isFree: boolean
  readonly targets: NodeRecord[]
  /** `targets` as they are drawn, once they were. */
  groups: readonly TargetGroup[] | null
}

/** Of a binding only this tells where it holds; by it, whoever has it at a node is answered alike. */
const formOf = ({ binding: { node, condition }, mask }: Piece): string =>
  JSON.stringify([node, condition, mask])

/** Something tells single targets apart: each is asked about, once for all ways of the same form. */
function drawTargets(hand: Hand, way: Way): void {
  const { estate, output, limits } = hand
  const { technique, needs, at, holders, pieces } = way
  const ways = pieces.map((piece) => ({ ...piece, form: formOf(piece) }))
  const chosen = (forms: ReadonlySet<string>, bit: number) =>
    ways.flatMap(({ mask, form, binding }) => (mask & bit && forms.has(form) ? [binding] : []))
  for (const alike of alikeFor(hand, way)) {
    const used = alike.used.map((forms, index) => chosen(forms, 1 << index))
    const maybe = [...new Set(chosen(alike.maybe, -1))]
    if (alike.isFree) {
      alike.groups ??= output.targets.groupsOf(technique, alike.targets, at)
      output.draw({ way, used, maybe }, { holders, denied: false, by: [] }, alike.groups)
      continue
    }
    for (const { shares, targets } of splitBy(alike.targets, (target) =>
      limits.split(holders, usesOn(estate, needs, target)),
    )) {
      const groups = output.targets.groupsOf(technique, targets, at)
      for (const share of shares) output.draw({ way, used, maybe }, share, groups)
    }
  }
}

function alikeFor(hand: Hand, way: Way): readonly Alike[] {
  const { technique, needs, at, pieces, told } = way
  const forms = (list: readonly Piece[]) => [...new Set(list.map(formOf))].sort()
  const key = JSON.stringify([technique.needs.indexOf(needs), at, forms(pieces), told.map(forms).sort()])
  const ofTechnique = hand.alike.get(technique) ?? new Map<string, readonly Alike[]>()
  hand.alike.set(technique, ofTechnique)
  const found = ofTechnique.get(key) ?? findAlike(hand, way)
  ofTechnique.set(key, found)
  return found
}

function findAlike(hand: Hand, way: Way): readonly Alike[] {
  const found = new Map<string, Alike>()
  for (const target of candidates(hand, way)) {
    const held = heldOn(hand, way.needs, way.pieces, target)
    if (held === null) continue
    if (way.told.some((pieces) => truthOf(heldOn(hand, way.needs, pieces, target)) >= truthOf(held))) continue
    const used = held.used.map((pieces) => new Set(pieces.map(formOf)))
    const maybe = new Set(held.maybe.map(formOf))
    const isFree = hand.limits.isFree(usesOn(hand.estate, way.needs, target))
    const key = JSON.stringify([used.map((forms) => [...forms]), [...maybe], isFree])
    const alike = found.get(key) ?? { used, maybe, isFree, targets: [], groups: null }
    found.set(key, alike)
    alike.targets.push(target)
  }
  return [...found.values()]
}

/** Targets on which deny policies and boundaries do the same to the same holders. */
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

/** Only targets that refer to something on which the need can be met are worth asking about. */
function candidates(hand: Hand, { technique, needs, pieces, at }: Way): readonly NodeRecord[] {
  const { estate, output } = hand
  const index = needs.findIndex(({ on }) => typeof on !== 'string')
  const on = needs[index]?.on
  if (on === undefined || typeof on === 'string') return output.targets.allBelow(at, technique.target)
  const key = `${technique.target} ${on.relation}`
  const related = hand.related.get(key) ?? relatedBy(estate, technique.target, on.relation)
  hand.related.set(key, related)
  const places = new Set(usedFor(index, pieces).map(({ node }) => node))
  const found = [...places].flatMap((place) => related.between(at, place))
  return [...new Set([...found, ...(on.orNone === true ? related.alone(at) : [])])]
}

interface Held {
  /** For each need, what meets it. */
  readonly used: readonly (readonly Piece[])[]
  /** Those of them whose conditions may hold, where no other meets the need. */
  readonly maybe: readonly Piece[]
}

const truthOf = (held: Held | null): Tri => (held === null ? NO : held.maybe.length > 0 ? MAYBE : YES)

/** null: some need is not met. */
function heldOn(
  hand: Hand,
  needs: readonly GcpNeed[],
  pieces: readonly Piece[],
  target: NodeRecord,
): Held | null {
  const used: (readonly Piece[])[] = []
  const maybe = new Set<Piece>()
  for (const [index, need] of needs.entries()) {
    const sites = sitesOf(hand.estate, need, target)
    if (sites === null) {
      used.push([])
      continue
    }
    const granting = pieces
      .filter(({ mask }) => mask & (1 << index))
      .map((piece) => ({
        piece,
        holds: sites.reduce<Tri>((best, site) => or(best, truthOn(hand, need, piece.binding, site)), NO),
      }))
    const best = granting.reduce<Tri>((most, { holds }) => or(most, holds), NO)
    if (best === NO) return null
    const chosen = granting.flatMap(({ piece, holds }) => (holds === best ? [piece] : []))
    used.push(chosen)
    if (best !== YES) for (const piece of chosen) maybe.add(piece)
  }
  return { used, maybe: [...maybe] }
}

function truthOn({ estate, now }: Hand, { permission, on }: GcpNeed, binding: Binding, site: string): Tri {
  if (!estate.chainOf(site).includes(binding.node)) return NO
  if (binding.condition === null) return YES
  const { condition } = binding
  const within = (typeof on === 'string' ? undefined : on.within) ?? [undefined]
  return within.reduce<Tri>(
    (best, name) => or(best, testCel(condition, requestOn(permission, estate.facts.node(site), now, name))),
    NO,
  )
}

/** Nodes on which a need may be met; null where nothing is asked. */
function sitesOf(
  { facts, chainOf }: GcpEstate,
  { on }: GcpNeed,
  target: NodeRecord,
): readonly string[] | null {
  if (on === 'target') return [target.id]
  if (on === 'project') return chainOf(target.id).filter((id) => facts.node(id)?.kind === 'GcpProject')
  const related = facts.from(target.id, on.relation).map(({ to }) => to)
  return related.length === 0 && on.orNone === true ? null : related
}

const usesOn = (estate: GcpEstate, needs: readonly GcpNeed[], target: NodeRecord): readonly Use[] =>
  needs.flatMap((need) =>
    (sitesOf(estate, need, target) ?? []).map((node) => ({ permission: need.permission, node })),
  )

const keyOf = (shares: readonly Share[]): string =>
  JSON.stringify(
    shares.map(({ holders, denied, by }) => [
      holders.map(({ asker }) => asker.id),
      denied,
      by.map((ground) => (ground.type === 'deny' ? [ground.rule.policy, ground.rule.index] : ground.type)),
    ]),
  )
