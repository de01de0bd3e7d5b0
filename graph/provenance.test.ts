import { describe, expect, test } from 'vitest'
import { snapshotOf } from './access/gcp/estate.testkit.ts'
import { GCP_ACCESS_TECHNIQUES } from './access/gcp/techniques/index.ts'
import type { AttackEdge } from './attack.ts'
import { deriveSnapshot } from './derive.ts'
import { applyChanges, readChange } from './paths/changes/index.ts'
import { readProvenance } from './paths/fixes.ts'
import { COMMON_PROPERTIES } from './schema/define.ts'
import { NODE_KINDS } from './schema/index.ts'
import { indexFacts } from './snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId, type Snapshot } from './snapshot/records.ts'
import { applyTechniques } from './techniques/apply.ts'
import { AWS_TECHNIQUES } from './techniques/aws/index.ts'
import { edgesOf, exampleOf, permissionsOf, scopeOf } from './techniques/gcp/example.testkit.ts'
import { GCP_PERMISSION_TECHNIQUES, GCP_TECHNIQUES } from './techniques/gcp/index.ts'
import { worldOf } from './techniques/techniques.testkit.ts'

/** An edge says which edit takes it away: made in the facts, and all derived again, the edge must be gone. */
const edited = (facts: Snapshot, edit: unknown): Snapshot => applyChanges(facts, [readChange(edit)])

describe.each([...AWS_TECHNIQUES, ...GCP_TECHNIQUES])('$id', (technique) => {
  const world = worldOf(technique.example)
  const drawn = (facts: Snapshot) =>
    applyTechniques([technique], { ...world, facts: indexFacts(facts) }).edges
  const named = ({ from, kind, to }: AttackEdge) => `${from} ${kind} ${to}`
  const { snapshot } = world.facts
  const edges = drawn(snapshot).filter(({ provenance }) => provenance !== null)

  test.each(edges)('the edit that $kind names takes it away', (edge) => {
    expect(drawn(edited(snapshot, edge.provenance?.edit)).map(named)).not.toContain(named(edge))
  })
})

describe.each(
  [...GCP_ACCESS_TECHNIQUES, ...GCP_PERMISSION_TECHNIQUES].map(
    (one) => [`${one.id} on ${one.target}`, one] as const,
  ),
)('%s', (_, technique) => {
  test.each(technique.needs.map((needs) => [permissionsOf(needs).join(' and '), needs] as const))(
    'the edit that the edge by %s names takes it away',
    (_permissions, needs) => {
      // Each permission by a binding of its own: the edit has to name one that is needed.
      const roles = permissionsOf(needs).map((one) => ({ at: scopeOf(technique), permissions: [one] }))
      const facts = exampleOf(technique, { roles })
      const edits = edgesOf(technique, facts).map(({ provenance }) => provenance?.edit)
      expect(edits).toHaveLength(1)
      expect(edgesOf(technique, edited(facts, edits[0]))).toEqual([])
    },
  )
})

type Node = readonly [id: string, kind: string, props?: Props]
type Fact = readonly [from: string, kind: string, to: string]

function factsOf(nodes: readonly Node[], facts: readonly Fact[]): Snapshot {
  const records = nodes.map(([id, kind, props = {}]): NodeRecord => ({ id, kind, props }))
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  return {
    nodes: new Map(records.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((fact) => [relationshipId(fact), fact])),
    coverage: [],
  }
}

const SUBSCRIPTION = '/subscriptions/s'
const GROUP = `${SUBSCRIPTION}/resourcegroups/g`
const STORE = `${GROUP}/providers/microsoft.storage/storageaccounts/files`
const MACHINE = `${GROUP}/providers/microsoft.compute/virtualmachines/web`
const inGroup = (service: string) => `${GROUP}/providers/${service}/one`
const trust = (subject: string) => ({ issuer: 'https://gitlab.com', subject })

