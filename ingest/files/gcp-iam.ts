import { z } from 'zod'
import { ApiError, type ApiSource } from '../collector.ts'
import { LIST_ASSETS } from '../gcp/calls.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { Limits } from './limits.ts'

/**
 * What IAM says besides the inventory, as gcloud prints it: deny policies with their rules by what they are attached to,
 * and access boundaries with their bindings.
 */
export interface IamAnswers {
  /** `cloudresourcemanager.googleapis.com/projects/42` to its deny policies; one that was not asked for is absent. */
  readonly denyPolicies: Map<string, Policy[]>
  /** `organizations/1` to its boundaries. */
  readonly boundaries: Map<string, Policy[]>
  /** Name of a boundary to its bindings. */
  readonly bindings: Map<string, unknown[]>
}

const Policy = z.looseObject({ name: z.string() })
type Policy = z.infer<typeof Policy>
const Binding = z.looseObject({ policy: z.string(), target: z.looseObject({ principalSet: z.string() }) })

export const noAnswers = (): IamAnswers => ({
  denyPolicies: new Map(),
  boundaries: new Map(),
  bindings: new Map(),
})

const DENY = /^policies\/([^/]+)\/denypolicies\/[^/]+$/
const BOUNDARY = /^(organizations\/\d+)\/locations\/[^/]+\/principalAccessBoundaryPolicies\/([^/]+)$/
/** Where the export script puts an answer: a list that is empty is known by nothing else. */
const PLACE =
  /(?:^|\/)iam\/(denypolicies|boundaries)\/((?:projects|folders|organizations)-[^/]+)\/([^/]+)\.json$/

/** Adds what a file holds; false for a file of something else. @throws InputError when it is no JSON. */
export function takeIam(
  answers: IamAnswers,
  file: Pick<InputFile, 'path' | 'segments'>,
  bytes: Uint8Array,
  limits: Limits,
): boolean {
  const [, kind, scope = '', name = ''] = PLACE.exec(file.segments.join('/')) ?? []
  if (
    kind === undefined &&
    !/"(?:policies|organizations)\/[^"]+\/(?:denypolicies|policyBindings|principalAccessBoundaryPolicies)\//.test(
      head(bytes),
    )
  )
    return false
  const value = parseJson(bytes, file.path, limits)
  if (kind !== undefined) noteAsked(answers, kind, scope.replace('-', '/'), name)
  const items = [value].flat()
  return items.filter((item) => take(answers, item)).length > 0 || kind !== undefined
}

/** A policy tells its kind at the beginning. */
const head = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 4096))

function noteAsked(answers: IamAnswers, kind: string, scope: string, name: string): void {
  if (kind === 'denypolicies') listIn(answers.denyPolicies, `cloudresourcemanager.googleapis.com/${scope}`)
  else if (name === 'list') listIn(answers.boundaries, scope)
  else listIn(answers.bindings, `${scope}/locations/global/principalAccessBoundaryPolicies/${name}`)
}

function take(answers: IamAnswers, item: unknown): boolean {
  const binding = Binding.safeParse(item).data
  if (binding !== undefined) {
    listIn(answers.bindings, binding.policy).push(binding)
    return true
  }
  const policy = Policy.safeParse(item).data
  const attached = DENY.exec(policy?.name ?? '')?.[1]
  const owner = BOUNDARY.exec(policy?.name ?? '')?.[1]
  if (policy === undefined || (attached === undefined && owner === undefined)) return false
  if (attached !== undefined) listIn(answers.denyPolicies, decodeURIComponent(attached)).push(policy)
  else if (owner !== undefined) listIn(answers.boundaries, owner).push(policy)
  return true
}

function listIn<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

const notIn = (what: string) =>
  new ApiError(
    `${what}: not in these files, so that more may seem to be allowed than is`,
    'UNSUPPORTED',
    'NotInExport',
  )

/**
 * Answers what the collectors of deny policies and boundaries ask, from files; `resources` as an export has them. Where no
 * file is of the kind, nothing is answered, so that what an earlier scan read of them stays.
 */
export const iamSource = (
  answers: IamAnswers,
  kind: 'denyPolicies' | 'boundaries',
  resources: readonly unknown[],
): ApiSource => ({
  async call(call, input = {}) {
    if (answers[kind].size === 0) throw notIn(kind === 'boundaries' ? 'access boundaries' : 'deny policies')
    if (call === LIST_ASSETS) return resources
    if (call.startsWith('iam policies')) return denyAnswer(answers, call, input)
    const name = `organizations/${String(input.organization)}`
    if (input.policy === undefined) {
      const found = answers.boundaries.get(name)
      if (found === undefined) throw notIn('access boundaries')
      return { principalAccessBoundaryPolicies: found }
    }
    const bound = answers.bindings.get(
      `${name}/locations/global/principalAccessBoundaryPolicies/${String(input.policy)}`,
    )
    if (bound === undefined) throw notIn('bindings of access boundaries')
    return { policyBindings: bound }
  },
})

/** The list leaves the rules out, so that of two with a name the one with rules is meant. */
function denyAnswer(
  { denyPolicies }: IamAnswers,
  call: string,
  { attachmentPoint, policy }: { readonly [member: string]: unknown },
): unknown {
  const found = denyPolicies.get(String(attachmentPoint))
  if (found === undefined) throw notIn('deny policies')
  const whole = found.filter((one) => one.rules !== undefined)
  if (policy === undefined) {
    const names = new Set(found.map(({ name }) => name))
    return { policies: [...names].map((name) => ({ name })) }
  }
  const own = whole.find(({ name }) => name.endsWith(`/${String(policy)}`))
  if (own === undefined) throw notIn(call)
  return own
}
