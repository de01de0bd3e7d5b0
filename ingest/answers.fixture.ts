import { ApiError, type ApiSource, type Collector, resourceOf } from './collector.ts'
import { collectAll, type Job } from './run.ts'

/**
 * A source that answers from literals, keyed `call` or `call resource`. An ApiError is thrown, null means "it has
 * none", and a call that is not there was never made.
 */
export function answering(
  collector: Collector,
  answers: { readonly [call: string]: unknown },
  made: string[] = [],
): ApiSource {
  return {
    async call(call, input) {
      const resource = resourceOf(collector.calls[call], input)
      const words = resource === undefined ? call : `${call} ${resource}`
      made.push(words)
      const answer = answers[words]
      if (answer instanceof ApiError) throw answer
      if (answer === undefined)
        throw new ApiError(`${words}: not in the export`, 'UNSUPPORTED', 'NotInExport')
      return answer
    },
  }
}

/** A job of the collector in account 111111111111, us-east-1 or global, answered from literals. */
export function jobOf(collector: Collector, answers: { readonly [call: string]: unknown }): Job {
  const region = collector.scope === 'global' ? 'global' : 'us-east-1'
  const { provider, service } = collector
  return {
    partition: { provider, account: '111111111111', region, service },
    collector,
    source: answering(collector, answers),
  }
}

export const denied = (call: string): ApiError =>
  new ApiError(`${call}: AccessDenied`, 'DENIED', 'AccessDenied')

/** What a collector makes of the answers, with look-ups by id. */
export async function collectFrom(collector: Collector, answers: { readonly [call: string]: unknown }) {
  const { partitions } = await collectAll([jobOf(collector, answers)])
  const [partition] = partitions
  if (partition === undefined) throw new Error('one job gives one partition')
  return {
    coverage: partition.coverage,
    node: (id: string) => partition.nodes.find((node) => node.id === id),
    props: (id: string) => partition.nodes.find((node) => node.id === id)?.props,
    nodes: partition.nodes,
    relationships: partition.relationships,
    ids: partition.nodes.map((node) => node.id).sort(),
    /** `KIND to`, sorted. */
    from: (id: string) =>
      partition.relationships
        .filter((relationship) => relationship.from === id)
        .map(({ kind, to }) => `${kind} ${to}`)
        .sort(),
  }
}
