import type { RelationshipRecord } from '../../snapshot/records.ts'
import { MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import type { Asker, Estate } from './estate.ts'
import type { Ground, GroundsFor, Question } from './ground.ts'
import { hasLevel, letsIn, letsOut, type Target } from './let-in.ts'
import type { Perimeter } from './read-perimeters.ts'
import { mayPass, restrictedService } from './restricted-service.ts'
import { comesFrom, isOnlyFrom, placeOf } from './whence.ts'

const BRIDGE = 'PERIMETER_TYPE_BRIDGE'

/** What was found of an estate before: its perimeters with their places, and how they answered. */
interface Known {
  readonly regular: readonly Placed[]
  readonly bridges: readonly Placed[]
  readonly restricted: ReadonlySet<string>
  /** By permission; null where a perimeter cannot hold it back. */
  readonly services: Map<string, string | null>
  /** By perimeter and project. */
  readonly joined: Map<string, ReadonlySet<string>>
  /** Some rule lets in or out: it may tell permissions of a service apart. */
  readonly hasRules: boolean
  /** By permission or service, then by place. */
  readonly asked: Map<string, Map<string, GroundsFor>>
}
interface Placed {
  readonly perimeter: Perimeter
  /** Nodes of projects, and names of VPC networks. */
  readonly places: ReadonlySet<string>
}

const known = new WeakMap<Estate, Known>()

function knownOf(estate: Estate): Known {
  const found = known.get(estate) ?? readKnown(estate)
  known.set(estate, found)
  return found
}

function readKnown(estate: Estate): Known {
  const placed = estate.perimeters.map((perimeter) => ({
    perimeter,
    places: new Set(perimeter.resources.map((one) => placeOf(estate, one))),
  }))
  const regular = placed.filter(({ perimeter }) => perimeter.perimeterType !== BRIDGE)
  return {
    regular,
    bridges: placed.filter(({ perimeter }) => perimeter.perimeterType === BRIDGE),
    restricted: new Set(regular.flatMap(({ perimeter }) => perimeter.restrictedServices)),
    services: new Map(),
    joined: new Map(),
    hasRules: regular.some(
      ({ perimeter }) => perimeter.ingressPolicies.length > 0 || perimeter.egressPolicies.length > 0,
    ),
    asked: new Map(),
  }
}

/** The service that some perimeter restricts to hold the permission back; null where none does. */
function serviceOf(estate: Estate, permission: string): string | null {
  if (estate.perimeters.length === 0) return null
  const { services, restricted } = knownOf(estate)
  const before = services.get(permission)
  if (before !== undefined) return before
  const service = restrictedService(permission)
  const found = service !== null && restricted.has(service) ? service : null
  services.set(permission, found)
  return found
}

/** Some perimeter restricts the service that serves the permission. */
export const isRestricted = (estate: Estate, permission: string): boolean =>
  serviceOf(estate, permission) !== null

/** A perimeter around the project restricts it. */
export function restrictsIn(estate: Estate, project: string, permission: string): boolean {
  const service = serviceOf(estate, permission)
  if (service === null) return false
  return knownOf(estate).regular.some(
    ({ perimeter, places }) => places.has(project) && perimeter.restrictedServices.includes(service),
  )
}

/**
 * Perimeters that the request would come into or go out of. One that comes from the Internet is held back unless an access
 * level or an ingress rule lets it in; one that leaves only may be, for whoever holds the identity can take it along.
 * null: none restricts it, whoever asks.
 * https://cloud.google.com/vpc-service-controls/docs/overview
 */
export function perimetersOn(
  estate: Estate,
  { permission, resource }: Pick<Question, 'permission' | 'resource'>,
): GroundsFor | null {
  const service = serviceOf(estate, permission)
  if (service === null) return null
  const place = estate.chainOf(resource).find((node) => estate.projectNode(node) === node) ?? resource
  const { asked, hasRules } = knownOf(estate)
  const isOneOfMany = !hasRules && !mayPass(permission)
  const byPlace = asked.get(isOneOfMany ? service : permission) ?? new Map<string, GroundsFor>()
  asked.set(isOneOfMany ? service : permission, byPlace)
  const found = byPlace.get(place) ?? onceEach(sidesOf(estate, { service, permission, place }))
  byPlace.set(place, found)
  return found
}

const NONE: readonly never[] = []

/** All that is said, asked for once of each. */
function onceEach(sides: readonly GroundsFor[]): GroundsFor {
  const answers = new Map<string, readonly Ground[]>()
  return (asker) => {
    const before = answers.get(asker.id)
    if (before !== undefined) return before
    const found = sides.map((side) => side(asker)).filter((grounds) => grounds.length > 0)
    const [only = NONE, second] = found
    const grounds = second === undefined ? only : found.flat()
    answers.set(asker.id, grounds)
    return grounds
  }
}

/** What each perimeter that restricts the service says to whoever asks: the place lies inside of it or outside. */
function sidesOf(estate: Estate, target: Target): readonly GroundsFor[] {
  const { service, place } = target
  return knownOf(estate)
    .regular.filter(({ perimeter }) => perimeter.restrictedServices.includes(service))
    .map((placed): GroundsFor => {
      const ground = { type: 'perimeter', perimeter: placed.perimeter.id, service } as const
      if (!placed.places.has(place)) {
        const out = [{ ...ground, direction: 'out', applies: MAYBE } as const]
        return (asker) =>
          isOnlyFrom(estate, asker, placed.places) && !goesOut(estate, asker, placed, target) ? out : NONE
      }
      const held = [{ ...ground, direction: 'in', applies: YES } as const]
      const open = [{ ...ground, direction: 'in', applies: MAYBE } as const]
      return (asker) => {
        const passes = cameIn(estate, asker, placed, target)
        return passes === YES ? NONE : passes === NO ? held : open
      }
    })
}

/** Places from which a project may be asked as if they were in its perimeter: its bridges join them. */
function joinedTo(estate: Estate, { perimeter, places }: Placed, project: string): ReadonlySet<string> {
  const { bridges, joined } = knownOf(estate)
  const over = bridges.filter((bridge) => bridge.places.has(project))
  if (over.length === 0) return places
  const key = `${perimeter.id} ${project}`
  const all = joined.get(key) ?? new Set([...places, ...over.flatMap((bridge) => [...bridge.places])])
  joined.set(key, all)
  return all
}

function cameIn(estate: Estate, asker: Asker, placed: Placed, target: Target): Tri {
  const { accessLevels, ingressPolicies } = placed.perimeter
  const ways: (() => Tri)[] = [
    () => (mayPass(target.permission) ? MAYBE : NO),
    () => comesFrom(estate, asker, joinedTo(estate, placed, target.place)),
    ...accessLevels.map((name) => () => hasLevel(estate, asker, name)),
    ...ingressPolicies.map(
      ({ ingressFrom, ingressTo }) =>
        () =>
          letsIn(estate, asker, ingressFrom, ingressTo, target),
    ),
  ]
  return ways.reduce<Tri>((best, way) => (best === YES ? YES : or(best, way())), NO)
}

const goesOut = (estate: Estate, asker: Asker, placed: Placed, target: Target): boolean =>
  knownOf(estate).bridges.some(
    ({ places }) => places.has(target.place) && [...placed.places].some((place) => places.has(place)),
  ) ||
  placed.perimeter.egressPolicies.some(
    ({ egressFrom, egressTo }) => letsOut(estate, asker, egressFrom, egressTo, target) === YES,
  )

/** Which projects and networks lie in which perimeter: the cloud names them by number. */
export const membersOfPerimeters = (estate: Estate): readonly RelationshipRecord[] =>
  estate.perimeters.flatMap(({ id, resources }) =>
    resources.map((one) => ({ from: placeOf(estate, one), kind: 'RESTRICTED_BY', to: id, props: {} })),
  )
