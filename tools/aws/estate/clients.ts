import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { KMSClient } from '@aws-sdk/client-kms'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { S3Client } from '@aws-sdk/client-s3'
import { S3ControlClient } from '@aws-sdk/client-s3-control'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'

export const REGION = 'us-east-1'

export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** moto hands out keys of any account to whoever assumes a role in it; the role need not exist. */
export async function keysOf(endpoint: string, account: string): Promise<Keys> {
  const sts = new STSClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  })
  const role = { RoleArn: `arn:aws:iam::${account}:role/auditor`, RoleSessionName: 'test' }
  const { Credentials: keys } = await sts.send(new AssumeRoleCommand(role))
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken) throw new Error('moto gave no keys')
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  }
}

/** SDK clients that act in one account of the server, with every right. */
export function clientsOf(endpoint: string, credentials: Keys) {
  const options = { endpoint, region: REGION, credentials }
  return {
    autoscaling: new AutoScalingClient(options),
    ec2: new EC2Client(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    lambda: new LambdaClient(options),
    organizations: new OrganizationsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    s3control: new S3ControlClient({
      region: REGION,
      credentials,
      endpointProvider: () => ({ url: new URL(endpoint) }),
      disableHostPrefix: true,
    }),
    secretsmanager: new SecretsManagerClient(options),
    ssm: new SSMClient(options),
  }
}
export type Clients = ReturnType<typeof clientsOf>

/** A value that the server must have given. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the server gave no ${what}`)
  return value
}
