import type { GcpCall, GcpCollector } from './calls.ts'

/** The request of a call, for people. */
export const requestOf = (call: GcpCall): string =>
  call.api === 'cloudasset'
    ? `cloudasset.googleapis.com AssetService.ListAssets ${call.content}`
    : `GET ${call.api}.googleapis.com${call.path}`

/** Where permissions of IAM come from, by what they are about. */
const OF_IAM: { readonly [about: string]: string } = {
  roles: ', which everybody has on Google’s own roles',
  denypolicies: ', of `roles/iam.denyReviewer`, which is granted on organizations',
  principalaccessboundarypolicies: ', of `roles/iam.principalAccessBoundaryViewer`, for organizations',
}

/** ingest/gcp/PERMISSIONS.md: what to grant, and for which requests. */
export function gcpPermissionsPage(collectors: readonly GcpCollector[]): string {
  const calls = [...new Set(collectors.flatMap((collector) => Object.values(collector.calls)))]
  const permissions = (api: GcpCall['api']) =>
    [...new Set(calls.filter((call) => call.api === api).map(({ permission }) => permission))].sort()
  return [
    '<!-- Generated from the collectors by `node --import tsx tools/permissions.ts`. Do not edit. -->',
    '# Permissions in Google Cloud',
    '',
    'Every request reads; the client refuses any other. Grant `roles/cloudasset.viewer` on the organization, folder or',
    'project that is read, and `roles/serviceusage.serviceUsageConsumer` on the project that is billed for requests, to',
    'whoever application default credentials are of. The Cloud Asset API has to be on in the latter',
    '(`gcloud services enable cloudasset.googleapis.com`), and for roles, groups and contacts the IAM, Cloud',
    'Identity and Essential Contacts APIs. A',
    'request that is refused leaves its part of the graph unknown and is named in the coverage.',
    '',
    '## Permissions of IAM',
    '',
    ...permissions('cloudasset').map((permission) => `- \`${permission}\``),
    ...permissions('essentialcontacts').map(
      (permission) => `- \`${permission}\`, of \`roles/essentialcontacts.viewer\`, for organizations`,
    ),
    ...permissions('iam').map((permission) => `- \`${permission}\`${OF_IAM[permission.split('.')[1] ?? '']}`),
    '',
    '## Administrator role of Google Workspace or Cloud Identity',
    '',
    ...permissions('cloudidentity').map(
      (permission) => `- ${permission}, for who is in the groups that policies name`,
    ),
    '',
    '## Requests',
    '',
    ...[...new Set(calls.map(requestOf))].map((request) => `- \`${request}\``),
    '',
  ].join('\n')
}
