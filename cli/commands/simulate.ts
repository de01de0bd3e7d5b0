import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Change } from '../../graph/paths/changes/change.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import { simulating } from '../../graph/paths/simulate.ts'
import { storedAssessment } from '../assessment.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printObject } from '../output.ts'
import { watched } from '../watched.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [file = ''] = args
  const changes = await readChanges(context, file)
  const { facts, assessment, options: assessOptions } = await storedAssessment(context, options)
  const answer = await watched(context, simulating(facts, assessment, changes, assessOptions))
  const titles = new Map(assessment.paths.map(({ id, title }) => [id, title]))
  printObject(context.io, context.format, answer, [
    `risk ${answer.before.score.toFixed(3)} -> ${answer.after.score.toFixed(3)}, paths ${answer.before.paths} -> ${answer.after.paths}`,
    `closed: ${answer.closed.length}`,
    ...answer.closed.map((id) => `  ${id}  ${titles.get(id) ?? ''}`),
    `opened: ${answer.opened.length}`,
    ...answer.opened.map(({ id, title }) => `  ${id}  ${title}`),
  ])
  return EXIT.done
}

/** A JSON array of changes, or one change; `-` reads stdin. @throws UsageError that says what is wrong. */
async function readChanges({ io }: Context, file: string): Promise<readonly Change[]> {
  const text = file === '-' ? await readAll(io.stdin()) : await readText(io.cwd, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is not JSON: ${reason(cause)}`, { cause })
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((one, at) => {
    try {
      return readChange(one)
    } catch (cause) {
      throw new UsageError(`${file}: change ${at}: ${reason(cause)}`, { cause })
    }
  })
}

async function readText(cwd: string, file: string): Promise<string> {
  return readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read: ${reason(cause)}`, { cause })
  })
}

async function readAll(chunks: AsyncIterable<string | Uint8Array>): Promise<string> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts).toString('utf8')
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
