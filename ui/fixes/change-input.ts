import type { VariablesOf } from 'gql.tada'
import type { simulateQuery } from './query.ts'

type ChangeInput = VariablesOf<typeof simulateQuery>['changes'][number]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TEXTS = ['policy', 'from', 'to', 'on', 'role', 'group', 'resource', 'property'] as const

/** A change as a fix states it, as `simulate` takes it; undefined when it is none. */
export function toChangeInput(edit: unknown): ChangeInput | undefined {
  if (!isObject(edit) || typeof edit.change !== 'string') return undefined
  const texts: { [Name in (typeof TEXTS)[number]]?: string } = {}
  for (const name of TEXTS) {
    const value = edit[name]
    if (typeof value === 'string') texts[name] = value
  }
  const { change, statement, rule, value, document } = edit
  return { change, ...texts, statement, rule, value, document }
}
