import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'

const text = z.string().trim().min(1)
const ControlsFile = z.record(
  z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  z.strictObject({ title: text, description: text }),
)

/** What an organization does about one kind of risk, whatever the cloud; frameworks ask for it in their own terms. */
export interface Control {
  readonly id: string
  readonly title: string
  readonly description: string
}

/** Controls by id. @throws Error saying what in the file does not have the right form. */
export async function loadControls(
  file: string = packageFile('rules', 'controls.yaml'),
): Promise<ReadonlyMap<string, Control>> {
  const parsed = ControlsFile.safeParse(parse(await readFile(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return new Map(Object.entries(parsed.data).map(([id, control]) => [id, { id, ...control }]))
}
