import type { User } from './identities.ts'
import { dateOf } from './ids.ts'

/** Columns of the report: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...['1', '2'].flatMap((key) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (what) => `access_key_${key}_${what}`,
    ),
  ),
  ...['1', '2'].flatMap((certificate) => [`cert_${certificate}_active`, `cert_${certificate}_last_rotated`]),
]
const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A']
const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A']

/** The answer of GetCredentialReport: CSV, base64. */
export function credentialReport(account: string, users: readonly User[], rootMfa: boolean): object {
  const rows = [COLUMNS, rootRow(account, rootMfa), ...users.map((user) => userRow(account, user))]
  const csv = rows.map((row) => row.join(',')).join('\n')
  return {
    Content: Buffer.from(csv).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: '2026-11-16T05:30:00+00:00',
  }
}

const rootRow = (account: string, mfa: boolean): readonly string[] => [
  '<root_account>',
  `arn:aws:iam::${account}:root`,
  '2023-02-06T09:12:44+00:00',
  'not_supported',
  '2026-10-05T10:41:02+00:00',
  'not_supported',
  'not_supported',
  String(mfa),
  ...NO_KEY,
  ...NO_KEY,
  ...NO_CERTIFICATES,
]

function userRow(account: string, user: User): readonly string[] {
  const { name, password, keys = [] } = user
  return [
    name,
    `arn:aws:iam::${account}:user/${name}`,
    keys[0]?.created ?? password?.changed ?? dateOf(name),
    String(password !== undefined),
    password === undefined ? 'N/A' : (password.lastUsed ?? 'no_information'),
    password?.changed ?? 'N/A',
    'N/A',
    String(user.mfa === true),
    ...keyColumns(keys[0]),
    ...keyColumns(keys[1]),
    ...NO_CERTIFICATES,
  ]
}

function keyColumns(key: NonNullable<User['keys']>[number] | undefined): readonly string[] {
  if (key === undefined) return NO_KEY
  const used =
    key.lastUsed === undefined ? ['N/A', 'N/A', 'N/A'] : [key.lastUsed, 'eu-west-1', key.service ?? 's3']
  return [String(key.inactive !== true), key.created, ...used]
}
