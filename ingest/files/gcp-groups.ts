import { ApiError, type ApiSource } from '../collector.ts'
import { LIST_POLICIES } from '../gcp/calls.ts'
import { GROUP_LOOKUP, GROUP_MEMBERSHIPS } from '../gcp/groups.ts'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { Limits } from './limits.ts'

/**
 * Who is in a group, by its address, as `gcloud identity groups memberships list --view=full --format=json` prints it.
 * https://cloud.google.com/sdk/gcloud/reference/identity/groups/memberships/list
 */
export type GroupAnswers = Map<string, readonly unknown[]>

/** Where the export script puts an answer, which does not say itself of which group it is. */
const PLACE = /(?:^|\/)iam\/groups\/([^/@]+@[^/@]+)\.json$/

/** Adds what a file holds; false for a file of something else. @throws InputError for one that is no list. */
export function takeGroup(
  answers: GroupAnswers,
  { path, segments }: Pick<InputFile, 'path' | 'segments'>,
  bytes: Uint8Array,
  limits: Limits,
): boolean {
  const [, group] = PLACE.exec(segments.join('/')) ?? []
  if (group === undefined) return false
  const members = parseJson(bytes, path, limits)
  if (!Array.isArray(members))
    throw new InputError(
      path,
      'is no list of memberships: gcloud identity groups memberships list --view=full',
    )
  answers.set(group.toLowerCase(), members)
  return true
}

/** Answers what the collector of groups asks, from files; a group that no file is of was not read. */
export const groupSource = (answers: GroupAnswers, policies: readonly unknown[]): ApiSource => ({
  async call(call, input = {}) {
    if (call === LIST_POLICIES) return policies
    const group = String(call === GROUP_LOOKUP ? input.group : input.id)
    const members = answers.get(group)
    if (members === undefined)
      throw new ApiError(`${GROUP_MEMBERSHIPS} of ${group}: not in these files`, 'UNSUPPORTED', 'NotInExport')
    return call === GROUP_LOOKUP ? { name: `groups/${group}` } : { memberships: members }
  },
})
