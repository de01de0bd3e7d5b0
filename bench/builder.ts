import type { Props } from '../graph/snapshot/records.ts'

/** What the parts of the generator write into. */
export interface Builder {
  readonly account: string
  readonly region: string
  /** 0 up to 1. */
  random(): number
  /** True in `share` of the calls. */
  chance(share: number): boolean
  node(service: string, id: string, kind: string, props: Props): string
  relate(service: string, from: string, kind: string, to: string): void
}

export function pick<T>(builder: Builder, list: readonly T[]): T {
  const item = list[Math.floor(builder.random() * list.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}
