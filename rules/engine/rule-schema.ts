import { z } from 'zod'
import { RuleFamilyFile, RuleFile } from './rule-file.ts'

/** What rules/rule.schema.json says: editors check a rule file against it while it is written. */
export const ruleSchema = (): object => z.toJSONSchema(z.union([RuleFile, RuleFamilyFile]), { io: 'input' })
