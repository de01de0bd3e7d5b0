import fc from 'fast-check'

const HOME = '111111111111'
const OTHER = '222222222222'
const ORGANIZATION = 'o-home'

/** Actions with the resources that they are about, in the home account. */
const REQUESTS = [
  ['s3:GetObject', 'arn:aws:s3:::data/team/report'],
  ['s3:GetObject', 'arn:aws:s3:::data/ann/notes'],
  ['s3:PutObject', 'arn:aws:s3:::archive/2026/x'],
  ['s3:ListBucket', 'arn:aws:s3:::data'],
  ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${HOME}:orders`],
  ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${HOME}:secret:app/db-AbCdEf`],
  ['kms:Decrypt', `arn:aws:kms:eu-west-1:${HOME}:key/11111111-2222-3333-4444-555555555555`],
  ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${HOME}:function:resize`],
  ['dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${HOME}:table/orders`],
  ['sts:AssumeRole', `arn:aws:iam::${HOME}:role/deploy`],
] as const

const callersOf = (account: string) => [
  `arn:aws:iam::${account}:user/ann`,
  `arn:aws:iam::${account}:user/bea`,
  `arn:aws:sts::${account}:assumed-role/app/one`,
  `arn:aws:sts::${account}:assumed-role/app/two`,
]
const CALLERS = [...callersOf(HOME), ...callersOf(HOME), ...callersOf(OTHER)]

const list = <T>(item: fc.Arbitrary<T>, most = 2) => fc.array(item, { minLength: 1, maxLength: most })

const patternsOf = (action: string): readonly string[] => {
  const [service = '', name = ''] = action.split(':')
  return [
    '*',
    `${service}:*`,
    action,
    `${service}:${name.slice(0, 3)}*`,
    `${service}:?${name.slice(1)}`,
    's3:Get*',
    'sqs:*',
  ]
}

const resourcesOf = (resource: string): readonly string[] => [
  '*',
  '*',
  resource,
  `${resource.slice(0, -3)}*`,
  `${resource.slice(0, -1)}?`,
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::data/$' + '{aws:username}/*',
]

const CONDITIONS: readonly (readonly [operator: string, key: string, values: readonly string[]])[] = [
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '192.0.2.1']],
  ['NotIpAddress', 'aws:SourceIp', ['10.1.0.0/16']],
  ['StringEquals', 'aws:PrincipalOrgID', [ORGANIZATION, 'o-other']],
  ['StringNotEquals', 'aws:PrincipalOrgID', [ORGANIZATION]],
  ['StringNotEqualsIfExists', 'aws:PrincipalOrgID', [ORGANIZATION]],
  ['Bool', 'aws:SecureTransport', ['true', 'false']],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', ['true', 'false']],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true']],
  ['Null', 'aws:MultiFactorAuthPresent', ['true', 'false']],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', ['300', '3600']],
  ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', ['300']],
  ['StringLike', 'aws:UserAgent', ['aws-cli/*', '*boto*']],
  ['StringNotLike', 'aws:UserAgent', ['aws-*']],
  ['StringEqualsIgnoreCase', 'aws:PrincipalTag/team', ['CORE', 'data']],
  ['StringEquals', 'aws:PrincipalTag/team', ['core', 'data']],
  ['StringEqualsIfExists', 'aws:PrincipalTag/team', ['core']],
  ['StringNotEquals', 'aws:PrincipalTag/team', ['core']],
  ['DateLessThan', 'aws:CurrentTime', ['2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z']],
  ['DateGreaterThan', 'aws:CurrentTime', ['2026-06-01T00:00:00Z']],
  ['ArnLike', 'aws:PrincipalArn', [`arn:aws:iam::${HOME}:user/*`, 'arn:aws:iam::*:role/app']],
  ['ArnNotLike', 'aws:PrincipalArn', [`arn:aws:iam::${HOME}:role/*`]],
  ['StringEquals', 'aws:RequestedRegion', ['eu-west-1', 'us-east-1']],
  ['StringNotEquals', 'aws:RequestedRegion', ['eu-west-1']],
]

const condition = fc
  .constantFrom(...CONDITIONS)
  .chain(([operator, key, values]) =>
    list(fc.constantFrom(...values)).map((chosen) => ({ [operator]: { [key]: [...new Set(chosen)] } })),
  )

const context = fc
  .record({
    'aws:SourceIp': fc.option(fc.constantFrom('10.1.2.3', '10.9.9.9', '192.0.2.1', '203.0.113.9'), {
      nil: null,
    }),
    'aws:PrincipalOrgID': fc.option(fc.constantFrom(ORGANIZATION, 'o-other'), { nil: null }),
    'aws:SecureTransport': fc.constantFrom('true', 'true', 'false'),
    'aws:MultiFactorAuthPresent': fc.option(fc.constantFrom('true', 'false'), { nil: null }),
    'aws:MultiFactorAuthAge': fc.option(fc.constantFrom('100', '300', '4000'), { nil: null }),
    'aws:UserAgent': fc.constantFrom('aws-cli/2.1', 'Boto3/1.0 boto', 'curl'),
    'aws:PrincipalTag/team': fc.option(fc.constantFrom('core', 'Core', 'data'), { nil: null }),
    'aws:CurrentTime': fc.constantFrom('2026-05-01T00:00:00Z', '2026-11-01T00:00:00Z'),
    'aws:RequestedRegion': fc.constantFrom('eu-west-1', 'us-east-1'),
  })
  .map((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)))

const principalsOf = (principal: string) => [
  '*',
  `arn:aws:iam::${principal.split(':')[4] ?? ''}:root`,
  HOME,
  OTHER,
  principal,
  `arn:aws:iam::${HOME}:role/app`,
]

/** Statements about one request; most touch it, some miss. */
const statementsFor = (action: string, resource: string) =>
  fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
      actions: list(fc.constantFrom(...patternsOf(action))),
      resources: list(fc.constantFrom(...resourcesOf(resource))),
      shape: fc.integer({ min: 0, max: 9 }),
      condition: fc.option(condition, { nil: null, freq: 2 }),
    })
    .map(({ effect, actions, resources, shape, condition: only }) => ({
      Effect: effect,
      Action: shape === 0 ? undefined : actions,
      NotAction: shape === 0 ? actions : undefined,
      Resource: shape === 1 ? undefined : resources,
      NotResource: shape === 1 ? resources : undefined,
      ...(only === null ? {} : { Condition: only }),
    }))

