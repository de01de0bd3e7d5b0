/** How much of an input is read before it is refused. */
export interface Limits {
  /** Bytes of one file. */
  readonly fileBytes: number
  /** Files of one folder or archive. */
  readonly files: number
  /** Unpacked bytes of one archive; they are held in memory, never written to disk. */
  readonly archiveBytes: number
  /** Unpacked bytes of a snapshot, which is read line by line. */
  readonly snapshotBytes: number
  /** How deep JSON may nest. */
  readonly depth: number
}

/** A file must fit into one string of V8 (2^29 - 24 characters), which a little under 512 MiB does. */
export const DEFAULT_LIMITS: Limits = {
  fileBytes: 512_000_000,
  files: 1_000_000,
  archiveBytes: 2_000_000_000,
  snapshotBytes: 8_000_000_000,
  depth: 200,
}

/** For people: `512 MB`. */
export const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000_000)} MB`
