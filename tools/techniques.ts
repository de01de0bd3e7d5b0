import { writeFile } from 'node:fs/promises'
import { packageFile } from '../graph/package-root.ts'
import { techniquesPage } from '../graph/techniques/page.ts'

await writeFile(packageFile('docs', 'techniques.md'), techniquesPage())
