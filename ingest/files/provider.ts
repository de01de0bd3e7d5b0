import type { Job } from '../run.ts'
import type { InputFile } from './input-file.ts'
import type { Limits } from './limits.ts'

/** What was exported of one account, subscription, tenant or organization. */
export interface Export {
  readonly account: string
  /** It adds to what another export may hold of the account, as the report of a scanner does. */
  readonly beside?: true
  /** For people: where it lies. */
  readonly origin: string
  /**
   * Checks every file and says what there is to collect from them.
   * @throws InputError for the first file that cannot be read or parsed.
   */
  jobs(): Promise<readonly Job[]>
}

/** What a cloud takes of the files that are offered to it; `rest` goes on to the next cloud. */
export interface Claim {
  readonly exports: readonly Export[]
  readonly rest: readonly InputFile[]
}

/** How one cloud comes in files. Files are offered to the clouds in turn, first by where they lie, then by what is in them. */
export interface FileProvider {
  /** Files of one input that lie as this cloud's export script puts them. @throws InputError for one that lies wrong. */
  byPlace(input: string, files: readonly InputFile[], limits: Limits): Promise<Claim>
  /** Loose files, recognised by what is in them. @throws InputError for one that is known and cannot be used. */
  byContent(files: readonly InputFile[], limits: Limits): Promise<Claim>
}
