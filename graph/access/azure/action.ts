import type { FactIndex } from '../../snapshot/facts.ts'
import { AccessQuestionError } from '../question.ts'
import { AZURE_ACCESS_TECHNIQUES } from './data-techniques.ts'
import { type Action, type Permission, parsePermissions } from './role.ts'

const DATA = 'data:'

/**
 * An action as roles are asked for it: one that is known for one of data needs no word before it.
 * @throws AccessQuestionError for one that is not written as it is asked.
 */
export function actionOf(facts: FactIndex, text: string): Action {
  const action = text.toLowerCase()
  if (!/^(data:)?[^/\s*?:]+(\/[^/\s*?:]+)+$/.test(action))
    throw new AccessQuestionError(
      `"${text}" is no action of Azure; write it as Microsoft.Provider/type/verb, with data: before one of data`,
    )
  const named = namesIn(facts)
  if (action.startsWith(DATA)) {
    const bare = action.slice(DATA.length)
    if (named.control.has(bare) && !named.data.has(bare))
      throw new AccessQuestionError(`"${bare}" is an action of the control plane: write it without data:`)
    return action
  }
  return named.data.has(action) && !named.control.has(action) ? DATA + action : action
}

interface Names {
  readonly control: ReadonlySet<string>
  readonly data: ReadonlySet<string>
}

const known = new WeakMap<FactIndex, Names>()

/** Names do not tell the two kinds apart; roles and techniques that name an action do. */
function namesIn(facts: FactIndex): Names {
  const found = known.get(facts) ?? readNames(facts)
  known.set(facts, found)
  return found
}

function readNames(facts: FactIndex): Names {
  const control = new Set<string>()
  const data = new Set<string>()
  for (const action of AZURE_ACCESS_TECHNIQUES.flatMap(({ needs }) => needs.flat()))
    if (action.startsWith(DATA)) data.add(action.slice(DATA.length))
    else control.add(action)
  const exact = (globs: Permission['actions'], into: Set<string>) => {
    for (const { shape, pattern } of globs) if (shape === 'exact') into.add(pattern)
  }
  for (const { props } of facts.ofKind('AzureRoleDefinition')) {
    for (const permission of parsePermissions(props.permissions) ?? []) {
      exact(permission.actions, control)
      exact(permission.dataActions, data)
    }
  }
  return { control, data }
}
