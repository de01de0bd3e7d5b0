import type { NodeRecord } from './records.ts'

const HOST_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^folders\/\d+$/, 'GcpFolder'],
  [/^organizations\/\d+$/, 'GcpOrganization'],
  [/^user:/, 'GcpUser'],
  [/^group:/, 'GcpGroup'],
  [/^serviceAccount:/, 'GcpServiceAccount'],
  [/^\/\/storage\.googleapis\.com\/[^/]+$/, 'GcpBucket'],
  [/^\/\/cloudkms\.googleapis\.com\/.+\/cryptoKeys\/[^/]+$/, 'GcpCryptoKey'],
]

/** A stub by its full resource name, or by the member that a policy names. */
export function gcpStub(id: string): NodeRecord | undefined {
  const kind = HOST_KINDS.find(([form]) => form.test(id))?.[1]
  if (kind === undefined) return undefined
  const email = /^(?:user|group|serviceAccount):(.+)$/.exec(id)?.[1]
  const project = /\/projects\/([^/]+)\//.exec(id)?.[1]
  const props = {
    name: email ?? id.slice(id.lastIndexOf('/') + 1),
    provider: 'gcp',
    region: 'global',
    stub: true,
    ...(email !== undefined && { email }),
    ...(project !== undefined && { account: project }),
  }
  return { id, kind, props }
}
