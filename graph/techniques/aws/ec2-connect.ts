import { INTERNET_ID } from '../../internet-node.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { Value } from '../../snapshot/records.ts'
import type { Scene } from '../engine/scene.ts'
import { follow } from '../engine/sources.ts'
import { definePrivilege, type Permission, type Prerequisite } from '../privilege.ts'
import { ACCOUNT, arn, scenario } from './example.ts'
import { instances, running } from './ssm.ts'

const SSH = 22

/** Somebody can open SSH to the instance: from the Internet, or from wherever a security group lets in. */
const sshOpen: Prerequisite = {
  id: 'ssh-reachable',
  says: 'port 22 of the instance can be reached',
  decide({ nodes }, scene) {
    const { instance } = nodes
    if (instance === undefined) return { state: 'unmet', detail: 'no instance' }
    const edge = (scene.reaching.get(instance.id) ?? []).find(({ extra }) => includesSsh(extra?.ports))
    if (edge?.from === INTERNET_ID)
      return { state: 'met', detail: 'port 22 is open to the Internet', evidence: edge.evidence }
    if (edge !== undefined || letsSshIn(scene, instance.id))
      return { state: 'unknown', detail: 'port 22 is open to some addresses only' }
    return { state: 'unmet', detail: 'no security group lets SSH in' }
  },
}

/** Ports as on CAN_REACH: `all`, `tcp/22`, `tcp/20-30`. */
function includesSsh(ports: Value | undefined): boolean {
  const texts = Array.isArray(ports) ? ports.filter((port) => typeof port === 'string') : []
  return texts.some((text) => {
    if (text === 'all' || text === 'tcp') return true
    const range = /^tcp\/(\d+)(?:-(\d+))?$/.exec(text)
    return range !== null && Number(range[1]) <= SSH && SSH <= Number(range[2] ?? range[1])
  })
}

function letsSshIn(scene: Scene, instance: string): boolean {
  const interfaces = follow(scene, instance, 'HAS_INTERFACE')
  const groups = interfaces.flatMap(({ id }) => follow(scene, id, 'IN_SECURITY_GROUP'))
  return groups.some(({ props }) => Array.isArray(props.ingress) && props.ingress.some(admitsSsh))
}

function admitsSsh(rule: Value): boolean {
  const fields = new Map(typeof rule === 'object' && rule !== null ? Object.entries(rule) : [])
  const [protocol, from, to] = [fields.get('protocol'), fields.get('fromPort'), fields.get('toPort')]
  if (protocol === 'all') return true
  if (protocol !== 'tcp') return false
  if (typeof from !== 'number' || typeof to !== 'number') return true
  return from <= SSH && SSH <= to
}

const INSTANCE = arn('ec2', 'instance/i-1')
const sendKey: Permission = { action: 'ec2-instance-connect:SendSSHPublicKey', on: 'instance' }
const instanceIn = (state: string) => ({
  ...scenario({
    permissions: [sendKey],
    on: { instance: INSTANCE },
    nodes: [[INSTANCE, 'AwsEc2Instance', { account: ACCOUNT, state }]],
  }),
  reached: [INSTANCE],
})

export const sshKeySent = definePrivilege({
  id: 'ec2instanceconnect-003',
  title: 'Sends an SSH key to an instance and signs in',
  category: 'existing-passrole',
  edge: 'CAN_EXECUTE_ON',
  // https://attack.mitre.org/techniques/T1021/004/ and https://attack.mitre.org/techniques/T1098/004/
  attack: ['T1021.004', 'T1098.004'],
  likelihood: TECHNIQUE.command,
  references: [
    'https://docs.aws.amazon.com/ec2-instance-connect/latest/APIReference/API_SendSSHPublicKey.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-linux-inst-eic.html',
  ],
  source: instances,
  needs: { self: [sendKey], target: [running, sshOpen], world: [] },
  example: instanceIn('running'),
  nearMiss: instanceIn('stopped'),
})
