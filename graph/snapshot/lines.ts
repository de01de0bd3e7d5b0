/** What is wrong with an NDJSON snapshot; the message names the line. */
export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError'
}

/** The lines of a UTF-8 text, each at most `maxLength` characters long, however the chunks are cut. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let number = 1
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw new SnapshotFormatError(`line ${number} or one soon after is not UTF-8`, { cause })
    }
  }
  for await (const chunk of chunks) {
    const text = decode(chunk)
    const lines = text.includes('\n') ? (rest + text).split('\n') : [rest + text]
    rest = lines.pop() ?? ''
    for (const line of lines) {
      checkLength(line, number, maxLength)
      yield line
      number += 1
    }
    checkLength(rest, number, maxLength)
  }
  rest += decode()
  checkLength(rest, number, maxLength)
  if (rest !== '') yield rest
}

function checkLength(line: string, number: number, maxLength: number): void {
  if (line.length > maxLength)
    throw new SnapshotFormatError(`line ${number} is longer than the limit of ${maxLength} characters`)
}
