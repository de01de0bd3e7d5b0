import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])
const contextSchema = z.record(z.string(), z.union([scalar, z.array(scalar)]))

/** Reads --context FILE: a JSON object of condition keys and their values. @throws UsageError that names the key. */
export async function readRequestContext(
  io: Io,
  file: string | undefined,
): Promise<{ readonly [key: string]: readonly string[] }> {
  if (file === undefined) return {}
  const text = await readFile(resolve(io.cwd, file), 'utf8').catch((cause: unknown) => {
    throw new UsageError(
      `--context ${file}: cannot be read (${cause instanceof Error ? cause.message : ''})`,
      { cause },
    )
  })
  const parsed = contextSchema.safeParse(parseJson(file, text))
  if (!parsed.success)
    throw new UsageError(
      `--context ${file}: ${parsed.error.issues[0]?.path.join('.') ?? ''}: must be a string, number, boolean or a list of them`,
    )
  return Object.fromEntries(
    Object.entries(parsed.data).map(([key, value]) => [key.toLowerCase(), [value].flat().map(String)]),
  )
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--context ${file}: is not JSON (${cause instanceof Error ? cause.message : ''})`, {
      cause,
    })
  }
}
