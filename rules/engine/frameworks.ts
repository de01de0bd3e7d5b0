import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'

const FrameworkFile = z.strictObject({
  title: z.string().min(1),
  version: z.string().min(1),
  publisher: z.string().min(1),
  reference: z.url({ protocol: /^https$/ }),
  /** By the publisher's id; titles are in our words. */
  requirements: z.record(z.string(), z.strictObject({ title: z.string().min(1) })),
})

/** A published set of requirements; its id, such as `cis-aws-5.0`, is the name of its file. */
export interface Framework extends z.infer<typeof FrameworkFile> {
  readonly id: string
}

/** Frameworks by id. @throws Error naming the file that does not have the right form. */
export async function loadFrameworks(
  folder: string = packageFile('rules', 'frameworks'),
): Promise<ReadonlyMap<string, Framework>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const frameworks = new Map<string, Framework>()
  for (const file of files) {
    const parsed = FrameworkFile.safeParse(parse(await readFile(join(folder, file), 'utf8')))
    if (!parsed.success) throw new Error(`frameworks/${file}: ${z.prettifyError(parsed.error)}`)
    const id = basename(file, '.yaml')
    frameworks.set(id, { id, ...parsed.data })
  }
  return frameworks
}
