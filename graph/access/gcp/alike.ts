import type { NodeRecord } from '../../snapshot/records.ts'
import type { Alternative } from './form.ts'
import { heldOn, truthOf, usesOn, type World } from './held.ts'
import type { Limits } from './limits.ts'
import type { Grounds } from './output.ts'
import { isRestricted } from './perimeters.ts'
import type { Piece } from './pieces.ts'
import type { TargetGroup } from './targets.ts'
import type { Way } from './ways.ts'

/** Targets on which bindings of the same forms hold. */
export interface Alike {
  /** For each need, the forms of the bindings that meet it. */
  readonly used: readonly ReadonlySet<string>[]
  /** Those of them whose conditions may hold. */
  readonly maybe: ReadonlySet<string>
  /** No deny policy, boundary or perimeter is near. */
  readonly isFree: boolean
  readonly targets: NodeRecord[]
  /** `targets` as they were drawn, by what a technique asks of them. */
  readonly groups: Map<string, readonly TargetGroup[]>
  /** The bindings by which each way goes. */
  readonly grounds: Map<Way, Grounds>
}

/** By what an alternative asks of which targets, then by the form of a way. */
export type AlikeByQuestion = Map<string, Map<string, readonly Alike[]>>

/** Of a binding only this tells where it holds; by it, whoever has it at a node is answered alike. */
export const formOfPiece = ({ binding: { node, condition }, mask }: Piece): string =>
  condition === null ? `${mask} ${node}` : JSON.stringify([node, condition, mask])

/** Looked for once for all ways of the same form, and all alternatives that ask the same. */
export function alikeFor(
  world: World & { readonly limits: Limits },
  known: AlikeByQuestion,
  alternative: Alternative,
  way: Way,
  asked: readonly NodeRecord[],
): readonly Alike[] {
  const { technique, needs, bits } = alternative
  const { estate } = world
  // Conditions and deny policies look at the permission; else only the place of a need counts, and whether a perimeter may.
  const isPlain =
    estate.deniedScopes.size === 0 && way.pieces.every(({ binding }) => binding.condition === null)
  const ofNeeds = needs.map(({ permission, on }, index) => [
    on,
    bits[index],
    isPlain ? isRestricted(estate, permission) : permission,
  ])
  const question = JSON.stringify([technique.target, ofNeeds])
  const ofQuestion = known.get(question) ?? new Map<string, readonly Alike[]>()
  known.set(question, ofQuestion)
  const form = formOfWay(way)
  const found = ofQuestion.get(form) ?? findAlike(world, alternative, way, asked)
  ofQuestion.set(form, found)
  return found
}

const forms = new WeakMap<Way, string>()

function formOfWay(way: Way): string {
  const known = forms.get(way) ?? tellForm(way)
  forms.set(way, known)
  return known
}

function tellForm({ at, pieces, told }: Way): string {
  const formsOf = (list: readonly Piece[]) => [...new Set(list.map(formOfPiece))].sort()
  return JSON.stringify([at, formsOf(pieces), told.map(formsOf).sort()])
}

function findAlike(
  world: World & { readonly limits: Limits },
  alternative: Alternative,
  way: Way,
  asked: readonly NodeRecord[],
): readonly Alike[] {
  const found = new Map<string, Alike>()
  for (const target of asked) {
    const held = heldOn(world, alternative, way.pieces, target)
    if (held === null) continue
    const truth = truthOf(held)
    if (way.told.some((pieces) => truthOf(heldOn(world, alternative, pieces, target)) >= truth)) continue
    const used = held.used.map((pieces) => new Set(pieces.map(formOfPiece)))
    const maybe = new Set(held.maybe.map(formOfPiece))
    const isFree = world.limits.isFree(usesOn(world.estate, alternative.needs, target))
    const key = JSON.stringify([used.map((forms) => [...forms]), [...maybe], isFree])
    const alike = found.get(key)
    if (alike !== undefined) alike.targets.push(target)
    else found.set(key, { used, maybe, isFree, targets: [target], groups: new Map(), grounds: new Map() })
  }
  return [...found.values()]
}
