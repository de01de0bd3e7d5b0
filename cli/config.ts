import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

const configSchema = z.strictObject({
  /** Accounts of one's own that are not read: trusting them is not an entry point. */
  trustedAccounts: z.array(z.string().regex(/^\d{12}$/, 'an account id has twelve digits')).default([]),
})

export type Config = z.infer<typeof configSchema>

/** Reads --config FILE (YAML or JSON); the defaults without one. @throws UsageError that names the field. */
export async function loadConfig(io: Io, file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({})
  const path = resolve(io.cwd, file)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--config ${file}: cannot be read (${reason(cause)})`, { cause })
  })
  const result = configSchema.safeParse(parseYaml(file, text) ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new UsageError(
    `--config ${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not valid'}`,
  )
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new UsageError(`--config ${file}: is not YAML or JSON (${reason(cause)})`, { cause })
  }
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
