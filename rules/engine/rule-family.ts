import { z } from 'zod'

/** Fields of a rule file as they stand in it, not yet checked. */
export interface RuleFields {
  readonly [field: string]: unknown
}

/** One rule of a file, and where its fields stand there. */
export interface Member {
  readonly id: string
  readonly fields: RuleFields
  /** The path in the file of a field of this rule. */
  readonly place: (path: readonly PropertyKey[]) => readonly PropertyKey[]
}

const mapping = z.record(z.string(), z.unknown())

/**
 * The rules that a file holds. A family's are its `variants`, by id: what a variant gives stands in place of what the
 * family says, parameters one by one. In the family's `requires` and tests `$name` is the variant's parameter, be it a value
 * or the name of a property.
 */
export function membersOf(id: string, file: RuleFields): readonly Member[] {
  const { variants, ...shared } = file
  const given = mapping.safeParse(variants)
  if (!given.success) return [{ id, fields: file, place: (path) => path }]
  return Object.entries(given.data).map(([name, variant]) => {
    const own = mapping.catch({}).parse(variant)
    const parameters = {
      ...mapping.catch({}).parse(shared.parameters),
      ...mapping.catch({}).parse(own.parameters),
    }
    const fields = { ...shared, ...own, parameters }
    return {
      id: name,
      fields: { ...fields, ...filled(fields, parameters) },
      place: (path) => (String(path[0]) in own ? ['variants', name, ...path] : path),
    }
  })
}

const filled = (fields: RuleFields, parameters: RuleFields): RuleFields =>
  Object.fromEntries(
    ['requires', 'tests'].flatMap((name) =>
      name in fields ? [[name, withParameters(fields[name], parameters)]] : [],
    ),
  )

const parameterOf = (text: string, parameters: RuleFields): unknown =>
  text.startsWith('$') ? (parameters[text.slice(1)] ?? text) : text

/** The value with each text `$name` replaced by the parameter of that name. */
function withParameters(value: unknown, parameters: RuleFields): unknown {
  if (typeof value === 'string') return parameterOf(value, parameters)
  if (Array.isArray(value)) return value.map((item) => withParameters(item, parameters))
  const members = mapping.safeParse(value)
  if (!members.success) return value
  return Object.fromEntries(
    Object.entries(members.data).map(([name, member]) => [
      String(parameterOf(name, parameters)),
      withParameters(member, parameters),
    ]),
  )
}
