const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const whole = new Intl.NumberFormat('en')
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** `3 days ago`. */
export function relativeTime(iso: string, now: number = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000
  if (Number.isNaN(seconds)) return iso
  for (const [unit, size] of UNITS)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return 'just now'
}

/** `3 Nov 2026, 14:05:09`, in the reader's time zone. */
export function absoluteTime(iso: string): string {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : absolute.format(time)
}

/** `2 days`, for an age in seconds. */
export function duration(seconds: number): string {
  for (const [unit, size] of UNITS) {
    const count = Math.floor(seconds / size)
    if (count >= 1) return plural(count, unit)
  }
  return 'under a minute'
}

export const integer = (value: number): string => whole.format(value)

export const compact = (value: number): string => short.format(value)

/** `1 path`, `2,041 paths`. */
export const plural = (count: number, singular: string, many = `${singular}s`): string =>
  `${integer(count)} ${count === 1 ? singular : many}`

/** A likelihood to two digits; never 0.00, for an edge that exists can be taken. */
export const likelihood = (value: number): string => (value > 0 && value < 0.01 ? '< 0.01' : value.toFixed(2))

/** Long ids keep their head and their tail, where they differ: `arn:aws:iam::1111…/web-role`. */
export function cutMiddle(text: string, limit = 48): string {
  const characters = Array.from(text)
  if (characters.length <= limit) return text
  const head = Math.ceil((limit - 1) * 0.4)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (limit - 1 - head)).join('')}`
}

/** `NOT_EVALUATED` as `Not evaluated`. */
export function enumWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
