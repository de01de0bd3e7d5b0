import type { CollectContext, PartitionId, Records } from '../../collector.ts'
import { accessKeyId, lastPart } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { nodeProps, tagTexts } from '../shapes.ts'
import { type CredentialReport, reportTime } from './credential-report.ts'
import { accessKeyLastUsed, accessKeyList, mfaDeviceList, type UserDetail, userList } from './shapes.ts'

interface AccessKey {
  readonly id: string
  readonly status: string
  readonly createdAt: string | undefined
  readonly lastUsedAt: string | undefined
  readonly lastUsedService: string | undefined
}

/** What single calls tell of one user; a part that is undefined could not be read. */
export interface UserCredentials {
  readonly loginProfile: boolean | undefined
  readonly mfaDevices:
    | readonly { readonly serial: string; readonly enabledAt: string | undefined }[]
    | undefined
  readonly accessKeys: readonly AccessKey[] | undefined
  readonly passwordLastUsed: string | undefined
}

/** When each user's password was last used, by user name. */
export async function readPasswordUse(
  context: CollectContext,
): Promise<ReadonlyMap<string, string | undefined>> {
  const { Users } = userList.parse((await context.attempt('iam list-users')) ?? {})
  return new Map(Users.map((user) => [user.UserName, user.PasswordLastUsed]))
}

/** Asks for password, MFA devices and access keys of one user. */
export async function readCredentials(
  context: CollectContext,
  user: UserDetail,
  passwordUse: ReadonlyMap<string, string | undefined>,
): Promise<UserCredentials> {
  const input = { UserName: user.UserName }
  const profile = await context.attempt('iam get-login-profile', input)
  const devices = await context.attempt('iam list-mfa-devices', input)
  return {
    loginProfile: profile === undefined ? undefined : profile !== null,
    mfaDevices: devices === undefined ? undefined : parseDevices(devices),
    accessKeys: await readAccessKeys(context, input),
    passwordLastUsed: passwordUse.get(user.UserName),
  }
}

const parseDevices = (answer: unknown) =>
  mfaDeviceList
    .parse(answer ?? {})
    .MFADevices.map((device) => ({ serial: device.SerialNumber, enabledAt: device.EnableDate }))

async function readAccessKeys(
  context: CollectContext,
  input: { UserName: string },
): Promise<AccessKey[] | undefined> {
  const answer = await context.attempt('iam list-access-keys', input)
  if (answer === undefined) return undefined
  const keys: AccessKey[] = []
  for (const key of accessKeyList.parse(answer ?? {}).AccessKeyMetadata) {
    const use = await context.attempt('iam get-access-key-last-used', { AccessKeyId: key.AccessKeyId })
    const parsed =
      use === undefined || use === null ? undefined : accessKeyLastUsed.parse(use).AccessKeyLastUsed
    const service = parsed?.ServiceName
    keys.push({
      id: key.AccessKeyId,
      status: key.Status,
      createdAt: key.CreateDate,
      lastUsedAt: parsed?.LastUsedDate,
      lastUsedService: service === 'N/A' ? undefined : service,
    })
  }
  return keys
}

/** A user with its access keys and MFA devices. */
export function userRecords(
  partition: PartitionId,
  user: UserDetail,
  credentials: UserCredentials,
  report: CredentialReport | undefined,
): Records {
  const records = new RecordBuilder()
  records.node('AwsIamUser', user.Arn, userProps(partition, user, credentials, report))
  for (const key of credentials.accessKeys ?? []) addAccessKey(records, partition, user.Arn, key)
  for (const device of credentials.mfaDevices ?? []) {
    // A hardware device has a serial number, a virtual one an ARN.
    const id = device.serial.startsWith('arn:') ? device.serial : `${user.Arn}#mfa/${device.serial}`
    const props = nodeProps(partition, lastPart(device.serial), {
      type: deviceType(device.serial),
      enabledAt: device.enabledAt,
    })
    records.node('AwsIamMfaDevice', id, props).relate(user.Arn, 'HAS_MFA_DEVICE', id)
  }
  return records
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: what is an ARN tells its sort. */
function deviceType(serial: string): string {
  if (!serial.startsWith('arn:')) return 'hardware'
  const sort = serial.split(':')[5]?.split('/')[0]
  if (sort === 'u2f') return 'security-key'
  return sort === 'sms-mfa' ? 'sms' : 'virtual'
}

function addAccessKey(records: RecordBuilder, partition: PartitionId, user: string, key: AccessKey): void {
  const id = accessKeyId(user, key.id)
  const props = nodeProps(partition, key.id, {
    keyId: key.id,
    status: key.status,
    createdAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
    lastUsedService: key.lastUsedService,
  })
  records.node('AwsIamAccessKey', id, props).relate(user, 'HAS_ACCESS_KEY', id)
}

function userProps(
  partition: PartitionId,
  user: UserDetail,
  { loginProfile, mfaDevices, accessKeys, passwordLastUsed }: UserCredentials,
  report: CredentialReport | undefined,
) {
  const row = report?.get(user.Arn)
  const lastPasswordUse = passwordLastUsed ?? reportTime(row, 'password_last_used')
  const active = accessKeys?.filter((key) => key.status === 'Active')
  const keyUses = accessKeys?.map((key) => key.lastUsedAt) ?? []
  return nodeProps(partition, user.UserName, {
    uniqueId: user.UserId,
    path: user.Path,
    createdAt: user.CreateDate,
    tags: tagTexts(user.Tags),
    consoleAccess: loginProfile ?? reportFlag(row, 'password_enabled'),
    mfaEnabled: mfaDevices === undefined ? reportFlag(row, 'mfa_active') : mfaDevices.length > 0,
    mfaDevices: mfaDevices?.length,
    passwordLastUsed: lastPasswordUse,
    passwordLastChanged:
      row?.get('password_enabled') === 'true' ? reportTime(row, 'password_last_changed') : undefined,
    activeAccessKeys: active?.length,
    accessKeys: accessKeys?.length,
    oldestActiveKeyCreatedAt: earliest(active?.map((key) => key.createdAt) ?? []),
    lastActivityAt: latest([lastPasswordUse, ...keyUses]),
    inlinePolicies: user.UserPolicyList.length,
    attachedPolicies: user.AttachedManagedPolicies.length,
  })
}

function reportFlag(row: ReadonlyMap<string, string> | undefined, column: string): boolean | undefined {
  const value = row?.get(column)
  return value === 'true' || value === 'false' ? value === 'true' : undefined
}

/** ISO 8601 times of one form sort as text. */
const inOrder = (times: readonly (string | undefined)[]): string[] =>
  times.filter((time) => time !== undefined).sort()
const earliest = (times: readonly (string | undefined)[]): string | undefined => inOrder(times)[0]
const latest = (times: readonly (string | undefined)[]): string | undefined => inOrder(times).at(-1)
