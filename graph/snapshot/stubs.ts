import {
  type CoverageEntry,
  collectedBy,
  type MissingCall,
  type NodeRecord,
  partitionKey,
  type RelationshipRecord,
  type Snapshot,
} from './records.ts'

/** Kind by the service and the resource's type, the word before the first slash or colon in its ARN. */
const KINDS: { readonly [service: string]: { readonly [type: string]: string } } = {
  iam: {
    user: 'AwsIamUser',
    role: 'AwsIamRole',
    group: 'AwsIamGroup',
    policy: 'AwsIamPolicy',
    'instance-profile': 'AwsIamInstanceProfile',
    'oidc-provider': 'AwsOidcProvider',
    'saml-provider': 'AwsSamlProvider',
    mfa: 'AwsIamMfaDevice',
  },
  ec2: {
    instance: 'AwsEc2Instance',
    'launch-template': 'AwsLaunchTemplate',
    volume: 'AwsEbsVolume',
    snapshot: 'AwsEbsSnapshot',
    image: 'AwsMachineImage',
    vpc: 'AwsVpc',
    subnet: 'AwsSubnet',
    'network-interface': 'AwsNetworkInterface',
    'security-group': 'AwsSecurityGroup',
    'route-table': 'AwsRouteTable',
    'internet-gateway': 'AwsInternetGateway',
    natgateway: 'AwsNatGateway',
    'network-acl': 'AwsNetworkAcl',
    'vpc-peering-connection': 'AwsVpcPeering',
  },
  lambda: { function: 'AwsLambdaFunction' },
  secretsmanager: { secret: 'AwsSecret' },
  ssm: { parameter: 'AwsSsmParameter', document: 'AwsSsmDocument' },
  kms: { key: 'AwsKmsKey' },
  codebuild: { project: 'AwsCodeBuildProject' },
  ecr: { repository: 'AwsEcrRepository' },
  ecs: {
    cluster: 'AwsEcsCluster',
    service: 'AwsEcsService',
    task: 'AwsEcsTask',
    'task-definition': 'AwsEcsTaskDefinition',
    'container-instance': 'AwsEcsContainerInstance',
  },
  glue: { job: 'AwsGlueJob' },
  sagemaker: { 'notebook-instance-lifecycle-config': 'AwsSageMakerLifecycleConfig' },
  cloudformation: { stack: 'AwsCloudFormationStack' },
  batch: { 'compute-environment': 'AwsBatchComputeEnvironment' },
  states: { stateMachine: 'AwsStateMachine' },
  imagebuilder: { 'infrastructure-configuration': 'AwsImageBuilderInfrastructure' },
  sso: { permissionSet: 'AwsPermissionSet', instance: 'AwsIdentityCenter' },
  eks: { cluster: 'AwsEksCluster' },
  rds: { db: 'AwsRdsInstance', cluster: 'AwsRdsCluster' },
  dynamodb: { table: 'AwsDynamoDbTable' },
  autoscaling: { autoScalingGroup: 'AwsAutoScalingGroup', launchConfiguration: 'AwsLaunchConfiguration' },
  organizations: {
    organization: 'AwsOrganization',
    ou: 'AwsOrganizationalUnit',
    policy: 'AwsOrganizationPolicy',
  },
}

/**
 * Gives every end of a relationship that was not collected a stub, of the kind that its id tells; a relationship
 * whose end tells no kind is left out, and its partition's coverage says so.
 */
export function withStubs(snapshot: Snapshot): Snapshot {
  const nodes = new Map(snapshot.nodes)
  const relationships = new Map(snapshot.relationships)
  const dropped: RelationshipRecord[] = []
  for (const [id, relationship] of snapshot.relationships) {
    const missing = [relationship.from, relationship.to].filter((end) => !nodes.has(end))
    const stubs = missing.map(stubOf)
    for (const stub of stubs) if (stub !== undefined) nodes.set(stub.id, stub)
    if (stubs.includes(undefined)) {
      relationships.delete(id)
      dropped.push(relationship)
    }
  }
  return { nodes, relationships, coverage: withNotes(snapshot.coverage, dropped) }
}

/** A node that stands for something that was not collected, or undefined when its id tells no kind. */
function stubOf(id: string): NodeRecord | undefined {
  if (/^\d{12}$/.test(id)) {
    return { id, kind: 'AwsAccount', props: { name: id, provider: 'aws', account: id, stub: true } }
  }
  const [scheme, , service = '', region = '', account = '', ...rest] = id.split(':')
  const resource = rest.join(':')
  const type = resource.split(/[/:]/, 1)[0] ?? ''
  const kind = service === 's3' && resource !== '' ? 'AwsS3Bucket' : KINDS[service]?.[type]
  if (scheme !== 'arn' || kind === undefined) return undefined
  const props = {
    name: resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1),
    provider: 'aws',
    ...(/^\d{12}$/.test(account) ? { account } : {}),
    region: region === '' ? 'global' : region,
    stub: true,
  }
  return { id, kind, props }
}

function withNotes(
  coverage: readonly CoverageEntry[],
  dropped: readonly RelationshipRecord[],
): readonly CoverageEntry[] {
  if (dropped.length === 0) return coverage
  return coverage.map((entry) => {
    const own = dropped.filter((relationship) => collectedBy(relationship).includes(partitionKey(entry)))
    const noted = new Set(entry.missing.map(({ call, resource }) => `${call} ${resource}`))
    const notes = own
      .map(
        ({ from, kind, to }): MissingCall => ({
          call: `${kind} ${to}`,
          state: 'UNPARSEABLE',
          resource: from,
        }),
      )
      .filter(({ call, resource }) => !noted.has(`${call} ${resource}`))
    return notes.length === 0 ? entry : { ...entry, missing: [...entry.missing, ...notes] }
  })
}
