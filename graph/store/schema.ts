import { ACCOUNT_KINDS } from '../schema/accounts.ts'
import { KEPT_COLLECTIONS, SCAN_COLLECTIONS } from './port.ts'

/** The store's form; raised when data of an older version can't be read as it stands. */
export const FORMAT = 1

const UNIQUE = [
  ['Resource', 'id'],
  ['Scan', 'id'],
  ['ChokepointStore', 'id'],
  ...KEPT_COLLECTIONS.map((collection) => [collection, 'id'] as const),
] as const

const INDEXED = [
  // What rules join upon: (account:AwsAccount {id: bucket.account}).
  ...ACCOUNT_KINDS.map((kind) => [kind, 'id'] as const),
  ['Incoming', 'ticket'],
  ['Incoming', 'publish'],
  ['Scan', 'sequence'],
  ['Change', 'sequence'],
  ['Change', 'scan'],
  ['Change', 'subject'],
  ...SCAN_COLLECTIONS.flatMap((collection) => [[collection, 'id'] as const, [collection, 'until'] as const]),
] as const

/** Constraints and indexes; every statement may be run again. */
export function definitions(constraintsNeedIndex: boolean): readonly string[] {
  const unique = UNIQUE.map(
    ([label, property]) =>
      `CREATE CONSTRAINT ${label}_${property} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
  )
  const indexed = constraintsNeedIndex ? [...UNIQUE, ...INDEXED] : INDEXED
  const indexes = indexed.map(
    ([label, property]) =>
      `CREATE INDEX ${label}_${property}_index IF NOT EXISTS FOR (n:${label}) ON (n.${property})`,
  )
  return [...unique, ...indexes]
}
