import { allow, named, type PolicyDocument, policy, trustService, writeBucket } from '../policy.ts'
import { DEVELOPMENT, MAIN_REGION, PRODUCTION, roleArn } from './accounts.ts'

const own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${DEVELOPMENT}:${resource}`
const iam = (path: string) => `arn:aws:iam::${DEVELOPMENT}:${path}`
const role = (name: string) => roleArn(DEVELOPMENT, name)
const _ec2 = trustService('ec2')
const _lambda = trustService('lambda')
const _GITHUB = 'token.actions.githubusercontent.com'
const _RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const _staff = (team: string) => ({ tags: { team } })

/** Customer-managed policies of development. */
export const developmentPolicies: { readonly [name: string]: PolicyDocument } = {
  'developer-access': policy(
    allow([
      'ec2:Describe*',
      'lambda:Get*',
      'lambda:List*',
      'logs:*',
      'cloudwatch:Get*',
      'cloudwatch:List*',
      'dynamodb:*Item',
      'dynamodb:Query',
      'sqs:*',
    ]),
    named('Previews', writeBucket('alderway-dev-preview-assets')),
    named('WithMfa', allow('sts:AssumeRole', role('developer'))),
  ),
  'team-lead-access': policy(named('Administrate', allow('sts:AssumeRole', role('dev-administrator')))),
  'sandbox-owner': policy(
    allow(['iam:CreatePolicyVersion', 'iam:GetPolicyVersion'], iam('policy/sandbox-owner')),
    allow('ec2:*', '*', { StringEquals: { 'aws:ResourceTag/owner': 'a.petrov' } }),
  ),
  'qa-functions': policy(
    allow(
      ['lambda:CreateFunction', 'lambda:InvokeFunction', 'lambda:DeleteFunction'],
      own('lambda', 'function:qa-*'),
    ),
    allow('iam:PassRole', role('environment-provisioner')),
  ),
  'data-engineering': policy(
    allow(['glue:*', 'athena:*']),
    writeBucket('alderway-dev-warehouse-export'),
    named('Support', allow('sts:AssumeRole', roleArn(PRODUCTION, 'prod-support'))),
  ),
  'developer-boundary': policy(
    allow([
      'ec2:Describe*',
      'lambda:*',
      'logs:*',
      'cloudwatch:*',
      'dynamodb:*',
      'sqs:*',
      's3:*',
      'iam:AttachUserPolicy',
    ]),
  ),
  'runner-boundary': policy(
    allow(['s3:*', 'ecr:*', 'logs:*', 'codeartifact:*', 'cloudformation:Describe*', 'ssm:GetParameter*']),
  ),
}
