import { TECHNIQUE } from '../../likelihood.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Permission } from '../privilege.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'codebuild.amazonaws.com'
const NEW = 'arn:aws:codebuild:{region}:{account}:project/{new}'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/codebuild/latest/APIReference/API_${operation}.html`

const create: Permission = { action: 'codebuild:CreateProject', on: NEW }
const build = (on: string): Permission => ({ action: 'codebuild:StartBuild', on })
const buildBatch = (on: string): Permission => ({ action: 'codebuild:StartBuildBatch', on })

export const newProject = newPassRole({
  id: 'codebuild-001',
  title: 'Creates a build project with the role and starts a build',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateProject'), reference('StartBuild')],
  permissions: [create, build(NEW)],
})

export const newBatchProject = newPassRole({
  id: 'codebuild-004',
  title: 'Creates a build project with the role and starts a batch of builds',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateProject'), reference('StartBuildBatch')],
  permissions: [create, buildBatch(NEW)],
})

const project = {
  kind: 'AwsCodeBuildProject',
  name: 'project',
  workload: arn('codebuild', 'project/release'),
  service: SERVICE,
} as const

/** StartBuild takes a buildspec that replaces the project's. */
export const buildCommandsReplaced = existingWorkload({
  ...project,
  id: 'codebuild-002',
  title: 'Starts a build of a project with commands of its own',
  likelihood: TECHNIQUE.command,
  references: [reference('StartBuild')],
  permissions: [build('project')],
})

export const batchCommandsReplaced = existingWorkload({
  ...project,
  id: 'codebuild-003',
  title: 'Starts a batch of builds of a project with commands of its own',
  likelihood: TECHNIQUE.command,
  references: [reference('StartBuildBatch')],
  permissions: [buildBatch('project')],
  target: [
    propertyOf(
      'batch-builds',
      'batch builds are configured for the project',
      'project',
      'batchServiceRole',
      (role) => typeof role === 'string',
    ),
  ],
  props: { batchServiceRole: 'arn:aws:iam::111111111111:role/batch' },
})
