import { allow, type PolicyDocument, policy, type Statement } from './policy.ts'

/**
 * The policies managed by AWS that the estate attaches, by name, as the AWS Managed Policy Reference gives them
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html).
 */
export const MANAGED: {
  readonly [name: string]: { readonly path: string; readonly document: PolicyDocument }
} = {
  AdministratorAccess: { path: '/', document: policy(allow('*')) },
  PowerUserAccess: {
    path: '/',
    document: policy(
      notAllow(['iam:*', 'organizations:*', 'account:*']),
      allow(
        [
          'account:GetAccountInformation',
          'account:GetGovCloudAccountInformation',
          'account:GetPrimaryEmail',
          'account:ListRegions',
          'iam:CreateServiceLinkedRole',
          'iam:DeleteServiceLinkedRole',
          'iam:ListRoles',
          'organizations:DescribeEffectivePolicy',
          'organizations:DescribeOrganization',
        ],
        '*',
      ),
    ),
  },
  IAMReadOnlyAccess: {
    path: '/',
    document: policy(
      allow([
        'iam:GenerateCredentialReport',
        'iam:GenerateServiceLastAccessedDetails',
        'iam:Get*',
        'iam:List*',
        'iam:SimulateCustomPolicy',
        'iam:SimulatePrincipalPolicy',
      ]),
    ),
  },
  AmazonS3ReadOnlyAccess: {
    path: '/',
    document: policy(
      allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']),
    ),
  },
  AmazonSSMManagedInstanceCore: {
    path: '/',
    document: policy(
      allow([
        'ssm:DescribeAssociation',
        'ssm:GetDeployablePatchSnapshotForInstance',
        'ssm:GetDocument',
        'ssm:DescribeDocument',
        'ssm:GetManifest',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:ListAssociations',
        'ssm:ListInstanceAssociations',
        'ssm:PutInventory',
        'ssm:PutComplianceItems',
        'ssm:PutConfigurePackageResult',
        'ssm:UpdateAssociationStatus',
        'ssm:UpdateInstanceAssociationStatus',
        'ssm:UpdateInstanceInformation',
      ]),
      allow([
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ]),
      allow([
        'ec2messages:AcknowledgeMessage',
        'ec2messages:DeleteMessage',
        'ec2messages:FailMessage',
        'ec2messages:GetEndpoint',
        'ec2messages:GetMessages',
        'ec2messages:SendReply',
      ]),
    ),
  },
  CloudWatchAgentServerPolicy: {
    path: '/',
    document: policy(
      allow([
        'cloudwatch:PutMetricData',
        'ec2:DescribeVolumes',
        'ec2:DescribeTags',
        'logs:PutLogEvents',
        'logs:PutRetentionPolicy',
        'logs:DescribeLogStreams',
        'logs:DescribeLogGroups',
        'logs:CreateLogStream',
        'logs:CreateLogGroup',
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:GetSamplingStatisticSummaries',
      ]),
      allow('ssm:GetParameter', 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*'),
    ),
  },
  AWSLambdaBasicExecutionRole: {
    path: '/service-role/',
    document: policy(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])),
  },
  AWSLambdaVPCAccessExecutionRole: {
    path: '/service-role/',
    document: policy(
      allow([
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'ec2:CreateNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ]),
    ),
  },
}

function notAllow(actions: readonly string[]): Statement {
  return { Effect: 'Allow', NotAction: actions, Resource: '*' }
}

export const managedArn = (name: string): string =>
  `arn:aws:iam::aws:policy${MANAGED[name]?.path ?? '/'}${name}`