const azure = factsOf(
  [
    ['/tenants/t', 'AzureTenant', { account: 't' }],
    [SUBSCRIPTION, 'AzureSubscription', { tenant: 't', account: 's' }],
    ['ann', 'EntraUser', { account: 't' }],
    ['robot', 'EntraServicePrincipal', { account: 't', name: 'web', type: 'ManagedIdentity' }],
    ['app', 'EntraApplication', { appId: 'a', federatedCredentials: [trust('x'), trust('y')] }],
    ['deployer', 'EntraServicePrincipal', { account: 't', appId: 'a', type: 'Application' }],
    ['owner', 'AzureRoleDefinition', { name: 'Owner', permissions: [{ actions: ['*'] }] }],
    ...(['ann', 'robot', 'deployer'] as const).map(
      (principalId): Node => [
        `owner-of-${principalId}`,
        'AzureRoleAssignment',
        { principalId, roleDefinitionId: 'owner', scope: SUBSCRIPTION },
      ],
    ),
    [MACHINE, 'AzureVirtualMachine', { powerState: 'running' }],
    [
      STORE,
      'AzureStorageAccount',
      { blobPublicAccess: true, publicNetworkAccess: true, defaultAction: 'Allow' },
    ],
    [`${STORE}/blobservices/default/containers/c`, 'AzureBlobContainer', { publicAccess: 'Container' }],
    [inGroup('web'), 'AzureWebApp', { state: 'Running', publicNetworkAccess: true }],
    [inGroup('app'), 'AzureContainerApp', { externalIngress: true }],
    [inGroup('group'), 'AzureContainerGroup', { publicIp: '198.51.100.7', ports: ['tcp/80'] }],
    [inGroup('aks'), 'AzureKubernetesCluster', { private: false, authorizedRanges: [] }],
    [inGroup('sql'), 'AzureSqlServer', { publicNetworkAccess: true, anyAddress: true, entraOnly: false }],
  ],
  [
    [MACHINE, 'HAS_IDENTITY', 'robot'],
    [STORE, 'CONTAINS', `${STORE}/blobservices/default/containers/c`],
  ],
)

const google = snapshotOf({
  nodes: {
    shop: { kind: 'GcpProject', bindings: [['owner', ['user:ann@example.com']]] },
    '//storage.googleapis.com/data': {
      kind: 'GcpBucket',
      in: 'shop',
      bindings: [['storage.objectViewer', ['allUsers']]],
    },
  },
})

const ACCOUNT = '111122223333'
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${rest}`
const iam = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`
const allow = (Action: string, more: Props = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const document = (...Statement: readonly Props[]): Props => ({ Version: '2012-10-17', Statement })
const grantee = 'arn:aws:iam::999988887777:role/reader'
const key = arn('kms', 'key/1')

const amazon = factsOf(
  [
    [ACCOUNT, 'AwsAccount', { account: ACCOUNT }],
    [iam('user/ann'), 'AwsIamUser', { account: ACCOUNT, loginProfile: true, accessKeys: 0 }],
    [
      iam('role/app'),
      'AwsIamRole',
      {
        account: ACCOUNT,
        trustPolicy: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } }),
      },
    ],
    [iam('policy/all'), 'AwsIamPolicy', { document: document(allow('*')), type: 'customer-managed' }],
    [
      'arn:aws:s3:::files',
      'AwsS3Bucket',
      {
        account: ACCOUNT,
        policy: document(allow('s3:*', { Principal: { AWS: grantee } })),
        acl: [{ grantee: '*', permission: 'READ' }],
        objectOwnership: 'ObjectWriter',
      },
    ],
    [
      key,
      'AwsKmsKey',
      { account: ACCOUNT, policy: document(), grants: [{ id: 'g', grantee, operations: ['Decrypt'] }] },
    ],
    [
      arn('ec2', 'snapshot/snap-1'),
      'AwsEbsSnapshot',
      { account: ACCOUNT, public: true, sharedWith: ['999988887777'] },
    ],
  ],
  [[iam('user/ann'), 'HAS_POLICY', iam('policy/all')]],
)

describe.each([
  ['Azure', azure, 30],
  ['Google Cloud', google, 2],
  ['AWS', amazon, 6],
])('%s', (_cloud, facts, least) => {
  const drawn = (from: Snapshot) => [...deriveSnapshot(from).snapshot.relationships.values()]
  const edges = drawn(facts).flatMap((relationship) => {
    const provenance = readProvenance(relationship)
    return provenance === null ? [] : [{ id: relationshipId(relationship), edit: provenance.edit }]
  })

  test(`the estate has at least ${least} such edges`, () => {
    expect(edges.length).toBeGreaterThanOrEqual(least)
  })
  test('what is derived of a node is declared: the store takes nothing else', () => {
    const undeclared = [...deriveSnapshot(facts).snapshot.nodes.values()].flatMap(({ id, kind, props }) => {
      const declared = { ...COMMON_PROPERTIES, ...NODE_KINDS.get(kind)?.properties }
      const given = facts.nodes.get(id)?.props ?? {}
      return Object.keys(props).filter((name) => !(name in given) && !(name in declared))
    })
    expect(undeclared).toEqual([])
  })
  test.each(edges)('the edit that $id names takes it away', ({ id, edit }) => {
    expect(drawn(edited(facts, edit)).map(relationshipId)).not.toContain(id)
  })
})
