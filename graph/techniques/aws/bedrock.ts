import { TECHNIQUE } from '../../likelihood.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Permission } from '../privilege.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'bedrock-agentcore.amazonaws.com'
const NEW = 'arn:aws:bedrock-agentcore:{region}:{account}:code-interpreter-custom/{new}'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_${operation}.html`

const use = (on: string): readonly Permission[] => [
  { action: 'bedrock-agentcore:StartCodeInterpreterSession', on },
  { action: 'bedrock-agentcore:InvokeCodeInterpreter', on },
]

export const newCodeInterpreter = newPassRole({
  id: 'bedrock-001',
  title: 'Creates a Bedrock AgentCore code interpreter with the role and runs code in it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('InvokeCodeInterpreter')],
  permissions: [{ action: 'bedrock-agentcore:CreateCodeInterpreter', on: '*' }, ...use(NEW)],
})

export const codeInterpreterUsed = existingWorkload({
  id: 'bedrock-002',
  title: 'Runs code in a Bedrock AgentCore code interpreter that holds a role',
  kind: 'AwsBedrockCodeInterpreter',
  name: 'interpreter',
  workload: arn('bedrock-agentcore', 'code-interpreter-custom/analysis-1'),
  service: SERVICE,
  likelihood: TECHNIQUE.command,
  references: [reference('InvokeCodeInterpreter')],
  permissions: use('interpreter'),
  target: [
    propertyOf(
      'interpreter-state',
      'the interpreter is ready',
      'interpreter',
      'status',
      (status) => status === 'READY',
    ),
  ],
  props: { status: 'READY' },
})
