import type { Props } from '../../snapshot/records.ts'
import { parsePolicy } from './parse.ts'

/**
 * How much a policy gives away in one go: everything, or all of a service. Conditions and NotAction or NotResource
 * make a statement narrower or harder to judge, so that only plain ones count. Nothing is known of a policy that
 * cannot be parsed.
 */
export function policyBreadth(document: unknown): Props {
  const result = parsePolicy(document)
  if (!result.ok) return {}
  const patterns = result.policy.statements
    .filter(
      (statement) =>
        statement.effect === 'Allow' &&
        !statement.notAction &&
        !statement.notResource &&
        statement.conditions.length === 0,
    )
    .flatMap(({ actions, resources }) =>
      actions.map(({ pattern }) => ({
        action: pattern.toLowerCase(),
        resources: (resources ?? []).map(({ text }) => text),
      })),
    )
  const services = patterns.filter(isWholeService).map(({ action }) => action.slice(0, -':*'.length))
  return {
    allowsEverything: patterns.some(
      ({ action, resources }) => /^\*(:\*)?$/.test(action) && resources.includes('*'),
    ),
    allowsAllOf: [...new Set(services)].sort(),
  }
}

interface Pattern {
  readonly action: string
  readonly resources: readonly string[]
}

/** `s3:*` on `*`, or on `arn:aws:s3:::*`. */
function isWholeService({ action, resources }: Pattern): boolean {
  const service = /^([a-z0-9-]+):\*$/.exec(action)?.[1]
  if (service === undefined) return false
  return resources.some(
    (text) => text === '*' || /^arn:[^:]+:([^:]+):\**:\**:\*$/.exec(text)?.[1] === service,
  )
}
