import type { GcpCalls, RestCall } from './calls.ts'

/** A request was about to be made that no collector declares; a mistake in the program, never in the cloud. */
export class UndeclaredRequestError extends Error {
  override readonly name = 'UndeclaredRequestError'
}

const refused = (what: string) =>
  new UndeclaredRequestError(`${what} is not among the declared calls and was not made`)

const LIST_ASSETS_METHOD = '/google.cloud.asset.v1.AssetService/ListAssets'

/** What gRPC tells of a call before it is made. */
interface Invocation {
  readonly methodDefinition: { readonly path: string }
}

/** Stands in every gRPC client that is made: whatever code holds it can list assets and nothing else. */
export function onlyListAssets<Call extends Invocation>(call: Call): Call {
  if (call.methodDefinition.path === LIST_ASSETS_METHOD) return call
  throw refused(call.methodDefinition.path)
}

/** @throws UndeclaredRequestError unless a call declares the path. */
export function checkDeclared(calls: GcpCalls, api: RestCall['api'], path: string): void {
  const declared = Object.values(calls).some((call) => call.api === api && patternOf(call.path).test(path))
  if (!declared) throw refused(`GET ${api}.googleapis.com${path}`)
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\{\w+\})/)
      .map((part) => (part.startsWith('{') ? '[^/?#]+' : part.replaceAll('.', '\\.')))
      .join('')}$`,
  )
