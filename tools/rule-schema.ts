import { writeFile } from 'node:fs/promises'
import { packageFile } from '../graph/package-root.ts'
import { ruleSchema } from '../rules/engine/rule-schema.ts'

await writeFile(packageFile('rules', 'rule.schema.json'), `${JSON.stringify(ruleSchema(), null, 2)}\n`)
