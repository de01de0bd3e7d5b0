import { readFileSync } from 'node:fs'
import { z } from 'zod/mini'
import { packageFile } from '../graph/package-root.ts'

/** The version of package.json. */
export const VERSION: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))).version
