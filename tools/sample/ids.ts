import { createHash } from 'node:crypto'

/**
 * Ids that look like AWS's and are the same in every run: a digest of what the thing is called. Digits and letters
 * are invented; no account, key or address here belongs to anybody.
 */
const digest = (name: string): Buffer => createHash('sha256').update(`alderway/${name}`).digest()

/** `i-0a1b2c3d4e5f60718`, `vpc-…`, `sg-…` */
export const ec2Id = (prefix: string, name: string): string =>
  `${prefix}-0${digest(`${prefix}/${name}`).toString('hex').slice(0, 16)}`

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `AIDA…`, `AROA…`, `AKIA…`: unique ids of IAM. */
export const iamId = (prefix: string, name: string): string =>
  prefix + [...digest(`${prefix}/${name}`).subarray(0, 17)].map((byte) => BASE32[byte % 32]).join('')

/** A UUID: KMS key ids, revisions. */
export function uuid(name: string): string {
  const hex = digest(`uuid/${name}`).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The six characters that Secrets Manager puts behind a name. */
export const secretSuffix = (name: string): string =>
  [...digest(`secret/${name}`).subarray(0, 6)].map((byte) => BASE62[byte % 62]).join('')

export const canonicalId = (account: string): string => digest(`canonical/${account}`).toString('hex')

export const codeDigest = (name: string): string => digest(`code/${name}`).toString('base64')

const DAYS = 23
/** A day in October or November 2026 (or what `from` says), fixed by the name. */
export function dateOf(name: string, from = '2026-10-12T08:00:00+00:00'): string {
  const seconds = digest(`date/${name}`).readUInt32BE(0) % (DAYS * 86_400)
  return toIso(Date.parse(from) + seconds * 1000)
}

export const toIso = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+00:00')

/** Digits that no number begins with a zero: projects, folders, unique ids of service accounts. */
export const numericId = (name: string, digits: number): string =>
  `4${[...digest(`number/${name}`).subarray(0, digits - 1)].map((byte) => byte % 10).join('')}`

/** Forty hexadecimal digits: keys of service accounts. */
export const hexId = (name: string): string => digest(name).toString('hex').slice(0, 40)

/** A day like that of `dateOf`, as Google writes it. */
export const createdAt = (name: string): string =>
  dateOf(name, '2026-03-02T08:00:00+00:00').replace('+00:00', 'Z')
