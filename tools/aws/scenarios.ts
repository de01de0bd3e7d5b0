import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

/** A moto server into which scenarios of the corpus are loaded, each into accounts of its own. */
export interface Scenarios {
  readonly endpoint: string
  load(folder: string): Promise<Loaded>
  stop(): Promise<void>
}

export interface Loaded {
  /** Resources that the emulator cannot hold. */
  readonly missing: readonly string[]
  /** The account that stands for one of the corpus. */
  accountFor(original: string): string
  /** A text that names those accounts, as it would name the corpus's. */
  restore(text: string): string
  /** What the corpus's own exporter writes about an account, mended and with what the emulator cannot answer made up. */
  export<T>(account: string, use: (folder: string) => Promise<T>): Promise<T>
}

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), 'scenarios.py')
const Answer = z.union([z.object({ missing: z.array(z.string()) }), z.object({ error: z.string() })])

/** @param bin folder of the `python` that has moto */
export async function openScenarios(bin: string, corpus: string): Promise<Scenarios> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  const child = spawn(join(bin, 'python'), [PROGRAM, corpus], { stdio: ['pipe', 'pipe', 'inherit'], env })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`${PROGRAM} ended with ${child.exitCode}`)
    return value
  }
  const endpoint = `http://127.0.0.1:${await next()}`
  let loaded = 0
  return {
    endpoint,
    async load(folder) {
      loaded += 1
      const mark = String(loaded).padStart(8, '0')
      child.stdin.write(`${folder} ${mark}\n`)
      const answer = Answer.parse(JSON.parse(await next()))
      if ('error' in answer) throw new Error(`${folder} was not loaded: ${answer.error}`)
      const accountFor = (original: string) => `${original.slice(0, 4)}${mark}`
      const restore = (text: string) =>
        text.replace(new RegExp(`(\\d)\\1{3}${mark}`, 'g'), (account) => account.charAt(0).repeat(12))
      return {
        missing: answer.missing,
        accountFor,
        restore,
        async export(account, use) {
          const out = await mkdtemp(join(tmpdir(), 'chokepoint-scenario-'))
          try {
            const resources = join(out, 'resources.json')
            const declared = readFileSync(join(folder, 'resources.json'), 'utf8')
            await writeFile(resources, declared.replaceAll(account, accountFor(account)))
            const answers = join(out, 'export')
            const asked = ['--account', accountFor(account), '--resources', resources, answers]
            await promisify(execFile)(join(bin, 'python'), ['export.py', '--endpoint', endpoint, ...asked], {
              cwd: corpus,
              env,
            })
            return await use(answers)
          } finally {
            await rm(out, { recursive: true })
          }
        },
      }
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
    },
  }
}
