import { idsOf, type Permission, type SecurityGroup, type Vpc } from './vpc.ts'
import { tagList } from './writer.ts'

/** The security groups of a VPC, its default one first. */
export function groupsAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  const own: Permission = { protocol: '-1', groups: ['default'] }
  const withDefault: readonly SecurityGroup[] = [
    { name: 'default', description: 'default VPC security group', ingress: [own] },
    ...vpc.groups,
  ]
  const permission = ({ protocol, ports, cidrs = [], groups = [] }: Permission) => ({
    IpProtocol: protocol,
    ...(ports === undefined ? {} : { FromPort: ports[0], ToPort: ports[1] }),
    UserIdGroupPairs: groups.map((group) => ({ UserId: account, GroupId: ids.group(group) })),
    IpRanges: cidrs.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: cidrs.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: [],
  })
  return withDefault.map((group) => ({
    GroupId: ids.group(group.name),
    GroupName: group.name === 'default' ? 'default' : `${vpc.name}-${group.name}`,
    Description: group.description,
    OwnerId: account,
    VpcId: ids.vpc,
    SecurityGroupArn: `arn:aws:ec2:${vpc.region}:${account}:security-group/${ids.group(group.name)}`,
    IpPermissions: group.ingress.map(permission),
    IpPermissionsEgress: [permission({ protocol: '-1', cidrs: ['0.0.0.0/0'] })],
    Tags: tagList({ Name: `${vpc.name}-${group.name}` }),
  }))
}
