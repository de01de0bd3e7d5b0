import { ask, targetOf } from '../../access/aws/ask.ts'
import { principalKey } from '../../access/aws/principal.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Scene } from '../engine/scene.ts'
import { candidate, follow, nodesIn } from '../engine/sources.ts'
import { definePrivilege, type Permission, type Prerequisite, type Source } from '../privilege.ts'
import { ACCOUNT, arn, scenario } from './example.ts'
import { newPassRole } from './families.ts'

/** https://attack.mitre.org/techniques/T1651/ */
const ATTACK = ['T1651', 'T1078.004']
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_${operation}.html`

/** The account's instances, each reached as itself: what runs there acts as the instance's role. */
export const instances: Source = {
  says: 'instances',
  inAccount: (scene, account) =>
    nodesIn(scene, account, 'AwsEc2Instance').map((instance) => candidate({ instance }, instance.id)),
}

export const running = propertyOf(
  'instance-state',
  'the instance runs',
  'instance',
  'state',
  (state) => state === 'running',
)

/**
 * An agent that is registered answers. Where that was not collected, an instance whose role may not register itself
 * has no agent that could.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
 */
const agentRuns: Prerequisite = {
  id: 'ssm-agent',
  says: 'the SSM agent of the instance is registered',
  decide({ nodes }, scene) {
    const { instance } = nodes
    const managed = instance?.props.ssmManaged
    if (instance === undefined) return { state: 'unmet', detail: 'no instance' }
    if (managed === true) {
      const evidence = [{ type: 'setting', id: instance.id, detail: 'the SSM agent is registered' }]
      return { state: 'met', detail: 'the agent is registered', evidence }
    }
    if (managed === false) return { state: 'unmet', detail: 'no SSM agent is registered' }
    if (!mayRegister(scene, instance))
      return { state: 'unmet', detail: 'its role may not register with Systems Manager' }
    return { state: 'unknown', detail: 'whether the SSM agent runs was not collected' }
  },
}

function mayRegister(scene: Scene, instance: NodeRecord): boolean {
  const roles = follow(scene, instance.id, 'HAS_INSTANCE_PROFILE').flatMap(({ id }) =>
    follow(scene, id, 'HAS_ROLE'),
  )
  return roles.some((node) => {
    const role = scene.estate.identities.get(principalKey(node.id))
    if (role === undefined) return true
    const target = targetOf(instance, scene.estate.accounts.get(role.account), null)
    return ask(role, target, 'ssm:UpdateInstanceInformation', instance.id).decision.decision !== 'denied'
  })
}

const INSTANCE = arn('ec2', 'instance/i-1')
const onInstance = (id: string, title: string, permissions: readonly Permission[], operation: string) => {
  const withAgent = (ssmManaged: boolean) =>
    scenario({
      permissions,
      on: { instance: INSTANCE },
      nodes: [[INSTANCE, 'AwsEc2Instance', { account: ACCOUNT, state: 'running', ssmManaged }]],
    })
  return definePrivilege({
    id,
    title,
    category: 'existing-passrole',
    edge: 'CAN_EXECUTE_ON',
    attack: ATTACK,
    likelihood: TECHNIQUE.command,
    references: [reference(operation)],
    source: instances,
    needs: { self: permissions, target: [running, agentRuns], world: [] },
    example: withAgent(true),
    nearMiss: withAgent(false),
  })
}

/** Without a document named the default one needs no permission of its own, unless the policy asks for the check. */
export const sessionStarted = onInstance(
  'ssm-001',
  'Opens a shell on an instance with Session Manager',
  [{ action: 'ssm:StartSession', on: 'instance', context: { 'ssm:SessionDocumentAccessCheck': 'false' } }],
  'StartSession',
)

/** Asked on the instance and on the document; documents of AWS's have no account. */
const DOCUMENT = 'arn:aws:ssm:{region}:{account}:document/{new}'
export const commandSent = onInstance(
  'ssm-002',
  'Runs commands on an instance with Run Command',
  [
    { action: 'ssm:SendCommand', on: 'instance' },
    { action: 'ssm:SendCommand', on: 'arn:aws:ssm:{region}::document/AWS-RunShellScript' },
  ],
  'SendCommand',
)

const SERVICE = 'ssm.amazonaws.com'
export const newAutomation = newPassRole({
  id: 'ssm-003',
  title: 'Writes an automation document and runs it with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateDocument'), reference('StartAutomationExecution')],
  permissions: [
    { action: 'ssm:CreateDocument', on: DOCUMENT },
    { action: 'ssm:StartAutomationExecution', on: DOCUMENT },
    {
      action: 'ssm:StartAutomationExecution',
      on: 'arn:aws:ssm:{region}:{account}:automation-execution/{new}',
    },
  ],
})
