import { z } from 'zod'
import type { AzureCall } from './calls.ts'
import { flag, list, resource, text } from './shapes.ts'

/**
 * Diagnostic settings lie below any resource, so that their type says nothing of where they belong.
 * https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/list
 */
export const diagnosticsOf = (): AzureCall => ({
  host: 'arm',
  path: '{id}/providers/Microsoft.Insights/diagnosticSettings',
  query: { 'api-version': '2021-05-01-preview' },
  per: 'id',
  permission: 'Microsoft.Insights/diagnosticSettings/read',
})

export const diagnosticSetting = resource({
  workspaceId: text,
  storageAccountId: text,
  eventHubAuthorizationRuleId: text,
  marketplacePartnerId: text,
  logs: list(z.object({ category: text, categoryGroup: text, enabled: flag })),
})
export type DiagnosticSetting = z.output<typeof diagnosticSetting>

/** Categories and groups of categories that some setting sends somewhere. */
export const sentCategories = (settings: readonly DiagnosticSetting[] | undefined) =>
  settings &&
  [
    ...new Set(
      settings.flatMap(({ properties }) =>
        properties.logs
          .filter(({ enabled }) => enabled === true)
          .flatMap(({ category, categoryGroup }) => categoryGroup ?? category ?? []),
      ),
    ),
  ].sort()
