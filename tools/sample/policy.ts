/** Policy documents, written the way people write them. */
export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly [element: string]: unknown
}

export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

type Strings = string | readonly string[]
export type Conditions = { readonly [operator: string]: { readonly [key: string]: Strings } }

export const policy = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
})

const withCondition = (condition: Conditions | undefined) =>
  condition === undefined ? {} : { Condition: condition }

export const allow = (action: Strings, resource: Strings = '*', condition?: Conditions): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...withCondition(condition),
})

export const deny = (action: Strings, resource: Strings = '*', condition?: Conditions): Statement => ({
  Effect: 'Deny',
  Action: action,
  Resource: resource,
  ...withCondition(condition),
})

/** A statement of a resource policy. */
export const grant = (
  principal: unknown,
  action: Strings,
  resource: Strings,
  condition?: Conditions,
): Statement => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: resource,
  ...withCondition(condition),
})

export const forbid = (action: Strings, resource: Strings, condition?: Conditions): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: action,
  Resource: resource,
  ...withCondition(condition),
})

export const named = (sid: string, statement: Statement): Statement => ({ Sid: sid, ...statement })

/** Objects and the bucket itself. */
export const bucketArns = (bucket: string): readonly string[] => [
  `arn:aws:s3:::${bucket}`,
  `arn:aws:s3:::${bucket}/*`,
]

export const readBucket = (bucket: string): Statement =>
  allow(['s3:GetObject', 's3:ListBucket'], bucketArns(bucket))

export const writeBucket = (bucket: string): Statement =>
  allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], bucketArns(bucket))

export const tlsOnly = (bucket: string): Statement =>
  named(
    'DenyInsecureTransport',
    forbid('s3:*', bucketArns(bucket), { Bool: { 'aws:SecureTransport': 'false' } }),
  )

export const trust = (principal: unknown, condition?: Conditions): PolicyDocument =>
  policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...withCondition(condition) })

export const trustService = (...services: readonly string[]): PolicyDocument =>
  trust({ Service: one(services.map((service) => `${service}.amazonaws.com`)) })

export const trustAccount = (account: string, condition?: Conditions): PolicyDocument =>
  trust({ AWS: `arn:aws:iam::${account}:root` }, condition)

export const trustArn = (arn: Strings, condition?: Conditions): PolicyDocument =>
  trust({ AWS: arn }, condition)

/** Web identity federation: who the token must be for is in the condition. */
export const trustOidc = (provider: string, condition: Conditions): PolicyDocument =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  })

export const trustSaml = (provider: string): PolicyDocument =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  })

const one = (values: readonly string[]): Strings => (values.length === 1 ? (values[0] ?? '') : values)
