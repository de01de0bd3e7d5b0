import type { Snapshot } from '../../graph/snapshot/records.ts'
import type { Job } from '../run.ts'
import { FORMATS } from './formats.ts'
import { ACCEPTED, InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { type Probe, probe } from './probe.ts'
import type { Claim, Export, FileProvider } from './provider.ts'
import { isSnapshot, readSnapshot } from './snapshot.ts'

export interface ReadOptions {
  /** The clouds that are looked for, in their order. */
  readonly providers: readonly FileProvider[]
  readonly limits?: Partial<Limits>
}

/** What was given: exports as jobs to collect, or one snapshot. */
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
  const exports: Export[] = []
  const loose: InputFile[] = []
  let snapshot: Snapshot | null = null
  for (const path of paths) {
    const probed = await probe(path)
    if (isSnapshot(probed)) {
      if (snapshot !== null) throw new InputError(path, 'is a second snapshot: give one at a time')
      snapshot = await readSnapshot(probed, limits)
      continue
    }
    const placed = await offer(options.providers, await filesOf(probed, limits), (provider, files) =>
      provider.byPlace(path, files, limits),
    )
    exports.push(...placed.exports)
    // Beside the folders of accounts, what is not of the layout is somebody's notes.
    if (placed.exports.length === 0) loose.push(...placed.rest)
  }
  const known = await offer(options.providers, loose, (provider, files) => provider.byContent(files, limits))
  const [unknown] = known.rest
  if (unknown !== undefined) throw new InputError(unknown.path, `is not an output that is known. ${ACCEPTED}`)
  exports.push(...known.exports)
  checkDistinct(exports)
  const jobs: Job[] = []
  for (const one of exports) jobs.push(...(await one.jobs()))
  return { jobs, snapshot }
}

/** Each cloud takes what is its own of what those before it left. */
async function offer(
  providers: readonly FileProvider[],
  files: readonly InputFile[],
  claim: (provider: FileProvider, files: readonly InputFile[]) => Promise<Claim>,
): Promise<Claim> {
  const exports: Export[] = []
  let rest = files
  for (const provider of providers) {
    if (rest.length === 0) break
    const claimed = await claim(provider, rest)
    exports.push(...claimed.exports)
    rest = claimed.rest
  }
  return { exports, rest }
}

async function filesOf(probed: Probe, limits: Limits): Promise<readonly InputFile[]> {
  const { path } = probed
  const format = FORMATS.find((candidate) => candidate.matches(probed))
  if (format === undefined) throw new InputError(path, `is not a form of input that is known. ${ACCEPTED}`)
  const files = await format.files(probed, limits)
  if (files.length === 0) throw new InputError(path, `holds no JSON file. ${ACCEPTED}`)
  return files
}

function checkDistinct(exports: readonly Export[]): void {
  const seen = new Map<string, string>()
  for (const { account, origin, beside } of exports) {
    if (beside) continue
    const other = seen.get(account)
    if (other !== undefined) throw new InputError(origin, `holds the same account as ${other}`)
    seen.set(account, origin)
  }
}
