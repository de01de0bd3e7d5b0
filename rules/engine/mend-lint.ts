import { ChangeError } from '../../graph/paths/changes/change.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import { COMMON_PROPERTIES } from '../../graph/schema/define.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import type { Props } from '../../graph/snapshot/records.ts'
import { withSubject } from './mend.ts'
import type { Rule } from './rule.ts'

/** What is wrong with the changes that a rule says mend it. */
export const mendProblems = ({ mend, subject, parameters }: Rule): readonly string[] =>
  mend.flatMap((part) => {
    if ('edits' in part && Array.isArray(part.edits))
      return part.edits
        .filter((kind) => typeof kind !== 'string' || !RELATIONSHIP_KINDS.has(kind))
        .map((kind) => `no relationship kind is called ${String(kind)}`)
    if ('close' in part)
      return Object.hasOwn(parameters, String(part.close).slice(1))
        ? []
        : [`${String(part.close)} is not a parameter of the rule`]
    return changeProblems(part, subject)
  })

function changeProblems(change: Props, kind: string): readonly string[] {
  try {
    readChange(withSubject(change, 'subject'))
  } catch (error) {
    if (error instanceof ChangeError) return [error.message]
    throw error
  }
  if (change.change !== 'set' || change.resource !== '$subject') return []
  const declared = { ...COMMON_PROPERTIES, ...NODE_KINDS.get(kind)?.properties }[String(change.property)]
  if (declared === undefined) return [`${kind} has no property ${String(change.property)}`]
  return declared.derived ? [`${String(change.property)} is derived; change what it follows from`] : []
}
