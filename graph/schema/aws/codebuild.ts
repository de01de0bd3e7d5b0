import { defineNode, flag, number, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

export const AwsCodeBuildProject = defineNode({
  kind: 'AwsCodeBuildProject',
  class: 'Workload',
  provider: 'aws',
  service: 'codebuild',
  title: 'CodeBuild project',
  properties: {
    serviceRole: text('role ARN that builds run as; null when it has none'),
    batchServiceRole: text('role ARN of batch builds; null when batch builds are not configured'),
    sourceType: text('NO_SOURCE, CODEPIPELINE, GITHUB, S3, CODECOMMIT, …'),
    sourceLocation: text(
      'repository address or bucket path, without user information; null when it has none',
    ),
    sourceAuthType: text('OAUTH, CODECONNECTIONS, SECRETS_MANAGER; null when none is set'),
    inlineBuildspec: flag('the build commands stand in the project itself, not in the source'),
    artifactsType: text('NO_ARTIFACTS, S3, CODEPIPELINE'),
    image: text('build image'),
    privileged: flag('containers run privileged'),
    webhook: flag('a webhook of the source starts builds'),
    pullRequestsOfAnyone: flag(
      'a pull request of somebody unknown starts a build, without approval; absent when that is not told',
    ),
    environmentNames: texts('names of the environment variables; never values'),
    environmentCredentialKinds: texts('kinds of credential detected in plain-text values and the buildspec'),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    publicBuilds: flag('anyone may read build logs and artifacts'),
    concurrentBuildLimit: number('absent when unlimited'),
    timeoutMinutes: number('minutes'),
  },
})
