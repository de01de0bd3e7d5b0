import type { NodeRecord, Props } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'
import { collectAll } from '../run.ts'
import type { AzureCollector } from './calls.ts'

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourcegroups/web`

/** What each call answers: the items of its list, by the call, or by the call and the resource that it is about. */
export type Given = { readonly [call: string]: unknown }

/** A collector run on answers that are given; what is not given is denied. `before` may hold an answer back. */
export async function collected(
  collector: AzureCollector,
  given: Given,
  before: (call: string) => Promise<void> = async () => {},
) {
  const source = {
    async call(call: string, input: { readonly [member: string]: unknown } = {}): Promise<unknown> {
      await before(call)
      const answer = given[`${call} ${String(input.id)}`] ?? given[call]
      if (answer === undefined)
        throw new ApiError(`${call}: AuthorizationFailed`, 'DENIED', 'AuthorizationFailed')
      return Array.isArray(answer) ? { value: answer } : answer
    },
  }
  const account = collector.level === 'tenant' ? 'aaaaaaaa-2222-3333-4444-555555555555' : SUBSCRIPTION
  const partition = { provider: 'azure', account, region: 'global', service: collector.service } as const
  const { partitions } = await collectAll([{ partition, collector, source }])
  const nodes: readonly NodeRecord[] = partitions.flatMap((one) => one.nodes)
  return {
    nodes,
    missing: partitions.flatMap(({ coverage }) => coverage.missing),
    propsOf: (id: string): Props | undefined => nodes.find((node) => node.id === id.toLowerCase())?.props,
  }
}
