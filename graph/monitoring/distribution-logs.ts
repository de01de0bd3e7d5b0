import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'

/**
 * Whether each distribution logs: legacy standard logging, real-time logs, or standard logging (v2), whose delivery is
 * made in us-east-1: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export function distributionLogs(facts: FactIndex): [string, Props][] {
  return facts.ofKind('AwsCloudFrontDistribution').flatMap((distribution): [string, Props][] => {
    const logged = isLogged(facts, distribution)
    return logged === null ? [] : [[distribution.id, { logged }]]
  })
}

/** null: none of the ways that are known, and another was not collected. */
function isLogged(facts: FactIndex, { id, props }: NodeRecord): boolean | null {
  const ways = [props.standardLogging, props.realtimeLogging, isDelivered(facts, id, props)]
  if (ways.includes(true)) return true
  return ways.every((way) => way === false) ? false : null
}

/** In the partitions of China and GovCloud the region is another, and none is looked at. */
function isDelivered(facts: FactIndex, id: string, { account }: Props): boolean | undefined {
  const region = id.startsWith('arn:aws:') ? facts.node(`${String(account)}/us-east-1`) : undefined
  const delivered = region?.props.deliveredLogs
  return Array.isArray(delivered) ? delivered.includes(id) : undefined
}
