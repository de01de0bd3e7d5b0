interface Change {
  readonly type: 'ADDED' | 'CHANGED' | 'REMOVED'
  readonly subjectType: string
  readonly kind: string
  readonly properties: unknown
}

export interface PropertyChange {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** A change's `[{ name, before, after }]`, as far as it has that form. */
export function propertyChanges(properties: unknown): readonly PropertyChange[] {
  if (!Array.isArray(properties)) return []
  return properties.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('name' in each) || typeof each.name !== 'string')
      return []
    return [
      {
        name: each.name,
        before: 'before' in each ? each.before : null,
        after: 'after' in each ? each.after : null,
      },
    ]
  })
}

const VERBS = { ADDED: 'appeared', CHANGED: 'changed', REMOVED: 'went away' } as const

/** `imdsv2Required changed`, `CAN_READ appeared`. */
export function changeSummary(change: Change): string {
  const names = propertyChanges(change.properties).map(({ name }) => name)
  const what = change.subjectType === 'relationship' ? change.kind : ''
  if (names.length === 0) return what === '' ? capital(VERBS[change.type]) : `${what} ${VERBS[change.type]}`
  return `${names.join(', ')}${what === '' ? '' : ` of ${what}`} changed`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const LONGEST = 80

/** A value before or after, short enough for a table cell. */
export function shortValue(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
