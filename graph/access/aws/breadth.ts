import type { Props } from '../../snapshot/records.ts'
import { parsePolicy } from './parse.ts'
import type { Statement } from './policy.ts'
import { matchesAction } from './statement.ts'

/**
 * How much a policy gives away in one go: everything, all of a service, every role. Conditions and NotAction or
 * NotResource make a statement narrower or harder to judge, so that only plain ones count. Nothing is known of a
 * policy that cannot be parsed.
 */
export function policyBreadth(document: unknown): Props {
  const result = parsePolicy(document)
  if (!result.ok) return {}
  const plain = result.policy.statements.filter(
    (statement) =>
      statement.effect === 'Allow' &&
      !statement.notAction &&
      !statement.notResource &&
      statement.conditions.length === 0,
  )
  const patterns = plain.flatMap((statement) =>
    statement.actions.map(({ pattern }) => ({
      action: pattern.toLowerCase(),
      resources: resourcesOf(statement),
    })),
  )
  const services = patterns.filter(isWholeService).map(({ action }) => action.slice(0, -':*'.length))
  return {
    allowsEverything: patterns.some(
      ({ action, resources }) => /^\*(:\*)?$/.test(action) && resources.includes('*'),
    ),
    assumesAnyRole: plain.some(
      (statement) => matchesAction(statement, 'sts:assumerole') && resourcesOf(statement).some(isAnyRole),
    ),
    allowsAllOf: [...new Set(services)].sort(),
  }
}

const resourcesOf = ({ resources }: Statement): readonly string[] => (resources ?? []).map(({ text }) => text)

interface Pattern {
  readonly action: string
  readonly resources: readonly string[]
}

/** `*`, or such as `arn:aws:iam::*:role/*`. */
const isAnyRole = (text: string): boolean =>
  text === '*' || /^arn:[^:]*:(iam|\*):[^:]*:\*(:\*|:role\/\*)?$/.test(text)

/** `s3:*` on `*`, or on `arn:aws:s3:::*`. */
function isWholeService({ action, resources }: Pattern): boolean {
  const service = /^([a-z0-9-]+):\*$/.exec(action)?.[1]
  if (service === undefined) return false
  return resources.some(
    (text) => text === '*' || /^arn:[^:]+:([^:]+):\**:\**:\*$/.exec(text)?.[1] === service,
  )
}
