import type { NodeRecord } from '../../snapshot/records.ts'
import { AccessQuestionError, isAnyone } from '../question.ts'
import type { RequestFacts } from './cel.ts'
import type { Asker } from './estate.ts'
import type { GcpEstate } from './estate-of.ts'
import { ANY_GOOGLE_ACCOUNT, holderOf } from './holders.ts'
import { memberOf } from './match-member.ts'
import { ALL_AUTHENTICATED_USERS, ALL_USERS, namesAnyone } from './member.ts'
import { requestBelow, requestOn } from './requests.ts'
import { TOLD_PERMISSIONS } from './roles.ts'

const SPELLED =
  /^(?:user|group|serviceAccount|domain|deleted|projectOwner|projectEditor|projectViewer):|^principal(?:Set)?:\/\//

/** Members as policies write them, which are the ids of their nodes, too. */
export const isMember = (id: string): boolean =>
  isAnyone(id) || id === ANY_GOOGLE_ACCOUNT.id || namesAnyone(id) || SPELLED.test(id)

/** Whoever a question is about; he need not have been read. @throws AccessQuestionError for those who cannot ask. */
export function askerNamed(estate: GcpEstate, id: string): Asker {
  const text = isAnyone(id) ? ALL_USERS : id === ANY_GOOGLE_ACCOUNT.id ? ALL_AUTHENTICATED_USERS : id
  const member = memberOf(text)
  const found = member.type === 'basic' ? [] : holderOf(text, member, estate)
  if (found !== null && 'asker' in found) return found.asker
  throw new AccessQuestionError(
    member.type === 'deleted'
      ? `"${id}" was deleted: nobody can be it`
      : `"${id}" is nobody who asks; write a member such as user:ann@example.com`,
  )
}

/** `iam.googleapis.com/workloadIdentityPools.create` is how such permissions are written in roles, too. */
const SLASHED = /^iam\.googleapis\.com\/work(?:load|force)/
const SERVICES: { readonly [service: string]: string } = { cloudresourcemanager: 'resourcemanager' }

/** A permission as roles name it, from either spelling. @throws AccessQuestionError */
export function permissionNamed(text: string): string {
  const [, service = '', rest = ''] = /^([a-z0-9-]+)\.googleapis\.com\/([^/]+)$/.exec(text) ?? []
  const permission = service === '' || SLASHED.test(text) ? text : `${SERVICES[service] ?? service}.${rest}`
  if (!SLASHED.test(text) && !/^[a-z][a-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*){2,}$/.test(permission))
    throw new AccessQuestionError(
      `"${text}" is no permission of Google Cloud; write it as service.resource.verb, such as storage.objects.get`,
    )
  const meant = TOLD_PERMISSIONS.has(permission) ? undefined : ALIKE.get(loosely(permission))
  if (meant !== undefined)
    throw new AccessQuestionError(`"${text}" is no permission of Google Cloud; did you mean ${meant}?`)
  return permission
}

/** What is easily mistaken: whether a resource is one or many, and capital letters. */
const loosely = (permission: string): string =>
  permission
    .toLowerCase()
    .split('.')
    .map((part) => part.replace(/s$/, ''))
    .join('.')

const ALIKE: ReadonlyMap<string, string> = new Map(
  [...TOLD_PERMISSIONS].map((permission) => [loosely(permission), permission]),
)

/** What a question is about: a node that was read, and what a request to it looks like. */
export interface AskedResource {
  readonly node: NodeRecord
  requestFor(permission: string, now: string | null): RequestFacts
}

/** A node, or something below one, such as an object of a bucket. @throws AccessQuestionError for what was not read. */
export function resourceNamed(estate: GcpEstate, text: string): AskedResource {
  const id = text.replace(/^gs:\/\//, '//storage.googleapis.com/').replace('/projects/_/buckets/', '/')
  const { facts } = estate
  const known = facts.node(estate.projectNode(id.replace(/^projects\//, '')) ?? id)
  if (known !== undefined && known.props.stub !== true)
    return { node: known, requestFor: (permission, now) => requestOn(permission, known, now) }
  for (let end = id.lastIndexOf('/'); end > 1; end = id.lastIndexOf('/', end - 1)) {
    const node = facts.node(id.slice(0, end))
    if (node === undefined || node.props.stub === true) continue
    const rest = id.slice(end + 1)
    return { node, requestFor: (permission, now) => requestBelow(permission, node, now, rest) }
  }
  throw new AccessQuestionError(`${text} is not in the snapshot`)
}
