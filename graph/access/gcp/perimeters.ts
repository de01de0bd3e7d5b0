import type { RelationshipRecord } from '../../snapshot/records.ts'
import { MAYBE, NO, not, or, type Tri, YES } from '../tri.ts'
import type { Asker, Estate } from './estate.ts'
import type { Ground, Question } from './ground.ts'
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
  /** By perimeter and project. */
  readonly joined: Map<string, ReadonlySet<string>>
  readonly answers: Map<string, readonly Ground[]>
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
    joined: new Map(),
    answers: new Map(),
  }
}

/** Some perimeter restricts the service that serves the permission. */
export const isRestricted = (estate: Estate, permission: string): boolean =>
  estate.perimeters.length > 0 && knownOf(estate).restricted.has(restrictedService(permission) ?? '')

/** A perimeter around the project restricts it. */
export const restrictsIn = (estate: Estate, project: string, permission: string): boolean =>
  isRestricted(estate, permission) &&
  knownOf(estate).regular.some(
    ({ perimeter, places }) =>
      places.has(project) && perimeter.restrictedServices.includes(restrictedService(permission) ?? ''),
  )

/**
 * Perimeters that the request would come into or go out of. One that comes from the Internet is held back unless an access
 * level or an ingress rule lets it in; one that leaves only may be, for whoever holds the identity can take it along.
 * https://cloud.google.com/vpc-service-controls/docs/overview
 */
export function perimeterGrounds(
  estate: Estate,
  { asker, permission, resource }: Question,
): readonly Ground[] {
  if (!isRestricted(estate, permission)) return []
  const { answers } = knownOf(estate)
  const chain = estate.chainOf(resource)
  const place = chain.find((node) => estate.projectNode(node) === node) ?? resource
  const key = JSON.stringify([asker.id, permission, place])
  const found = answers.get(key) ?? groundsOn(estate, asker, permission, place)
  answers.set(key, found)
  return found
}

function groundsOn(estate: Estate, asker: Asker, permission: string, place: string): readonly Ground[] {
  const service = restrictedService(permission) ?? ''
  const target = { service, permission, place }
  const { regular } = knownOf(estate)
  return regular
    .filter(({ perimeter }) => perimeter.restrictedServices.includes(service))
    .flatMap((placed): readonly Ground[] => {
      const ground = { type: 'perimeter', perimeter: placed.perimeter.id, service } as const
      if (placed.places.has(place)) {
        const passes = cameIn(estate, asker, placed, target)
        return passes === YES ? [] : [{ ...ground, direction: 'in', applies: not(passes) }]
      }
      const stays = isOnlyFrom(estate, asker, placed.places) && !goesOut(estate, asker, placed, target)
      return stays ? [{ ...ground, direction: 'out', applies: MAYBE }] : []
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
