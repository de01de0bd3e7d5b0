interface Readable {
  readonly kind: string
  readonly resourceId: string
}

interface ReadQuestion {
  readonly action: string
  readonly resource: string
}

const BLOBS = 'data:Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
const TABLES = 'bigquery.tables.getData'

const ACTIONS: Readonly<Record<string, string>> = {
  AwsSsmParameter: 'ssm:GetParameter',
  AwsSecretsManagerSecret: 'secretsmanager:GetSecretValue',
  AwsDynamoDbTable: 'dynamodb:GetItem',
  AwsSqsQueue: 'sqs:ReceiveMessage',
  AwsKmsKey: 'kms:Decrypt',
  AzureStorageAccount: BLOBS,
  AzureBlobContainer: BLOBS,
  AzureKeyVault: 'data:Microsoft.KeyVault/vaults/secrets/getSecret/action',
  AzureContainerRegistry: 'Microsoft.ContainerRegistry/registries/pull/read',
  GcpBucket: 'storage.objects.get',
  GcpSecret: 'secretmanager.versions.access',
  GcpBigQueryDataset: TABLES,
  GcpBigQueryTable: TABLES,
  GcpCryptoKey: 'cloudkms.cryptoKeyVersions.useToDecrypt',
}

/** The action by which what a resource holds is read; undefined where one action does not say it. */
export function readAction({ kind, resourceId }: Readable): ReadQuestion | undefined {
  // What is read is an object, not the bucket; `*` stands for any.
  if (kind === 'AwsS3Bucket') return { action: 's3:GetObject', resource: `${resourceId}/*` }
  const action = Object.hasOwn(ACTIONS, kind) ? ACTIONS[kind] : undefined
  return action === undefined ? undefined : { action, resource: resourceId }
}
