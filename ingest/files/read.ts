import type { Snapshot } from '../../graph/snapshot/records.ts'
import type { Collector } from '../collector.ts'
import type { Job } from '../run.ts'
import { validateAnswers } from './answers.ts'
import { FORMATS } from './formats.ts'
import { ACCEPTED, InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { jobsOf } from './jobs.ts'
import { type AccountExport, readLayout } from './layout.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { readLoose } from './loose.ts'
import { type Probe, probe } from './probe.ts'
import { isSnapshot, readSnapshot } from './snapshot.ts'

export interface ReadOptions {
  /** What is asked of AWS CLI outputs. */
  readonly collectors: readonly Collector[]
  readonly limits?: Partial<Limits>
}

/** What was given: AWS CLI outputs as jobs to collect, or one snapshot. */
export interface Inputs {
  readonly jobs: readonly Job[]
  /** Null when none was among the inputs. */
  readonly snapshot: Snapshot | null
}

/**
 * Reads what is at the paths, whatever accepted form it has, and checks all of it.
 * @throws InputError naming the first file that cannot be used, and why.
 */
export async function readInputs(paths: readonly string[], options: ReadOptions): Promise<Inputs> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const accounts: AccountExport[] = []
  const loose: InputFile[] = []
  let snapshot: Snapshot | null = null
  for (const path of paths) {
    const probed = await probe(path)
    if (isSnapshot(probed)) {
      if (snapshot !== null) throw new InputError(path, 'is a second snapshot: give one at a time')
      snapshot = await readSnapshot(probed, limits)
      continue
    }
    const read = await readLayout(path, await filesOf(probed, limits), limits)
    accounts.push(...read.accounts)
    // Beside the folders of accounts, what is not of the layout is somebody's notes.
    if (read.accounts.length === 0) loose.push(...read.rest)
  }
  accounts.push(...(await readLoose(loose, limits)))
  checkDistinct(accounts)
  const answers = await validateAnswers(accounts, limits)
  return {
    jobs: accounts.flatMap((account) => jobsOf(account, options.collectors, answers)),
    snapshot,
  }
}

async function filesOf(probed: Probe, limits: Limits): Promise<readonly InputFile[]> {
  const { path } = probed
  const format = FORMATS.find((candidate) => candidate.matches(probed))
  if (format === undefined) throw new InputError(path, `is not a form of input that is known. ${ACCEPTED}`)
  const files = await format.files(probed, limits)
  if (files.length === 0) throw new InputError(path, `holds no JSON file. ${ACCEPTED}`)
  return files
}

function checkDistinct(accounts: readonly AccountExport[]): void {
  const seen = new Map<string, string>()
  for (const { account, origin } of accounts) {
    const other = seen.get(account)
    if (other !== undefined) throw new InputError(origin, `holds the same account as ${other}`)
    seen.set(account, origin)
  }
}
