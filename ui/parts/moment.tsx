import { absoluteTime, relativeTime } from './format.ts'

/** A time as its distance from now, with the clock's time on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at)}
    </time>
  )
}
