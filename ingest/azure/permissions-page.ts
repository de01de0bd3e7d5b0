import type { AzureCall, AzureCollector } from './calls.ts'

/** ingest/azure/PERMISSIONS.md: what to grant, and for which requests. */
export function azurePermissionsPage(collectors: readonly AzureCollector[]): string {
  const calls = collectors.flatMap((collector) => Object.values(collector.calls))
  return [
    '<!-- Generated from the collectors by `node --import tsx tools/permissions.ts`. Do not edit. -->',
    '# Permissions in Azure',
    '',
    'Every request is a GET; the client refuses any other. `Reader` at the tenant root group has all that Resource Manager',
    'asks for; the directory takes application roles of Microsoft Graph, with the consent of an administrator. A request',
    'that is refused leaves its part of the graph unknown and is named in the coverage.',
    '',
    '## Azure role',
    '',
    ...list(calls, 'arm'),
    '',
    '## Application roles of Microsoft Graph',
    '',
    ...list(calls, 'graph'),
    '',
  ].join('\n')
}

function list(calls: readonly AzureCall[], host: AzureCall['host']): string[] {
  const permissions = calls.filter((call) => call.host === host).map(({ permission }) => permission)
  return [...new Set(permissions)].sort().map((permission) => `- \`${permission}\``)
}
