import { writeFile } from 'node:fs/promises'
import { packageFile } from '../graph/package-root.ts'
import { cataloguePage } from '../rules/engine/catalogue-page.ts'
import { loadControls } from '../rules/engine/controls.ts'
import { loadFrameworks } from '../rules/engine/frameworks.ts'
import { loadRules } from '../rules/engine/load.ts'

const [rules, controls, frameworks] = await Promise.all([loadRules(), loadControls(), loadFrameworks()])
await writeFile(packageFile('rules', 'CATALOG.md'), cataloguePage({ rules, controls, frameworks }))
