import { z } from 'zod'
import { listOf, textOrNone } from './shapes.ts'

const filter = z.object({
  type: z.string(),
  pattern: textOrNone,
  excludeMatchedPattern: z.boolean().nullish(),
})
type Filter = z.output<typeof filter>

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Webhook.html */
export const webhook = z.object({
  filterGroups: listOf(z.array(filter)),
  pullRequestBuildPolicy: z.object({ requiresCommentApproval: textOrNone }).nullish(),
})

/**
 * Whether a pull request of somebody unknown starts a build; undefined where it is not told: a webhook without
 * filters, or one whose approval policy was not read. https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 */
export function buildsPullRequestsOfAnyone(
  given: z.output<typeof webhook> | null | undefined,
): boolean | undefined {
  if (given == null) return false
  if (given.filterGroups.length === 0) return undefined
  if (!given.filterGroups.some((group) => takesPullRequests(group) && !namesActors(group))) return false
  const approval = given.pullRequestBuildPolicy?.requiresCommentApproval
  if (approval == null) return undefined
  return approval === 'DISABLED'
}

const takesPullRequests = (group: readonly Filter[]): boolean =>
  group.some(
    ({ type, pattern }) =>
      type === 'EVENT' && /PULL_REQUEST_(?:CREATED|UPDATED|REOPENED)/.test(pattern ?? ''),
  )

/** A pattern that is not anchored at both ends also matches longer account numbers, which anybody may come to have. */
const namesActors = (group: readonly Filter[]): boolean =>
  group.some(
    ({ type, pattern, excludeMatchedPattern }) =>
      type === 'ACTOR_ACCOUNT_ID' &&
      excludeMatchedPattern !== true &&
      /^\^(?:\([^()]*\)|[^|()]*)\$$/.test(pattern ?? ''),
  )
