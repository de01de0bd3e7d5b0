import { defineNode, flag, text } from '../define.ts'

export const GcpBuildTrigger = defineNode({
  kind: 'GcpBuildTrigger',
  class: 'Workload',
  provider: 'gcp',
  service: 'cloudbuild',
  title: 'Cloud Build trigger',
  properties: {
    disabled: flag('it starts nothing'),
    pullRequests: flag('a pull request starts it'),
    commentControl: text(
      'COMMENTS_DISABLED: no comment of a collaborator is waited for | COMMENTS_ENABLED | COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY',
    ),
    approvalRequired: flag('somebody must approve each build'),
    repository: text('whose changes start it; null when it is of another kind'),
    serviceAccount: text('email its builds act as; absent when that is the default of the project'),
  },
})