const asDocument = <T>(Statement: readonly T[]) => ({ Version: '2012-10-17', Statement })
const FULL = asDocument([{ Effect: 'Allow', Action: '*', Resource: '*' }])

const requests = fc.tuple(fc.constantFrom(...REQUESTS), fc.constantFrom(...CALLERS))

/** Cases in the form that `chokepoint evaluate` reads. */
export const cases = requests.chain(([[action, resource], principal]) => {
  const statement = statementsFor(action, resource)
  const document = list(statement, 3).map(asDocument)
  const isTrust = action === 'sts:AssumeRole'
  const named = fc.tuple(statement, list(fc.constantFrom(...principalsOf(principal)))).map(([one, AWS]) => {
    const { Resource: _, NotResource: __, ...trusting } = one
    return { ...(isTrust ? trusting : one), Principal: { AWS: [...new Set(AWS)] } }
  })
  const ceiling = fc.oneof({ weight: 3, arbitrary: fc.constant(FULL) }, { weight: 1, arbitrary: document })
  // "You can't use * in the Action element" of a control policy, nor NotAction.
  const controls = statement.map(({ NotAction: _, Action: __, ...one }) =>
    asDocument([{ ...one, Effect: 'Deny', Principal: '*', Action: `${action.split(':')[0]}:*` }]),
  )
  const isCovered = /^(s3|sqs|kms|secretsmanager):/.test(action)
  // Roles and keys always have a policy.
  const needsPolicy = isTrust || action.startsWith('kms:')
  const resourcePolicy = list(named, 3).map(asDocument)
  const isSession = principal.includes(':assumed-role/')
  return fc
    .record({
      context,
      identityPolicies: fc.array(document, { maxLength: 2 }),
      permissionBoundaries: fc.array(ceiling, { maxLength: 1 }),
      sessionPolicies: fc.array(ceiling, { maxLength: isSession ? 1 : 0 }),
      resourcePolicy: needsPolicy ? resourcePolicy : fc.option(resourcePolicy, { nil: null, freq: 4 }),
      serviceControlPolicies: fc.array(list(ceiling), { maxLength: 2 }),
      resourceControlPolicies: fc.array(fc.array(controls, { maxLength: 1 }), {
        maxLength: isCovered ? 1 : 0,
      }),
    })
    .map(({ context: known, ...policies }) => ({
      request: {
        principal,
        action,
        resource,
        resourceAccount: HOME,
        context: contextOf(principal, known),
        complete: true,
      },
      ...policies,
    }))
})

/** What follows from the principal is said too: the reference derives none of it. */
function contextOf(principal: string, known: { readonly [key: string]: string | null }) {
  const [, , , , account = ''] = principal.split(':')
  const user = /:user\/(.+)$/.exec(principal)?.[1]
  const role = /:assumed-role\/([^/]+)/.exec(principal)?.[1]
  return {
    ...known,
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': role === undefined ? principal : `arn:aws:iam::${account}:role/${role}`,
    ...(user === undefined ? {} : { 'aws:username': user }),
  }
}
