import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Text = z.string().nullish()
const PullRequest = z.object({ commentControl: Text }).nullish()

const Trigger = z.object({
  name: Text,
  disabled: z.boolean().nullish(),
  serviceAccount: Text,
  approvalConfig: z.object({ approvalRequired: z.boolean().nullish() }).nullish(),
  github: z.object({ owner: Text, name: Text, pullRequest: PullRequest }).nullish(),
  repositoryEventConfig: z.object({ repository: Text, pullRequest: PullRequest }).nullish(),
})

/** https://cloud.google.com/build/docs/api/reference/rest/v1/projects.triggers */
export const buildTrigger = defineAsset({
  type: 'cloudbuild.googleapis.com/BuildTrigger',
  kind: 'GcpBuildTrigger',
  read: (data) => {
    const { name, disabled, serviceAccount, approvalConfig, github, repositoryEventConfig } =
      Trigger.parse(data)
    const pullRequest = github?.pullRequest ?? repositoryEventConfig?.pullRequest
    const email = serviceAccount?.replace(/^.*\/serviceAccounts\//, '').toLowerCase()
    const repository = github?.name
      ? `${github.owner ?? ''}/${github.name}`
      : repositoryEventConfig?.repository
    return {
      props: {
        ...(name && { name }),
        disabled: disabled === true,
        pullRequests: pullRequest != null,
        // What the API leaves out is its first value.
        commentControl: pullRequest?.commentControl ?? 'COMMENTS_DISABLED',
        approvalRequired: approvalConfig?.approvalRequired === true,
        repository: repository ?? null,
        ...(email && { serviceAccount: email }),
      },
      relations: email ? [['HAS_EXECUTION_ROLE', `serviceAccount:${email}`]] : [],
    }
  },
})
