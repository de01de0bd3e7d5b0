import { type Builder, pick } from './builder.ts'

/** Buckets, functions, secrets and volumes; one bucket in ten is classified. */
export function addData(builder: Builder, scale: number, roles: readonly string[]): void {
  for (let at = 0; at < scale * 10; at++) addBucket(builder, at)
  for (let at = 0; at < scale * 8; at++) addFunction(builder, at, pick(builder, roles))
  for (let at = 0; at < scale * 6; at++) addSecret(builder, at)
  for (let at = 0; at < scale * 10; at++) {
    const id = `vol-${at}`
    builder.node('ec2', `arn:aws:ec2:${builder.region}:${builder.account}:volume/${id}`, 'AwsEbsVolume', {
      name: id,
      encrypted: builder.chance(0.9),
      sizeGiB: 100,
      state: 'in-use',
    })
  }
}

function addBucket(builder: Builder, at: number): void {
  const name = `${builder.account}-data-${at}`
  const blocked = at % 20 !== 0
  builder.node('s3', `arn:aws:s3:::${name}`, 'AwsS3Bucket', {
    name,
    tags: at % 10 === 0 ? ['classification=confidential'] : [],
    policy: null,
    acl: [],
    blockPublicAcls: blocked,
    ignorePublicAcls: blocked,
    blockPublicPolicy: blocked,
    restrictPublicBuckets: blocked,
    encryption: 'AES256',
    versioning: builder.chance(0.7) ? 'Enabled' : 'Disabled',
    logging: builder.chance(0.5),
    website: false,
  })
}

function addFunction(builder: Builder, at: number, role: string): void {
  const name = `fn-${at}`
  const id = builder.node(
    'lambda',
    `arn:aws:lambda:${builder.region}:${builder.account}:function:${name}`,
    'AwsLambdaFunction',
    {
      name,
      runtime: 'nodejs22.x',
      role,
      handler: 'index.handler',
      packageType: 'Zip',
      environmentNames: ['STAGE'],
      environmentCredentialKinds: [],
      policy: null,
      timeoutSeconds: 30,
    },
  )
  builder.relate('lambda', id, 'HAS_EXECUTION_ROLE', role)
}

function addSecret(builder: Builder, at: number): void {
  const name = `app/${at}`
  builder.node(
    'secretsmanager',
    `arn:aws:secretsmanager:${builder.region}:${builder.account}:secret:${name}-AbCdEf`,
    'AwsSecret',
    {
      name,
      policy: null,
      rotationEnabled: builder.chance(0.5),
    },
  )
}
