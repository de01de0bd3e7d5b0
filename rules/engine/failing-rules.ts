import { z } from 'zod'
import { alive, texts } from '../../queries/fragments.ts'
import { resultsOfRules } from '../../queries/posture-records.ts'
import { defineQuery, type Reader } from '../../queries/query.ts'
import type { FailingRule } from './path-risk.ts'
import type { Rule } from './rule.ts'

const failingSubjects = defineQuery({
  name: 'failing-subjects',
  cypher: `
    MATCH (f:Finding)
    WHERE f.status = 'fail' AND f.rule IN $rules AND ${alive('f')}
    RETURN f.rule AS rule, f.subject AS subject
    ORDER BY rule, subject`,
  params: z.object({ rules: texts, sequence: z.number() }),
  row: z.object({ rule: z.string(), subject: z.string() }),
})

/** Where the rules fail in a scan, and how much they left open; what is excepted is lived with, and left out. */
export async function failingRules(
  read: Reader,
  sequence: number,
  rules: readonly Rule[],
): Promise<readonly FailingRule[]> {
  const failures = await read(failingSubjects, { rules: rules.map(({ id }) => id), sequence })
  const results = (await read(resultsOfRules, { sequence })).flatMap((row) => row.results)
  return rules.map((rule) => ({
    rule,
    subjects: failures.filter((failure) => failure.rule === rule.id).map(({ subject }) => subject),
    notEvaluated: results
      .filter((result) => result.rule === rule.id)
      .reduce((sum, result) => sum + result.notEvaluated, 0),
  }))
}
