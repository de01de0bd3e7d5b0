import { ApiError, type ApiSource, type Collector } from './collector.ts'
import type { Job } from './run.ts'

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
      const per = collector.calls[call]?.per
      const resource = per === undefined ? undefined : input?.[per]
      const words = typeof resource === 'string' ? `${call} ${resource}` : call
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
