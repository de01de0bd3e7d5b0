import type { RelationshipRecord } from '../snapshot/records.ts'

/** The condition keys and identities behind names of assumptions, told a second time for tests. */
export function assumptionNames(names: readonly string[]) {
  const keys = names.flatMap(
    (name) => ({ mfa: ['aws:multifactorauthpresent'], 'corporate-network': ['aws:sourceip'] })[name] ?? [],
  )
  return {
    keys,
    identities: names.filter((name) => name.startsWith('identity:')).map((name) => name.split(':')[1] ?? ''),
  }
}

/** True when none of its conditions is unmet, or each that is was assumed to be met. */
export function isOpenUnder({ props }: RelationshipRecord, assume: readonly string[]): boolean {
  const { keys } = assumptionNames(assume)
  return JSON.parse(JSON.stringify(props.conditions ?? [])).every(
    (condition: { key: string; state: string }) =>
      condition.state !== 'unmet' || keys.includes(condition.key.toLowerCase()),
  )
}
