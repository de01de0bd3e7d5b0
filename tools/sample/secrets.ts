import { dateOf, secretSuffix, uuid } from './ids.ts'
import { allow, named, type PolicyDocument, policy, type Statement } from './policy.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface Secret {
  readonly name: string
  readonly key?: string
  readonly rotated?: true
  readonly policy?: PolicyDocument
  readonly tags?: { readonly [key: string]: string }
}

export interface Parameter {
  readonly name: string
  readonly secure?: true
}

export interface Key {
  /** Alias without `alias/`. */
  readonly name: string
  readonly description: string
  readonly unrotated?: true
  readonly statements?: readonly Statement[]
}

export interface Secrets {
  readonly secrets?: readonly Secret[]
  readonly parameters?: readonly Parameter[]
  readonly keys?: readonly Key[]
}

export const secretArn = (account: string, region: string, name: string): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${secretSuffix(`${account}/${name}`)}`

export const keyArn = (account: string, region: string, name: string): string =>
  `arn:aws:kms:${region}:${account}:key/${keyId(account, region, name)}`

const keyId = (account: string, region: string, name: string): string =>
  uuid(`key/${account}/${region}/${name}`)

/** Writes what Secrets Manager, Systems Manager and KMS answer in one region. */
export function writeSecrets(out: AccountWriter, region: string, held: Secrets): void {
  const { secrets = [], parameters = [], keys = [] } = held
  out.list(
    region,
    'secretsmanager list-secrets',
    'SecretList',
    secrets.map((secret) => secretAnswer(out.account, region, secret)),
  )
  for (const secret of secrets) {
    const arn = secretArn(out.account, region, secret.name)
    const document = secret.policy === undefined ? {} : { ResourcePolicy: JSON.stringify(secret.policy) }
    out.put(
      region,
      'secretsmanager get-resource-policy',
      { ARN: arn, Name: secret.name, ...document },
      secret.name,
    )
  }
  out.list(
    region,
    'ssm describe-parameters',
    'Parameters',
    parameters.map((parameter) => parameterAnswer(out.account, region, parameter)),
  )
  writeKeys(out, region, keys)
}

const secretAnswer = (account: string, region: string, { name, key, rotated, tags = {} }: Secret) => ({
  ARN: secretArn(account, region, name),
  Name: name,
  ...(key === undefined ? {} : { KmsKeyId: key }),
  RotationEnabled: rotated === true,
  ...(rotated ? { LastRotatedDate: dateOf(`rotated/${account}/${name}`) } : {}),
  LastChangedDate: dateOf(`changed/${account}/${name}`),
  LastAccessedDate: '2026-11-15T00:00:00+00:00',
  CreatedDate: dateOf(`secret/${account}/${name}`, '2026-10-01T07:00:00+00:00'),
  Tags: tagList(tags),
  SecretVersionsToStages: { [uuid(`version/${account}/${name}`)]: ['AWSCURRENT'] },
})

const parameterAnswer = (account: string, region: string, { name, secure }: Parameter) => ({
  Name: name,
  ARN: `arn:aws:ssm:${region}:${account}:parameter${name}`,
  Type: secure ? 'SecureString' : 'String',
  ...(secure ? { KeyId: 'alias/aws/ssm' } : {}),
  LastModifiedDate: dateOf(`parameter/${account}/${name}`),
  LastModifiedUser: `arn:aws:sts::${account}:assumed-role/terraform-apply/ci`,
  Version: 3,
  Tier: 'Standard',
  Policies: [],
  DataType: 'text',
})

function writeKeys(out: AccountWriter, region: string, keys: readonly Key[]): void {
  const { account } = out
  const ids = (name: string) => ({
    KeyId: keyId(account, region, name),
    KeyArn: keyArn(account, region, name),
  })
  out.list(
    region,
    'kms list-keys',
    'Keys',
    keys.map(({ name }) => ids(name)),
  )
  const aliases = keys.map(({ name }) => ({
    AliasName: `alias/${name}`,
    AliasArn: `arn:aws:kms:${region}:${account}:alias/${name}`,
    TargetKeyId: ids(name).KeyId,
    CreationDate: dateOf(`key/${account}/${name}`),
    LastUpdatedDate: dateOf(`key/${account}/${name}`),
  }))
  out.list(region, 'kms list-aliases', 'Aliases', aliases)
  for (const key of keys) writeKey(out, region, key)
}

function writeKey(out: AccountWriter, region: string, key: Key): void {
  const { account } = out
  const id = keyId(account, region, key.name)
  const metadata = {
    AWSAccountId: account,
    KeyId: id,
    Arn: keyArn(account, region, key.name),
    CreationDate: dateOf(`key/${account}/${key.name}`),
    Enabled: true,
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  }
  const root = { Principal: { AWS: `arn:aws:iam::${account}:root` }, ...allow('kms:*') }
  const document = policy(named('EnableIAMUserPermissions', root), ...(key.statements ?? []))
  out.put(region, 'kms describe-key', { KeyMetadata: metadata }, id)
  out.put(region, 'kms get-key-policy', { Policy: JSON.stringify(document), PolicyName: 'default' }, id)
  out.put(
    region,
    'kms get-key-rotation-status',
    { KeyRotationEnabled: key.unrotated !== true, KeyId: id },
    id,
  )
  out.nothing(region, 'kms list-grants', id)
}
