import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { AccountExport } from './layout.ts'
import type { Limits } from './limits.ts'

/** Parsed answers are kept from validation until a collector asks for them, as long as they are small together. */
const KEPT_BYTES = 64_000_000

export interface Answers {
  /** @throws InputError when the file is no longer what it was. */
  of(file: InputFile): Promise<unknown>
}

/** What an answer looks like. */
export interface AnswerForm {
  readonly says: string
  /** A bare list is an answer, too. */
  readonly lists: boolean
}

const AWS_FORM: AnswerForm = { says: 'an output of the AWS CLI, which prints one JSON object', lists: false }

/**
 * Parses every file of the exports before any of them is used, so that a broken one is found before anything is
 * stored.
 * @throws InputError for the first file that cannot be read or parsed.
 */
export async function validateAnswers(
  exports: readonly AccountExport[],
  limits: Limits,
  form: AnswerForm = AWS_FORM,
): Promise<Answers> {
  const kept = new Map<InputFile, unknown>()
  let bytes = 0
  for (const file of exports.flatMap(filesOf)) {
    const content = await file.read()
    const answer = parseJson(content, file.path, limits)
    if (typeof answer !== 'object' || answer === null || (Array.isArray(answer) && !form.lists)) {
      throw new InputError(file.path, `is not ${form.says}`)
    }
    bytes += content.byteLength
    if (bytes <= KEPT_BYTES) kept.set(file, answer)
  }
  return {
    async of(file) {
      if (!kept.has(file)) return parseJson(await file.read(), file.path, limits)
      const answer = kept.get(file)
      kept.delete(file)
      return answer
    },
  }
}

const filesOf = (held: AccountExport): InputFile[] =>
  [...held.answers.values()].flatMap((calls) => [...calls.values()])
