import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import type { AzureCall } from './calls.ts'
import { flag, list, readList, resource, text } from './shapes.ts'

const settingsAt = (path: string): AzureCall => ({
  host: 'arm',
  path: `${path}/providers/Microsoft.Insights/diagnosticSettings`,
  query: { 'api-version': '2021-05-01-preview' },
  permission: 'Microsoft.Insights/diagnosticSettings/read',
})

/**
 * Diagnostic settings of a resource. They lie below any resource, so that their type does not say where single
 * outputs belong. https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/list
 */
export const diagnosticsOf = (): AzureCall => ({ ...settingsAt('{id}'), per: 'id' })

/** https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list */
export const activityLogSettings = (): AzureCall => settingsAt('/subscriptions/{subscription}')

export const diagnosticSetting = resource({
  workspaceId: text,
  storageAccountId: text,
  eventHubAuthorizationRuleId: text,
  marketplacePartnerId: text,
  logs: list(z.object({ category: text, categoryGroup: text, enabled: flag })),
})
export type DiagnosticSetting = z.output<typeof diagnosticSetting>

/** What the settings of a resource, or of the tenant, send somewhere; undefined where they could not be read. */
export const readSentCategories = async (
  context: CollectContext,
  call: string,
  missing: MissingCall[],
  resourceOf?: { readonly id: string },
) => sentCategories(await readList(context, call, diagnosticSetting, missing, resourceOf))

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
