/** An action, and the ARNs that a request for the resource may be about, where that is not only its own. */
export interface OtherAction {
  readonly action: string
  readonly resources?: (id: string) => readonly string[]
}

/** What using a resource of one kind takes, and which edge it gives. */
export interface ServiceAccess {
  readonly kind: string
  readonly edge: 'CAN_READ' | 'CAN_WRITE'
  readonly action: string
  /** Other actions that give the same. */
  readonly others?: readonly OtherAction[]
  /** The node's property that holds its resource policy; null for kinds that have none. */
  readonly policy: string | null
  /** The resource's own policy must allow, even in its own account. */
  readonly needsPolicy?: true
  /** What it also takes on a customer's key that the resource is encrypted with, and the service that asks. */
  readonly key?: { readonly action: string; readonly service: string }
  readonly attack: readonly string[]
}

/**
 * Secrets, keys, queues, topics, buses and tables. What is under a customer's key needs that key too:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export const SERVICE_ACCESS: readonly ServiceAccess[] = [
  {
    kind: 'AwsSecret',
    edge: 'CAN_READ',
    action: 'secretsmanager:GetSecretValue',
    policy: 'policy',
    key: { action: 'kms:Decrypt', service: 'secretsmanager' },
    attack: ['T1555.006'],
  },
  {
    kind: 'AwsSecret',
    edge: 'CAN_WRITE',
    action: 'secretsmanager:PutSecretValue',
    policy: 'policy',
    key: { action: 'kms:GenerateDataKey', service: 'secretsmanager' },
    attack: ['T1565.001'],
  },
  {
    kind: 'AwsSsmParameter',
    edge: 'CAN_READ',
    action: 'ssm:GetParameter',
    others: [{ action: 'ssm:GetParameters' }, { action: 'ssm:GetParametersByPath', resources: parentPaths }],
    policy: null,
    key: { action: 'kms:Decrypt', service: 'ssm' },
    attack: ['T1552'],
  },
  {
    kind: 'AwsSsmParameter',
    edge: 'CAN_WRITE',
    action: 'ssm:PutParameter',
    policy: null,
    key: { action: 'kms:Encrypt', service: 'ssm' },
    attack: ['T1565.001'],
  },
  {
    kind: 'AwsKmsKey',
    edge: 'CAN_READ',
    action: 'kms:Decrypt',
    policy: 'policy',
    needsPolicy: true,
    attack: ['T1552'],
  },
  {
    kind: 'AwsSqsQueue',
    edge: 'CAN_READ',
    action: 'sqs:ReceiveMessage',
    policy: 'policy',
    key: { action: 'kms:Decrypt', service: 'sqs' },
    attack: ['T1530'],
  },
  {
    kind: 'AwsSqsQueue',
    edge: 'CAN_WRITE',
    action: 'sqs:SendMessage',
    policy: 'policy',
    key: { action: 'kms:GenerateDataKey', service: 'sqs' },
    attack: ['T1565.001'],
  },
  {
    kind: 'AwsSnsTopic',
    edge: 'CAN_READ',
    action: 'sns:Subscribe',
    policy: 'policy',
    attack: ['T1530'],
  },
  {
    kind: 'AwsSnsTopic',
    edge: 'CAN_WRITE',
    action: 'sns:Publish',
    policy: 'policy',
    key: { action: 'kms:GenerateDataKey', service: 'sns' },
    attack: ['T1565.001'],
  },
  {
    kind: 'AwsEventBus',
    edge: 'CAN_WRITE',
    action: 'events:PutEvents',
    policy: 'policy',
    attack: ['T1565.001'],
  },
  {
    kind: 'AwsDynamoDbTable',
    edge: 'CAN_READ',
    action: 'dynamodb:GetItem',
    others: ['BatchGetItem', 'Query', 'Scan', 'PartiQLSelect'].map(ofTable),
    policy: 'policy',
    key: { action: 'kms:Decrypt', service: 'dynamodb' },
    attack: ['T1530'],
  },
  {
    kind: 'AwsDynamoDbTable',
    edge: 'CAN_WRITE',
    action: 'dynamodb:PutItem',
    others: ['UpdateItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate'].map(ofTable),
    policy: 'policy',
    key: { action: 'kms:Encrypt', service: 'dynamodb' },
    attack: ['T1565.001'],
  },
]

function ofTable(operation: string): OtherAction {
  return { action: `dynamodb:${operation}` }
}

/**
 * "If a user has permission to access path /a, then the user can also access /a/b", whatever a policy says of /a/b.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
 */
function parentPaths(id: string): readonly string[] {
  const at = id.indexOf(':parameter/')
  const start = at + ':parameter/'.length
  const parts = at === -1 ? [] : id.slice(start).split('/')
  return parts.length < 2 ? [] : parts.map((_, count) => id.slice(0, start) + parts.slice(0, count).join('/'))
}
