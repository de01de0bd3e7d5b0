import { propertyChanges } from '../changes/summary.ts'
import { cutMiddle } from '../parts/format.ts'

interface Cause {
  readonly type: 'ADDED' | 'CHANGED' | 'REMOVED'
  readonly subject: string
  readonly subjectType: string
  readonly kind: string
  readonly properties: unknown
}

const VERBS = { ADDED: 'appeared', CHANGED: 'changed', REMOVED: 'went away' } as const

/** `because imdsv2Required of i-0a1b changed`. */
export function causeSentence(cause: Cause | null): string {
  if (cause === null) return 'no single change did it'
  const id = cutMiddle(cause.subject.split(' ').at(-1) ?? cause.subject, 56)
  const names = propertyChanges(cause.properties).map(({ name }) => name)
  const what = cause.subjectType === 'relationship' ? `${cause.kind} to ${id}` : id
  return names.length === 0
    ? `because ${what} ${VERBS[cause.type]}`
    : `because ${names.join(', ')} of ${what} changed`
}
