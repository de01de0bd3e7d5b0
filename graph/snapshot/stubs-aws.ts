import type { NodeRecord } from './records.ts'

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
  redshift: { cluster: 'AwsRedshiftCluster' },
  es: { domain: 'AwsOpenSearchDomain' },
  events: { 'event-bus': 'AwsEventBus' },
  glacier: { vaults: 'AwsGlacierVault' },
  dynamodb: { table: 'AwsDynamoDbTable' },
  autoscaling: { autoScalingGroup: 'AwsAutoScalingGroup', launchConfiguration: 'AwsLaunchConfiguration' },
  organizations: {
    organization: 'AwsOrganization',
    ou: 'AwsOrganizationalUnit',
    policy: 'AwsOrganizationPolicy',
  },
}

/** A stub by its ARN, or by the twelve digits of an account. */
export function awsStub(id: string): NodeRecord | undefined {
  if (/^\d{12}$/.test(id)) {
    return { id, kind: 'AwsAccount', props: { name: id, provider: 'aws', account: id, stub: true } }
  }
  const [scheme, , service = '', region = '', account = '', ...rest] = id.split(':')
  const resource = rest.join(':')
  const type = resource.split(/[/:]/, 1)[0] ?? ''
  const kind = kindOf(service, type, resource)
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

function kindOf(service: string, type: string, resource: string): string | undefined {
  if (service === 's3' && resource !== '') return 'AwsS3Bucket'
  if (service === 'ecr' && resource.includes('/sha256:')) return 'AwsEcrImage'
  return KINDS[service]?.[type]
}
