import type { Value } from '../snapshot/records.ts'

/** An event as CloudTrail writes it, in the members that filters ask for. */
type TrailEvent = { readonly [member: string]: Value }

const call = (source: string, name: string, more: TrailEvent = {}): TrailEvent => ({
  eventVersion: '1.10',
  eventType: 'AwsApiCall',
  eventSource: `${source}.amazonaws.com`,
  eventName: name,
  sourceIPAddress: '198.51.100.7',
  awsRegion: 'us-east-1',
  readOnly: false,
  userIdentity: { type: 'IAMUser', userName: 'ann', principalId: 'AIDAEXAMPLE' },
  ...more,
})

const calls = (source: string, names: string): readonly TrailEvent[] =>
  names.split(/\s+/).map((name) => call(source, name))

const signIn = (more: TrailEvent): TrailEvent =>
  call('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    ...more,
  })

const ROOT = { userIdentity: { type: 'Root', principalId: '111111111111' } }

/**
 * What CIS asks an alarm for, by examples: a kind of events is watched when every one of its examples sets an alarm
 * off, by whatever pattern.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const WATCHED_EVENTS: { readonly [kind: string]: readonly TrailEvent[] } = {
  'unauthorized-calls': [
    call('s3', 'GetObject', { errorCode: 'AccessDenied' }),
    call('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
  ],
  'sign-in-without-mfa': [signIn({ additionalEventData: { MFAUsed: 'No' } })],
  'root-use': [call('iam', 'CreateUser', ROOT), signIn(ROOT)],
  'iam-policy-changes': calls(
    'iam',
    `DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy
    DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy
    DetachUserPolicy AttachGroupPolicy DetachGroupPolicy`,
  ),
  'trail-changes': calls('cloudtrail', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'),
  'sign-in-failures': [
    signIn({ errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } }),
  ],
  'key-deletion': calls('kms', 'DisableKey ScheduleKeyDeletion'),
  'bucket-policy-changes': calls(
    's3',
    `PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy
    DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication`,
  ),
  'config-changes': calls(
    'config',
    'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder',
  ),
  'security-group-changes': calls(
    'ec2',
    `AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress
    RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup`,
  ),
  'network-acl-changes': calls(
    'ec2',
    `CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry
    ReplaceNetworkAclAssociation`,
  ),
  'gateway-changes': calls(
    'ec2',
    `CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway
    DeleteInternetGateway DetachInternetGateway`,
  ),
  'route-changes': calls(
    'ec2',
    `CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute
    DisassociateRouteTable`,
  ),
  'vpc-changes': calls(
    'ec2',
    `CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection
    DeleteVpcPeeringConnection RejectVpcPeeringConnection`,
  ),
  'organization-changes': calls(
    'organizations',
    `AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake
    DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType
    InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy
    UpdateOrganizationalUnit`,
  ),
}
