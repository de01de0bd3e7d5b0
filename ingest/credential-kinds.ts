/** What a text gives away, without any of it. */
export interface CredentialTraces {
  /** Kinds of credential, sorted. */
  readonly kinds: readonly string[]
  /** AWS access key ids, sorted: they name a key and are no secret. */
  readonly accessKeyIds: readonly string[]
  /** Whose secrets of other clouds it holds, sorted: names, and no secrets. */
  readonly foreignClients: readonly string[]
}

const ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g

const PRIVATE_KEY = /-----BEGIN (?:[A-Z]{1,12} )?PRIVATE KEY-----/

/** Token forms are those that their issuers publish for secret scanning. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['aws-access-key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  [
    'aws-secret-key',
    /secret_?(?:access_?)?key["']?\s{0,5}[=:]\s{0,5}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/i,
  ],
  ['private-key', PRIVATE_KEY],
  ['github-token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})/],
  ['gitlab-token', /\bglpat-[A-Za-z0-9_-]{20}/],
  ['slack-token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['stripe-key', /\b[sr]k_live_[A-Za-z0-9]{16,}/],
  ['google-api-key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['url-password', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{1,64}:(?![$<{*%])[^\s@/"']{1,128}@/i],
  [
    'password',
    /(?:password|passwd|pwd|api_?key|auth_?token)["']?\s{0,5}[=:]\s{0,5}["']?(?!["'$<{*%]|arn:|ssm:|null|true|false)[^\s"',;]{6,}/i,
  ],
]

/** Names that the SDKs and Terraform read: https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential */
const CLIENT_ID =
  /\b(?:azure|arm)_client_id["']?\s{0,5}[=:]\s{0,5}["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi
const CLIENT_SECRET = /\b(?:azure|arm)_client_secret["']?\s{0,5}[=:]\s{0,5}["']?[A-Za-z0-9_.~-]{16,}/i
/** A key file of a service account: https://cloud.google.com/iam/docs/keys-create-delete */
const CLIENT_EMAIL =
  /"client_email\\?"\s{0,5}:\s{0,5}\\?"([a-z0-9-]{1,63}@[a-z0-9.-]{1,100}\.gserviceaccount\.com)\b/g

/** Longer texts are cut: user data is at most 16 KB, the environment of a function 4 KB. */
const MAX_CHARACTERS = 1_000_000

/** Looks for credentials in a text and tells only their kinds; the text itself goes no further. */
export function findCredentials(text: string): CredentialTraces {
  const searched = text.slice(0, MAX_CHARACTERS)
  return {
    kinds: KINDS.filter(([, pattern]) => pattern.test(searched))
      .map(([kind]) => kind)
      .sort(),
    accessKeyIds: [...new Set(searched.match(ACCESS_KEY_ID))].sort(),
    foreignClients: [
      ...new Set([
        ...(CLIENT_SECRET.test(searched) ? named(searched, CLIENT_ID).map((id) => id.toLowerCase()) : []),
        ...(PRIVATE_KEY.test(searched) ? named(searched, CLIENT_EMAIL) : []),
      ]),
    ].sort(),
  }
}

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? [])
