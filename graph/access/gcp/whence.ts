import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import type { Asker, Estate } from './estate.ts'
import { matchesAny } from './match-member.ts'
import type { Binding } from './policy.ts'

/** With one of these somebody gets to a shell on a machine, and asks from its network as whoever he is. */
const SHELLS: readonly string[] = [
  'compute.instances.osLogin',
  'compute.instances.osAdminLogin',
  'compute.instances.setMetadata',
  'compute.projects.setCommonInstanceMetadata',
  'compute.instances.create',
  'container.pods.exec',
  'container.pods.create',
]

/** Node of a project that perimeters name by its number, where it was read; the name of a VPC network as it is. */
export const placeOf = (estate: Estate, resource: string): string =>
  (resource.startsWith('projects/') ? estate.projectNode(resource.slice('projects/'.length)) : undefined) ??
  resource

/**
 * Whether somebody asks from one of the places: projects by their node, VPC networks by their name. People and identities
 * of other clouds ask from the Internet, unless they may get to a shell inside.
 */
export function comesFrom(estate: Estate, asker: Asker, places: ReadonlySet<string>): Tri {
  const answers = known.get(places) ?? new Map<string, Tri>()
  known.set(places, answers)
  const answer = answers.get(asker.id) ?? askedFrom(estate, asker, places)
  answers.set(asker.id, answer)
  return answer
}

/** A set of places is of one estate. */
const known = new WeakMap<ReadonlySet<string>, Map<string, Tri>>()

function askedFrom(estate: Estate, asker: Asker, places: ReadonlySet<string>): Tri {
  const origins = estate.originsOf(asker).filter((origin) => origin.places.some((place) => places.has(place)))
  if (origins.some(({ sure }) => sure)) return YES
  const cluster = clusterProject(asker)
  if (cluster !== null && places.has(estate.projectNode(cluster) ?? '')) return YES
  const home = projectOf(asker)
  if (home !== null && places.has(estate.projectNode(home) ?? '')) return MAYBE
  return origins.length > 0 || mayEnter(estate, asker, places) ? MAYBE : NO
}

/** Everything that acts as the identity does so from the places. */
export const isOnlyFrom = (estate: Estate, asker: Asker, places: ReadonlySet<string>): boolean => {
  const origins = estate.originsOf(asker)
  return (
    origins.length > 0 &&
    origins.every((origin) => origin.sure && origin.places.some((place) => places.has(place)))
  )
}

/**
 * Pods that ask as themselves: the pool is named alone in `serviceAccount:project.svc.id.goog[namespace/name]`, and in full
 * in a principal. https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 */
const clusterProject = ({ member }: Asker): string | null =>
  member.type === 'federated' ? (/(?:^|\/)([^/]+)\.svc\.id\.goog$/.exec(member.pool)?.[1] ?? null) : null

/** Of a service account, or of what an agent of Google's works for: https://cloud.google.com/iam/docs/service-account-types */
function projectOf({ member }: Asker): string | null {
  if (member.type !== 'serviceAccount') return null
  const [name = '', domain = ''] = member.email.split('@')
  const own = /^([^.]+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1]
  if (own !== undefined && !own.startsWith('gcp-sa-')) return own
  return domain === 'appspot.gserviceaccount.com' ? name : (/^(?:service-)?(\d+)/.exec(name)?.[1] ?? null)
}

/** Bindings that give a shell in one of the places; of a role that is not known they may. */
const shells = new WeakMap<ReadonlySet<string>, ReadonlySet<Binding>>()

function shellsIn(estate: Estate, places: ReadonlySet<string>): ReadonlySet<Binding> {
  const known = shells.get(places)
  if (known !== undefined) return known
  const above = new Set([...places].flatMap(estate.policiesIn).flatMap(estate.chainOf))
  const found = [...above].flatMap(estate.bindingsAt).filter(({ role }) => {
    const permissions = estate.permissionsOf(role)
    return permissions === null || SHELLS.some((permission) => permissions.has(permission))
  })
  shells.set(places, new Set(found))
  return new Set(found)
}

const mayEnter = (estate: Estate, asker: Asker, places: ReadonlySet<string>): boolean =>
  [...shellsIn(estate, places)].some(({ members }) => matchesAny(members, asker, estate) !== NO)
