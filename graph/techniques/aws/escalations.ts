import { parsePolicy } from '../../access/aws/parse.ts'
import { policyWith, type Statement } from '../../access/aws/policy.ts'
import { matchesAction } from '../../access/aws/statement.ts'
import { groupBy } from '../../group-by.ts'
import { allowedActions } from '../engine/abilities.ts'
import type { PrivilegeTechnique } from '../privilege.ts'

/** `*`, or everything of one type: `arn:aws:iam::111122223333:role/*`. */
const BROAD = /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:(\*|[A-Za-z-]+[:/]\*))$/

/** What each technique asks of a principal, by the first thing of it. */
interface Asked {
  readonly actions: ReadonlySet<string>
  readonly byFirst: ReadonlyMap<
    string,
    readonly { readonly id: string; readonly actions: readonly string[] }[]
  >
}

const asked = new WeakMap<readonly PrivilegeTechnique[], Asked>()

function askedBy(techniques: readonly PrivilegeTechnique[]): Asked {
  const known = asked.get(techniques)
  if (known !== undefined) return known
  const list = techniques.map(({ id, needs }) => ({
    id,
    actions: needs.self.flatMap(({ action, optional }) => (optional === true ? [] : [action.toLowerCase()])),
  }))
  const made: Asked = {
    actions: new Set(list.flatMap(({ actions }) => actions)),
    byFirst: groupBy(list, ({ actions }) => actions[0] ?? ''),
  }
  asked.set(techniques, made)
  return made
}

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
  const { actions, byFirst } = askedBy(techniques)
  const broad = result.policy.statements.filter(isBroad)
  const allowed = allowedActions(policyWith(broad), actions)
  for (const statement of broad)
    if (statement.effect === 'Deny')
      for (const action of allowed) if (matchesAction(statement, action)) allowed.delete(action)
  return [...allowed]
    .flatMap((action) => byFirst.get(action) ?? [])
    .filter((technique) => technique.actions.every((action) => allowed.has(action)))
    .map(({ id }) => id)
    .sort()
}

const isBroad = ({ conditions, notResource, resources }: Statement): boolean =>
  conditions.length === 0 && !notResource && (resources ?? []).some(({ text }) => BROAD.test(text))
