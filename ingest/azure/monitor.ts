import type { MissingCall } from '../../graph/snapshot/records.ts'
import { activityAlert, toldOf } from './activity-alerts.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { activityLogSettings, diagnosticSetting, sentCategories } from './diagnostics.ts'
import { readList, resource } from './shapes.ts'

/** Where the activity log of the subscription goes, and of what in it somebody is told. */
export const monitor = defineAzureCollector({
  service: 'monitor',
  level: 'subscription',
  calls: {
    'monitor diagnostic-settings': activityLogSettings(),
    'monitor activity-alerts': armList('Microsoft.Insights/activityLogAlerts', '2020-10-01'),
    'monitor components': armList('Microsoft.Insights/components', '2020-02-02'),
  },
  async *collect(context) {
    const { partition } = context
    const missing: MissingCall[] = []
    const settings = await readList(context, 'monitor diagnostic-settings', diagnosticSetting, missing)
    const alerts = await readList(context, 'monitor activity-alerts', activityAlert, missing)
    const components = await readList(context, 'monitor components', resource({}), missing)
    const records = new RecordBuilder().subscription(partition, {
      activityLogSettings: settings?.length,
      activityLogCategories: sentCategories(settings),
      activityLogStorage: settings && [
        ...new Set(settings.flatMap(({ properties }) => properties.storageAccountId?.toLowerCase() ?? [])),
      ],
      toldOf: alerts && toldOf(alerts, partition.account),
      insightsComponents: components?.length,
    })
    yield { nodes: records.nodes, relationships: [], missing }
  },
})
