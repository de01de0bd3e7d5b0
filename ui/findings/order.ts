export const ORDER_FIELDS = ['SEVERITY', 'FIRST_SEEN', 'RULE', 'SUBJECT'] as const
export type OrderField = (typeof ORDER_FIELDS)[number]

export interface Order {
  readonly field: OrderField
  readonly direction: 'ASC' | 'DESC'
}

/** `-field` is descending, as in the address `?order=-FIRST_SEEN`; worst first when nothing is said. */
export function parseOrder(text: string | undefined): Order {
  const descending = text?.startsWith('-') ?? true
  const name = text?.replace(/^-/, '')
  const field = ORDER_FIELDS.find((each) => each === name)
  return field === undefined
    ? { field: 'SEVERITY', direction: 'DESC' }
    : { field, direction: descending ? 'DESC' : 'ASC' }
}

/** The order after a click on a column: names start at A, severities and times at the top; again turns it around. */
export function nextOrder(now: Order, field: OrderField): string | undefined {
  const natural = field === 'RULE' || field === 'SUBJECT' ? 'ASC' : 'DESC'
  const turned = now.direction === 'ASC' ? 'DESC' : 'ASC'
  const direction = now.field === field ? turned : natural
  if (field === 'SEVERITY' && direction === 'DESC') return undefined
  return direction === 'DESC' ? `-${field}` : field
}
