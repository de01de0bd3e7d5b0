import { z } from 'zod'
import type { Evidence } from '../attack.ts'
import type { Props } from '../snapshot/records.ts'
import type { OpenCondition } from './question.ts'

const StoredEvidence = z.object({
  type: z.string(),
  id: z.string(),
  statement: z.union([z.number(), z.string()]).optional(),
  detail: z.string(),
})
const StoredCondition = z.object({ key: z.string(), detail: z.string() })

/** Evidence of an edge as it is stored; what does not look like it is left out. */
export function evidenceIn(props: Props): readonly Evidence[] {
  const parsed = z.array(StoredEvidence).safeParse(props.evidence)
  if (!parsed.success) return []
  return parsed.data.map(({ statement, ...rest }) =>
    statement === undefined ? rest : { ...rest, statement },
  )
}

/** Its conditions, likewise. */
export function conditionsIn(props: Props): readonly OpenCondition[] {
  const parsed = z.array(StoredCondition).safeParse(props.conditions)
  return parsed.success ? parsed.data : []
}
