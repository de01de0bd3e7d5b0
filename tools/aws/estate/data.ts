import * as kms from '@aws-sdk/client-kms'
import * as s3 from '@aws-sdk/client-s3'
import * as secretsmanager from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand } from '@aws-sdk/client-ssm'
import { type Clients, given } from './clients.ts'

/** A key with an alias, a grant and rotation; gives its ARN. */
export async function seedKey({ kms: client }: Clients, account: string): Promise<string> {
  const made = await client.send(new kms.CreateKeyCommand({ Description: 'data' }))
  const KeyId = given(made.KeyMetadata?.KeyId, 'key')
  await client.send(new kms.CreateAliasCommand({ AliasName: 'alias/harbour', TargetKeyId: KeyId }))
  await client.send(
    new kms.CreateGrantCommand({
      KeyId,
      GranteePrincipal: `arn:aws:iam::${account}:role/worker`,
      Operations: ['Decrypt', 'DescribeKey'],
    }),
  )
  await client.send(new kms.EnableKeyRotationCommand({ KeyId }))
  return given(made.KeyMetadata?.Arn, 'key ARN')
}

/** A bucket with every setting, and one with none. */
export async function seedBuckets({ s3: client }: Clients, key: string): Promise<void> {
  const Bucket = 'harbour-data'
  await client.send(new s3.CreateBucketCommand({ Bucket: 'harbour-logs' }))
  await client.send(new s3.CreateBucketCommand({ Bucket, ObjectOwnership: 'ObjectWriter' }))
  await client.send(
    new s3.PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
        ],
      }),
    }),
  )
  await client.send(new s3.PutBucketAclCommand({ Bucket, ACL: 'public-read' }))
  await client.send(
    new s3.PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: false },
    }),
  )
  const encryption = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } as const
  await client.send(
    new s3.PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: encryption }] },
    }),
  )
  await client.send(
    new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  )
  const Tagging = { TagSet: [{ Key: 'classification', Value: 'confidential' }] }
  await client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging }))
  const LoggingEnabled = { TargetBucket: 'harbour-logs', TargetPrefix: 'data/' }
  const delivery = 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"'
  await client.send(
    new s3.PutBucketAclCommand({ Bucket: 'harbour-logs', GrantWrite: delivery, GrantReadACP: delivery }),
  )
  await client.send(new s3.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }))
  const WebsiteConfiguration = { IndexDocument: { Suffix: 'index.html' } }
  await client.send(new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }))
}

/** Secrets with and without a policy, and parameters of two types. */
export async function seedSecrets(
  { secretsmanager: secrets, ssm }: Clients,
  account: string,
  key: string,
): Promise<void> {
  const SecretId = 'prod/db'
  await secrets.send(
    new secretsmanager.CreateSecretCommand({
      Name: SecretId,
      SecretString: 'not a secret',
      KmsKeyId: key,
      Tags: [{ Key: 'data', Value: 'customer' }],
    }),
  )
  await secrets.send(
    new secretsmanager.PutResourcePolicyCommand({
      SecretId,
      ResourcePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:role/worker` },
            Action: 'secretsmanager:GetSecretValue',
            Resource: '*',
          },
        ],
      }),
    }),
  )
  await secrets.send(new secretsmanager.CreateSecretCommand({ Name: 'plain', SecretString: 'not a secret' }))
  await ssm.send(
    new PutParameterCommand({ Name: '/prod/password', Type: 'SecureString', Value: 'x', KeyId: key }),
  )
  await ssm.send(new PutParameterCommand({ Name: 'plain', Type: 'String', Value: 'x' }))
}
