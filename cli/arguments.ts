import { SEVERITIES, type Severity } from '../graph/paths/path.ts'
import { listOption, type Options, textOption } from './context.ts'
import { UsageError } from './exit.ts'

/** A whole number from 1 up. @throws UsageError that names the flag. */
export function countOption(options: Options, name: string, fallback: number): number {
  const text = textOption(options, name)
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new UsageError(`${flagOf(name)} ${text}: must be a whole number from 1 up`)
  return value
}

/** Words from a closed list, separated by commas; null when the flag was not given. */
export function choicesOption<T extends string>(
  options: Options,
  name: string,
  choices: readonly T[],
): readonly T[] | null {
  const words = listOption(options, name)
  if (words.length === 0) return null
  return words.map((word) => {
    const found = choices.find((choice) => choice.toLowerCase() === word.trim().toLowerCase())
    if (found === undefined)
      throw new UsageError(`${flagOf(name)} ${word}: choose from ${choices.join(', ')}`)
    return found
  })
}

/** `--fail-on high`: true when something is at or over that severity. */
export function failsOn(options: Options, severities: Iterable<Severity>): boolean {
  const [limit] = choicesOption(options, 'failOn', SEVERITIES) ?? []
  if (limit === undefined) return false
  const rank = SEVERITIES.indexOf(limit)
  for (const severity of severities) if (SEVERITIES.indexOf(severity) <= rank) return true
  return false
}

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
