import { type Answer, ask, type Target } from './ask.ts'
import { createContext } from './context.ts'
import { conditionsOf } from './edges.ts'
import type { Estate, PolicyClass } from './estate.ts'
import { isUnreadDeny } from './not-collected.ts'

/**
 * What makes an administrator: whoever may do all of these to anything can give himself whatever is missing, and
 * nothing in the account is safe from him.
 */
const IAM_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
] as const

/** Ordinary work in the services that hold compute, data and secrets: three quarters of it must be allowed. */
const SERVICE_ACTIONS = [
  ['cloudformation:CreateStack', 'arn:aws:cloudformation:us-east-1:ACCOUNT:stack/probe/1'],
  ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:ACCOUNT:table/probe'],
  ['ec2:RunInstances', 'arn:aws:ec2:us-east-1:ACCOUNT:instance/i-00000000000000000'],
  ['kms:CreateGrant', 'arn:aws:kms:us-east-1:ACCOUNT:alias/probe'],
  ['lambda:CreateFunction', 'arn:aws:lambda:us-east-1:ACCOUNT:function:probe'],
  ['lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:ACCOUNT:function:probe'],
  ['rds:ModifyDBInstance', 'arn:aws:rds:us-east-1:ACCOUNT:db:probe'],
  ['s3:GetObject', 'arn:aws:s3:::chokepoint-probe-bucket/key'],
  ['s3:PutObject', 'arn:aws:s3:::chokepoint-probe-bucket/key'],
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:ACCOUNT:secret:probe-000000'],
  ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:ACCOUNT:probe'],
  ['ssm:SendCommand', 'arn:aws:ssm:us-east-1:ACCOUNT:document/probe'],
] as const
const SERVICES_NEEDED = 0.75

/**
 * Circumstances that an attacker may come to be in. Any other open condition (a tag, a boundary that must be set)
 * limits what he may do, and who is limited is no administrator.
 */
const CIRCUMSTANCES =
  /^aws:(multifactorauth|source|vpc|currenttime|epochtime|tokenissuetime|ec2instance|useragent)/i

/** The answer that makes the class an administrator of its account, the one with most conditions; null if it is none. */
export function administratorAnswer(estate: Estate, found: PolicyClass): Answer | null {
  const [identity] = found.members
  if (identity === undefined) return null
  const target: Target = {
    id: found.account,
    account: found.account,
    policy: null,
    resourceControl: estate.accounts.get(found.account)?.resourceControl ?? [],
    context: PROBE_CONTEXT,
  }
  const probe = (action: string, resource: string) => {
    const answer = ask(identity, target, action, resource.replace('ACCOUNT', found.account))
    return unlimited(answer) ? answer : null
  }
  let worst: Answer | null = null
  for (const action of IAM_ACTIONS) {
    const answer = probe(action, iamResource(action))
    if (answer === null) return null
    if (worst === null || conditionsOf(answer).length > conditionsOf(worst).length) worst = answer
  }
  const allowed = SERVICE_ACTIONS.filter(([action, resource]) => probe(action, resource) !== null)
  return allowed.length >= SERVICE_ACTIONS.length * SERVICES_NEEDED ? worst : null
}

/** IAM answers in us-east-1, whatever region the caller is in. */
const PROBE_CONTEXT = createContext([{ 'aws:requestedregion': ['us-east-1'] }])

function iamResource(action: string): string {
  if (action === 'iam:CreatePolicyVersion') return 'arn:aws:iam::ACCOUNT:policy/chokepoint-probe'
  const type = /User|AccessKey/.test(action) ? 'user' : 'role'
  return `arn:aws:iam::ACCOUNT:${type}/chokepoint-probe`
}

function unlimited(answer: Answer): boolean {
  if (answer.decision.decision === 'denied') return false
  return conditionsOf(answer).every(({ key }) => CIRCUMSTANCES.test(key) || isUnreadDeny(key))
}
