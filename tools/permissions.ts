import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { packageFile } from '../graph/package-root.ts'
import { describeCalls } from '../ingest/aws/jobs.ts'
import { AZURE_COLLECTORS } from '../ingest/azure/collectors.ts'
import { azurePermissionsPage } from '../ingest/azure/permissions-page.ts'
import { GCP_COLLECTORS } from '../ingest/gcp/collectors.ts'
import { gcpPermissionsPage } from '../ingest/gcp/permissions-page.ts'
import { permissionsPage } from '../ingest/permissions.ts'

/** Generated files, by their path in the package. `node --import tsx tools/permissions.ts` writes them. */
export function permissionFiles(): { readonly path: string; readonly text: string }[] {
  const { calls, policy } = describeCalls()
  return [
    { path: 'ingest/PERMISSIONS.md', text: permissionsPage(calls) },
    { path: 'ingest/azure/PERMISSIONS.md', text: azurePermissionsPage(AZURE_COLLECTORS) },
    { path: 'ingest/gcp/PERMISSIONS.md', text: gcpPermissionsPage(GCP_COLLECTORS) },
    { path: 'ingest/aws/policy.json', text: `${JSON.stringify(policy, null, 2)}\n` },
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { path, text } of permissionFiles()) writeFileSync(packageFile(path), text)
}
