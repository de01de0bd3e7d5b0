import { WORKLOAD } from '../../likelihood.ts'
import { need, property } from '../needs.ts'
import { along } from '../pairs.ts'
import { defineTechnique, type GraphLiteral, type Pair } from '../technique.ts'
import { trusting, trustsService } from './trust.ts'

const instanceRole = along('AwsEc2Instance', ['HAS_INSTANCE_PROFILE', 'HAS_ROLE'])

const runs = need(
  'instance-runs',
  'the instance runs',
  property('self', 'state', (state) => state === 'running' || state === 'pending'),
)
const metadataOn = need(
  'metadata-endpoint',
  'the instance metadata service is on',
  property('self', 'httpEndpoint', (endpoint) => endpoint === 'enabled'),
  { control: true },
)
const withoutToken = need(
  'imdsv1',
  'the instance metadata service answers without a token (IMDSv1)',
  property('self', 'httpTokens', (tokens) => tokens === 'optional'),
  { control: true },
)
const reached = need('reachable', 'some network path leads to the instance', ({ self }, world) =>
  world.reached.has(self.id)
    ? { state: 'met', detail: 'a network path leads to it' }
    : { state: 'unmet', detail: 'no network path leads to it' },
)

const profileEvidence = ({ self, through }: Pair) => [
  {
    type: 'instance-profile',
    id: through[0]?.id ?? self.id,
    detail: 'the instance profile hands the credentials of its role to the instance',
  },
]

const web = (props: { readonly httpTokens?: string; readonly httpEndpoint?: string }): GraphLiteral => ({
  nodes: [
    [
      'instance',
      'AwsEc2Instance',
      { state: 'running', httpTokens: 'optional', httpEndpoint: 'enabled', ...props },
    ],
    ['profile', 'AwsIamInstanceProfile'],
    ['role', 'AwsIamRole', { trustPolicy: trusting('ec2.amazonaws.com') }],
  ],
  facts: [
    ['instance', 'HAS_INSTANCE_PROFILE', 'profile'],
    ['profile', 'HAS_ROLE', 'role'],
  ],
  reached: ['instance'],
})

/** Code on an instance asks the metadata service for the credentials of the instance's role. */
export const instanceRunsAsRole = defineTechnique({
  id: 'aws-instance-role',
  title: 'Code on an instance acts as its role',
  edge: 'RUNS_AS',
  attack: ['T1552.005', 'T1078.004'],
  likelihood: WORKLOAD.instanceRole,
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html',
  ],
  pairs: instanceRole,
  needs: { self: [runs, metadataOn], target: [trustsService('ec2.amazonaws.com')], world: [] },
  evidence: profileEvidence,
  provenance: ({ self }) => ({
    id: self.id,
    type: 'setting',
    edit: { change: 'set', resource: self.id, property: 'instanceProfile', value: null },
  }),
  example: web({}),
  nearMiss: web({ httpEndpoint: 'disabled' }),
})

/** IMDSv1 answers any GET: a request forged through an application on the instance is enough. */
export const metadataTheft = defineTechnique({
  id: 'aws-imdsv1',
  title: 'A forged request reads the role credentials from IMDSv1',
  edge: 'STEALS_METADATA',
  attack: ['T1552.005'],
  likelihood: WORKLOAD.metadataTheft,
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  ],
  pairs: instanceRole,
  needs: {
    self: [runs, metadataOn, withoutToken],
    target: [trustsService('ec2.amazonaws.com')],
    world: [reached],
  },
  evidence: (pair) => [
    {
      type: 'setting',
      id: pair.self.id,
      detail: `httpTokens is ${pair.self.props.httpTokens ?? 'not known'}`,
    },
    ...profileEvidence(pair),
  ],
  provenance: ({ self }) => ({
    id: self.id,
    type: 'setting',
    edit: { change: 'set', resource: self.id, property: 'httpTokens', value: 'required' },
  }),
  example: web({}),
  nearMiss: web({ httpTokens: 'required' }),
})
