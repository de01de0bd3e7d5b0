import { WORKLOAD } from '../../likelihood.ts'
import { along } from '../pairs.ts'
import { defineTechnique, type GraphLiteral, type Technique } from '../technique.ts'
import { trusting, trustsService } from './trust.ts'

/** Code in a managed workload finds the credentials of its role in its environment. */
function runsAs(
  id: string,
  title: string,
  kind: string,
  service: string,
  reference: string,
  chain: readonly string[] = ['HAS_EXECUTION_ROLE'],
): Technique {
  return defineTechnique({
    id,
    title,
    edge: 'RUNS_AS',
    // https://attack.mitre.org/techniques/T1552/007/ and https://attack.mitre.org/techniques/T1078/004/
    attack: ['T1552.007', 'T1078.004'],
    likelihood: WORKLOAD.executionRole,
    references: [reference],
    pairs: along(kind, chain),
    needs: { self: [], target: [trustsService(service)], world: [] },
    evidence: ({ self, target }) => [{ type: 'setting', id: self.id, detail: `runs as ${target.id}` }],
    provenance: ({ self, through }) => {
      const { id } = through.at(-1) ?? self
      return { id, type: 'setting', edit: { change: 'set', resource: id, property: 'role', value: null } }
    },
    example: heldBy(kind, chain, service),
    nearMiss: heldBy(kind, chain, 'monitoring.rds.amazonaws.com'),
  })
}

function heldBy(kind: string, chain: readonly string[], service: string): GraphLiteral {
  const between = chain.slice(1).map((_, at) => `between-${at}`)
  const ids = ['workload', ...between, 'role']
  return {
    nodes: [
      ['workload', kind],
      ...between.map((id) => [id, 'AwsEcsTaskDefinition'] as const),
      ['role', 'AwsIamRole', { trustPolicy: trusting(service) }],
    ],
    facts: chain.map((link, at) => [ids[at] ?? '', link, ids[at + 1] ?? ''] as const),
  }
}

const page = (path: string): string => `https://docs.aws.amazon.com/${path}.html`
const TASKS = 'ecs-tasks.amazonaws.com'

export const buildRunsAsRole = runsAs(
  'aws-build-role',
  'Code of a build acts as the project’s role',
  'AwsCodeBuildProject',
  'codebuild.amazonaws.com',
  page('codebuild/latest/userguide/setting-up-service-role'),
)
export const taskRunsAsDefinedRole = runsAs(
  'aws-task-role',
  'Code in a container acts as the task role of its definition',
  'AwsEcsTask',
  TASKS,
  page('AmazonECS/latest/developerguide/task-iam-roles'),
  ['USES_DEFINITION', 'HAS_EXECUTION_ROLE'],
)
export const serviceRunsAsDefinedRole = runsAs(
  'aws-task-role-of-service',
  'Code in the containers of a service acts as the task role of its definition',
  'AwsEcsService',
  TASKS,
  page('AmazonECS/latest/developerguide/task-iam-roles'),
  ['USES_DEFINITION', 'HAS_EXECUTION_ROLE'],
)
export const taskRunsAsOwnRole = runsAs(
  'aws-task-role-override',
  'Code in a container acts as the role its task was started with',
  'AwsEcsTask',
  TASKS,
  page('AmazonECS/latest/APIReference/API_TaskOverride'),
)
export const glueJobRunsAsRole = runsAs(
  'aws-glue-job-role',
  'Script of a Glue job acts as the job’s role',
  'AwsGlueJob',
  'glue.amazonaws.com',
  page('glue/latest/dg/create-an-iam-role'),
)
export const glueEndpointRunsAsRole = runsAs(
  'aws-glue-endpoint-role',
  'Code on a Glue development endpoint acts as its role',
  'AwsGlueDevEndpoint',
  'glue.amazonaws.com',
  page('glue/latest/dg/dev-endpoint'),
)
export const notebookRunsAsRole = runsAs(
  'aws-notebook-role',
  'Code in a notebook acts as the notebook’s role',
  'AwsSageMakerNotebook',
  'sagemaker.amazonaws.com',
  page('sagemaker/latest/dg/sagemaker-roles'),
)
export const appRunnerRunsAsRole = runsAs(
  'aws-apprunner-role',
  'Code of an App Runner service acts as its instance role',
  'AwsAppRunnerService',
  'tasks.apprunner.amazonaws.com',
  page('apprunner/latest/dg/security_iam_service-with-iam'),
)
export const interpreterRunsAsRole = runsAs(
  'aws-interpreter-role',
  'Code in a code interpreter acts as its role',
  'AwsBedrockCodeInterpreter',
  'bedrock-agentcore.amazonaws.com',
  page('bedrock-agentcore/latest/devguide/code-interpreter-tool'),
)
export const stateMachineRunsAsRole = runsAs(
  'aws-state-machine-role',
  'A state machine calls services as its role',
  'AwsStateMachine',
  'states.amazonaws.com',
  page('step-functions/latest/dg/procedure-create-iam-role'),
)
