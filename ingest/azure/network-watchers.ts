import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import type { RecordBuilder } from './builder.ts'
import { flag, number, optional, readList, type reference, regionOf, resource, text } from './shapes.ts'

const watcher = resource({})
/** https://learn.microsoft.com/rest/api/network-watcher/flow-logs/list */
const flowLog = resource({
  targetResourceId: text,
  enabled: flag,
  retentionPolicy: optional(z.object({ days: number, enabled: flag })),
  flowAnalyticsConfiguration: optional(
    z.object({
      networkWatcherFlowAnalyticsConfiguration: optional(
        z.object({ enabled: flag, workspaceResourceId: text }),
      ),
    }),
  ),
})

export interface Watchers {
  /** Regions that have a Network Watcher. */
  readonly regions: readonly string[]
  /** Regions whose flow logs could not be read. */
  readonly unread: ReadonlySet<string>
  /** What has an enabled flow log that goes to a Log Analytics workspace. */
  readonly analysed: ReadonlySet<string>
}

/** Watchers and their flow logs; undefined when the watchers were not read. */
export async function readWatchers(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<Watchers | undefined> {
  const watchers = await readList(context, 'network watchers', watcher, missing)
  if (watchers === undefined) return undefined
  const unread = new Set<string>()
  const analysed = new Set<string>()
  for (const { id, location } of watchers) {
    const logs = await readList(context, 'network flow-logs', flowLog, missing, { id })
    if (logs === undefined) unread.add(regionOf(location ?? ''))
    for (const found of logs ?? []) {
      const { targetResourceId, enabled, retentionPolicy, flowAnalyticsConfiguration } = found.properties
      const target = targetResourceId?.toLowerCase()
      const analytics = flowAnalyticsConfiguration?.networkWatcherFlowAnalyticsConfiguration
      if (target !== undefined && enabled === true && analytics?.enabled === true) analysed.add(target)
      records.resource(context.partition, 'AzureFlowLog', found, {
        target,
        enabled: enabled ?? false,
        retentionDays: String(retentionPolicy?.enabled === true ? (retentionPolicy.days ?? 0) : 0),
        workspace: analytics?.enabled === true ? analytics.workspaceResourceId?.toLowerCase() : null,
      })
    }
  }
  return {
    regions: [...new Set(watchers.map(({ location }) => regionOf(location ?? '')))].sort(),
    unread,
    analysed,
  }
}

interface Network {
  readonly id: string
  readonly location?: string | undefined
  readonly properties: {
    readonly subnets: readonly {
      readonly id: string
      readonly properties: { readonly networkSecurityGroup: z.output<typeof reference> }
    }[]
  }
}

/** Whether a flow log covers the network, or one covers each of its subnets; undefined when that is not known. */
export function flowLogged(
  watchers: Watchers | undefined,
  { id, location, properties: { subnets } }: Network,
): boolean | undefined {
  if (watchers === undefined) return undefined
  const { analysed, unread } = watchers
  const covers = ({ id: subnet, properties }: (typeof subnets)[number]): boolean =>
    analysed.has(subnet) || analysed.has(properties.networkSecurityGroup ?? '')
  if (analysed.has(id) || (subnets.length > 0 && subnets.every(covers))) return true
  return unread.has(regionOf(location ?? '')) ? undefined : false
}

/** How many there are; undefined when they were not read. */
export const bastionHosts = async (
  context: CollectContext,
  missing: MissingCall[],
): Promise<number | undefined> =>
  (await readList(context, 'network bastion-hosts', resource({}), missing))?.length
