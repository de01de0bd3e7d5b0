/** Collects the answers of one account and writes them in the layout that `ingest file` reads. */
export class AccountWriter {
  readonly account: string
  readonly #files = new Map<string, unknown>()
  readonly #refused: { call: string; code: string; region?: string }[] = []
  readonly #empty: (string | { call: string; region: string })[] = []

  constructor(account: string) {
    this.account = account
  }

  /** The answer of `service operation` in a region, or of the same about one resource. */
  put(region: string, call: string, answer: object, resource?: string): void {
    const [service, operation] = call.split(' ')
    const name = resource === undefined ? '' : `/${encodeURIComponent(resource)}`
    this.#files.set(`${region}/${service}/${operation}${name}.json`, answer)
  }

  /** A list: an empty one has no file. */
  list(region: string, call: string, key: string, items: readonly unknown[], more: object = {}): void {
    if (items.length > 0) this.put(region, call, { [key]: items, ...more })
    else this.#empty.push(region === 'global' ? call : { call, region })
  }

  /** A call about one resource that printed nothing. */
  nothing(region: string, call: string, resource: string): void {
    this.#empty.push(region === 'global' ? `${call} ${resource}` : { call: `${call} ${resource}`, region })
  }

  /** A call of the whole account, in its words, that printed nothing. */
  nothingFor(words: string): void {
    this.#empty.push(words)
  }

  /** What was put so far, by the words of the call. */
  answers(): readonly (readonly [words: string, answer: unknown])[] {
    return [...this.#files].map(([path, answer]) => [wordsOf(path), answer])
  }

  /** A listing that nobody has filled: the account uses nothing of that service in that region. */
  unused(region: string, call: string): void {
    const [service, operation] = call.split(' ')
    const path = `${region}/${service}/${operation}.json`
    if (this.#files.has(path) || this.#refused.some((known) => isAbout(known, region, call))) return
    if (this.#empty.some((known) => isAbout(known, region, call))) return
    this.#empty.push(region === 'global' ? call : { call, region })
  }

  /** Regions, `global` among them, that the account has answers of. */
  regions(): readonly string[] {
    return [...new Set([...this.#files.keys()].map((path) => path.slice(0, path.indexOf('/'))))]
  }

  refused(region: string, call: string, code: string, resource?: string): void {
    const words = resource === undefined ? call : `${call} ${resource}`
    this.#refused.push(region === 'global' ? { call: words, code } : { call: words, code, region })
  }

  /** Path and text of every file, the lists of calls without an answer last. */
  files(): readonly (readonly [path: string, text: string])[] {
    const answers = [...this.#files, ['errors.json', this.#refused], ['empty.json', this.#empty]] as const
    return answers.map(([name, answer]) => [
      `${this.account}/${name}`,
      `${JSON.stringify(answer, null, 1)}\n`,
    ])
  }
}

export const tagList = (tags: {
  readonly [key: string]: string
}): readonly { Key: string; Value: string }[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/** `global/storage/accounts.json` as `storage accounts`. */
const wordsOf = (path: string): string =>
  path
    .replace(/\.json$/, '')
    .split('/')
    .slice(1)
    .map(decodeURIComponent)
    .join(' ')

function isAbout(entry: string | { call: string; region?: string }, region: string, call: string): boolean {
  if (typeof entry === 'string') return region === 'global' && entry === call
  return entry.call === call && (entry.region ?? 'global') === region
}
