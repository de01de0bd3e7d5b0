import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import type { AzureCalls } from './calls.ts'

/** A request was about to be made that no collector declares; a mistake in the program, never in the cloud. */
export class UndeclaredRequestError extends Error {
  override readonly name = 'UndeclaredRequestError'
}

export const HOSTS = { arm: 'https://management.azure.com', graph: 'https://graph.microsoft.com' } as const

/**
 * Refuses, inside the pipeline, whatever is no GET of a declared path: whatever code holds the client, it can only
 * read. First in the pipeline, so that nothing is signed or sent.
 */
export function readOnly(calls: AzureCalls): PipelinePolicy {
  const allowed = Object.values(calls).map(patternOf)
  return {
    name: 'chokepointReadOnly',
    async sendRequest(request, next) {
      const { origin, pathname } = new URL(request.url)
      const asked = origin + decodeURIComponent(pathname)
      if (request.method === 'GET' && allowed.some((pattern) => pattern.test(asked))) return next(request)
      throw new UndeclaredRequestError(
        `${request.method} ${asked} is not among the declared calls and was not made`,
      )
    },
  }
}

/** `{id}` is a whole Resource Manager id, or one object id of the directory; paths compare without case. */
function patternOf({ host, path }: AzureCalls[string]): RegExp {
  const pattern = path
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.$()]/g, '\\$&')
      return part === '{id}' && host === 'arm' ? '/(?:subscriptions|providers)/[^?#]+' : '[^/?#]+'
    })
    .join('')
  return new RegExp(`^${HOSTS[host].replaceAll('.', '\\.')}${pattern}$`, 'i')
}
