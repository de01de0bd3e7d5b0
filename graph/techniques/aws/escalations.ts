import { lowerCased } from '../../access/aws/intern.ts'
import { parsePolicy } from '../../access/aws/parse.ts'
import type { Statement } from '../../access/aws/policy.ts'
import { matchesAction } from '../../access/aws/statement.ts'
import type { PrivilegeTechnique } from '../privilege.ts'

/** `*`, or everything of one type: `arn:aws:iam::111122223333:role/*`. */
const BROAD = /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:(\*|[A-Za-z-]+[:/]\*))$/

/**
 * Ids of the techniques all of whose permissions the policy by itself allows on every resource, without condition;
 * undefined when it cannot be parsed. Whether its holders get anywhere with them, over whatever else limits them, is
 * what attack edges tell.
 */
export function escalationsOf(
  document: unknown,
  techniques: readonly PrivilegeTechnique[],
): readonly string[] | undefined {
  const result = parsePolicy(document)
  if (!result.ok) return undefined
  const broad = result.policy.statements.filter(isBroad)
  if (!broad.some(({ effect }) => effect === 'Allow')) return []
  // Techniques share actions.
  const known = new Map<string, boolean>()
  const allows = (action: string): boolean => {
    const before = known.get(action)
    if (before !== undefined) return before
    const of = broad.filter((statement) => matchesAction(statement, lowerCased(action)))
    const answer = of.length > 0 && of.every(({ effect }) => effect === 'Allow')
    known.set(action, answer)
    return answer
  }
  return techniques
    .filter(({ needs }) =>
      needs.self.filter(({ optional }) => optional !== true).every(({ action }) => allows(action)),
    )
    .map(({ id }) => id)
    .sort()
}

const isBroad = ({ conditions, notResource, resources }: Statement): boolean =>
  conditions.length === 0 && !notResource && (resources ?? []).some(({ text }) => BROAD.test(text))
