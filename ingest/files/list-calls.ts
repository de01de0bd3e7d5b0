/** A list output of the AWS CLI that says by its top-level keys which call it is. */
export interface ListCall {
  /** `service operation` */
  readonly call: string
  readonly keys: readonly string[]
  readonly global: boolean
  /** Where the layout has it. */
  readonly path: string
}

const list = (service: string, operation: string, ...keys: readonly string[]): ListCall => {
  const global = ['iam', 's3api', 'organizations'].includes(service)
  const folder = `ACCOUNT/${global ? 'global' : 'REGION'}`
  return { call: `${service} ${operation}`, keys, global, path: `${folder}/${service}/${operation}.json` }
}

const LIST_CALLS: readonly ListCall[] = [
  list(
    'iam',
    'get-account-authorization-details',
    'UserDetailList',
    'GroupDetailList',
    'RoleDetailList',
    'Policies',
  ),
  list('iam', 'list-users', 'Users'),
  list('iam', 'list-instance-profiles', 'InstanceProfiles'),
  list('iam', 'list-saml-providers', 'SAMLProviderList'),
  list('iam', 'list-open-id-connect-providers', 'OpenIDConnectProviderList'),
  list('s3api', 'list-buckets', 'Buckets'),
  list('ec2', 'describe-instances', 'Reservations'),
  list('ec2', 'describe-network-interfaces', 'NetworkInterfaces'),
  list('ec2', 'describe-security-groups', 'SecurityGroups'),
  list('ec2', 'describe-subnets', 'Subnets'),
  list('ec2', 'describe-vpcs', 'Vpcs'),
  list('ec2', 'describe-route-tables', 'RouteTables'),
  list('ec2', 'describe-internet-gateways', 'InternetGateways'),
  list('ec2', 'describe-nat-gateways', 'NatGateways'),
  list('ec2', 'describe-network-acls', 'NetworkAcls'),
  list('ec2', 'describe-vpc-peering-connections', 'VpcPeeringConnections'),
  list('ec2', 'describe-volumes', 'Volumes'),
  list('ec2', 'describe-snapshots', 'Snapshots'),
  list('ec2', 'describe-images', 'Images'),
  list('ec2', 'describe-launch-templates', 'LaunchTemplates'),
  list('autoscaling', 'describe-auto-scaling-groups', 'AutoScalingGroups'),
  list('lambda', 'list-functions', 'Functions'),
  list('secretsmanager', 'list-secrets', 'SecretList'),
  list('ssm', 'describe-parameters', 'Parameters'),
  list('kms', 'list-keys', 'Keys'),
]

/** The call whose top-level keys the answer has, all of them. */
export function recogniseList(answer: unknown): ListCall | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  return LIST_CALLS.find((call) => call.keys.every((key) => Object.hasOwn(answer, key)))
}
