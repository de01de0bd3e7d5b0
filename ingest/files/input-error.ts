/** What `ingest file` takes, for the end of an error message. */
export const ACCEPTED =
  'Accepted: a folder or tar.gz of AWS CLI outputs (ACCOUNT/REGION/SERVICE/OPERATION.json) or of Azure answers ' +
  '(SUBSCRIPTION or TENANT/global/SERVICE/OPERATION.json), single list outputs of the AWS CLI or of az, ' +
  'outputs of AzureHound, gcloud asset list or export, JSON reports of Trivy about images in ECR, and snapshots ' +
  'written by `chokepoint export`.'

/** An input that cannot be used. Nothing of it is stored; `message` names the file and the reason. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly file: string
  readonly reason: string
  /** 1-based, where it is known. */
  readonly line: number | null
  constructor(file: string, reason: string, options: ErrorOptions & { readonly line?: number } = {}) {
    const place = options.line === undefined ? '' : `:${options.line}`
    super(`${file}${place}: ${reason}`, options)
    this.file = file
    this.reason = reason
    this.line = options.line ?? null
  }
}

/** Says in words why the operating system would not give a file. */
export function unreadable(file: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason =
    READ_ERRORS[code] ?? `cannot be read (${error instanceof Error ? error.message : String(error)})`
  return new InputError(file, reason, { cause: error })
}

const READ_ERRORS: { readonly [code: string]: string } = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ELOOP: 'is a symbolic link that leads back to itself',
  EMFILE: 'cannot be read: too many open files',
  EIO: 'cannot be read: the device reports an error',
}
