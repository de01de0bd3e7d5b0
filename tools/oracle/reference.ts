import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { packageFile } from '../../graph/package-root.ts'

/** A process that says nothing for so long is ended. */
const SILENCE_MILLISECONDS = 120_000
/** More than this is no bad luck. */
const MOST_RESTARTS = 100

/** Half a line is what one that died was writing. */
const ANSWER = /^(\d+) (Allowed|ExplicitlyDenied|ImplicitlyDenied|error .*)$/

export interface Answer {
  /** In the reference's words, or `error` and why there is none. */
  readonly decision: string
  /** Seconds of the processor. */
  readonly seconds: number
}

/**
 * The reference, in a process that is kept from batch to batch. It answers in order, so that one that died or fell
 * silent is started anew and asked for what is still open; a request that ends it twice stays without an answer.
 */
export function openReference(entry: string) {
  const script = packageFile('tools', 'oracle', 'reference.mjs')
  let child: ChildProcessWithoutNullStreams | null = null
  let restarts = 0

  function start() {
    const started = spawn(process.execPath, [script, entry], { stdio: ['pipe', 'pipe', 'pipe'] })
    started.once('close', () => {
      child = null
    })
    // What is written to one that died is asked again.
    started.stdin.on('error', () => {})
    return started
  }

  function ask(requests: readonly string[]): Promise<readonly Answer[]> {
    child ??= start()
    const { stdin, stdout, stderr } = child
    const running = child
    return new Promise((resolve) => {
      const answers: Answer[] = []
      const lines = createInterface({ input: stdout })
      const end = () => running.kill('SIGKILL')
      let silence = setTimeout(end, SILENCE_MILLISECONDS)
      const finish = () => {
        clearTimeout(silence)
        lines.close()
        running.removeListener('close', finish)
        resolve(answers)
      }
      lines.on('line', (line) => {
        const answer = ANSWER.exec(line)
        if (answer === null) return
        answers.push({ decision: answer[2] ?? '', seconds: Number(answer[1]) / 1e6 })
        clearTimeout(silence)
        if (answers.length === requests.length) finish()
        else silence = setTimeout(end, SILENCE_MILLISECONDS)
      })
      running.once('close', finish)
      stderr.resume()
      stdin.write(`${requests.join('\n')}\n`)
    })
  }

  async function decide(requests: readonly string[]): Promise<readonly Answer[]> {
    const answers: Answer[] = []
    let isSuspect = false
    while (answers.length < requests.length) {
      const more = await ask(requests.slice(answers.length))
      answers.push(...more)
      if (answers.length === requests.length) break
      restarts += 1
      if (restarts > MOST_RESTARTS)
        throw new Error(`the reference stopped ${restarts} times: is it installed?`)
      if (more.length === 0 && isSuspect)
        answers.push({ decision: 'error it ends the reference', seconds: 0 })
      isSuspect = more.length === 0 && !isSuspect
    }
    return answers
  }

  return { decide, restarts: () => restarts, close: () => child?.stdin.end() }
}
