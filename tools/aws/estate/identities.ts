import * as iam from '@aws-sdk/client-iam'
import * as organizations from '@aws-sdk/client-organizations'
import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control'
import { type Clients, given } from './clients.ts'

const allow = (action: string, resource = '*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Grant', Effect: 'Allow', Action: action, Resource: resource }],
  })

const trust = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  })

/** Users, a group, roles, policies of every kind, credentials, identity providers and the account's own settings. */
export async function seedIdentities({ iam: client, s3control }: Clients, account: string): Promise<void> {
  await client.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'harbour-estate' }))
  await client.send(
    new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14, PasswordReusePrevention: 5 }),
  )
  const block = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  }
  await s3control.send(
    new PutPublicAccessBlockCommand({ AccountId: account, PublicAccessBlockConfiguration: block }),
  )
  await seedPolicies(client)
  await seedUsers(client, account)
  await seedRoles(client, account)
  await seedProviders(client)
}

async function seedPolicies(client: iam.IAMClient): Promise<void> {
  const created = await client.send(
    new iam.CreatePolicyCommand({ PolicyName: 'deploy', Path: '/teams/', PolicyDocument: allow('lambda:*') }),
  )
  const PolicyArn = given(created.Policy?.Arn, 'policy ARN')
  // A percent sign, a plus and letters beyond ASCII come back as they were.
  const PolicyDocument = allow('s3:GetObject', 'arn:aws:s3:::harbour-data/100%25+ä/*')
  await client.send(new iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }))
  await client.send(new iam.CreatePolicyCommand({ PolicyName: 'fence', PolicyDocument: allow('ec2:*') }))
}

async function seedUsers(client: iam.IAMClient, account: string): Promise<void> {
  await client.send(new iam.CreateGroupCommand({ GroupName: 'developers' }))
  await client.send(
    new iam.AttachGroupPolicyCommand({
      GroupName: 'developers',
      PolicyArn: `arn:aws:iam::${account}:policy/teams/deploy`,
    }),
  )
  await client.send(
    new iam.PutGroupPolicyCommand({
      GroupName: 'developers',
      PolicyName: 'more',
      PolicyDocument: allow('iam:PassRole'),
    }),
  )
  await client.send(
    new iam.CreateUserCommand({
      UserName: 'ana',
      Path: '/people/',
      Tags: [{ Key: 'team', Value: 'payments' }],
    }),
  )
  await client.send(new iam.AddUserToGroupCommand({ GroupName: 'developers', UserName: 'ana' }))
  await client.send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password: 'Wide-harbour-7-lamps' }))
  const device = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'ana' }))
  await client.send(
    new iam.EnableMFADeviceCommand({
      UserName: 'ana',
      SerialNumber: given(device.VirtualMFADevice?.SerialNumber, 'serial number'),
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  )
  const UserName = 'build'
  await client.send(
    new iam.CreateUserCommand({ UserName, PermissionsBoundary: `arn:aws:iam::${account}:policy/fence` }),
  )
  await client.send(
    new iam.PutUserPolicyCommand({ UserName, PolicyName: 'inline', PolicyDocument: allow('s3:*') }),
  )
  await client.send(
    new iam.AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  )
  await client.send(new iam.CreateAccessKeyCommand({ UserName }))
  const second = await client.send(new iam.CreateAccessKeyCommand({ UserName }))
  const AccessKeyId = given(second.AccessKey?.AccessKeyId, 'access key')
  await client.send(new iam.UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }))
}

async function seedRoles(client: iam.IAMClient, account: string): Promise<void> {
  for (const [RoleName, service] of [
    ['web', 'ec2'],
    ['worker', 'lambda'],
  ] as const) {
    const AssumeRolePolicyDocument = trust({ Service: `${service}.amazonaws.com` })
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  }
  await client.send(
    new iam.AttachRolePolicyCommand({
      RoleName: 'worker',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  )
  await client.send(
    new iam.CreateRoleCommand({
      RoleName: 'partner',
      Path: '/external/',
      AssumeRolePolicyDocument: trust({ AWS: 'arn:aws:iam::999999999999:root' }),
      PermissionsBoundary: `arn:aws:iam::${account}:policy/fence`,
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'vendor', Value: 'x' }],
    }),
  )
  await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }))
}

async function seedProviders(client: iam.IAMClient): Promise<void> {
  await client.send(
    new iam.CreateOpenIDConnectProviderCommand({
      Url: 'https://token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    }),
  )
  await client.send(
    new iam.CreateSAMLProviderCommand({ Name: 'office', SAMLMetadataDocument: 'm'.repeat(1024) }),
  )
}

/** The account becomes the management account of an organization with a unit, a member and a policy on the unit. */
export async function seedOrganization({ organizations: client }: Clients): Promise<string> {
  await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }))
  const { Roots } = await client.send(new organizations.ListRootsCommand({}))
  const root = given(Roots?.[0]?.Id, 'root')
  await client.send(
    new organizations.EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  )
  const unit = await client.send(
    new organizations.CreateOrganizationalUnitCommand({ ParentId: root, Name: 'workloads' }),
  )
  const unitId = given(unit.OrganizationalUnit?.Id, 'unit')
  const made = await client.send(
    new organizations.CreateAccountCommand({ AccountName: 'harbour-member', Email: 'member@example.com' }),
  )
  const member = given(made.CreateAccountStatus?.AccountId, 'account')
  await client.send(
    new organizations.MoveAccountCommand({
      AccountId: member,
      SourceParentId: root,
      DestinationParentId: unitId,
    }),
  )
  const policy = await client.send(
    new organizations.CreatePolicyCommand({
      Name: 'no-leaving',
      Description: 'stay',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
      }),
    }),
  )
  const PolicyId = given(policy.Policy?.PolicySummary?.Id, 'policy')
  await client.send(new organizations.AttachPolicyCommand({ PolicyId, TargetId: unitId }))
  return member
}
