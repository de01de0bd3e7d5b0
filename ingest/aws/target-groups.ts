import { z } from 'zod'
import type { ApiCalls, CollectContext, PartitionId, Records } from '../collector.ts'
import { regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, textOrNone } from './shapes.ts'

const GROUPS = 'elbv2 describe-target-groups'
const HEALTH = 'elbv2 describe-target-health'

export const TARGET_CALLS: ApiCalls = {
  [GROUPS]: { permission: 'elasticloadbalancing:DescribeTargetGroups' },
  [HEALTH]: { permission: 'elasticloadbalancing:DescribeTargetHealth', per: 'TargetGroupArn' },
}

const groupList = z.object({
  TargetGroups: listOf(
    z.object({
      TargetGroupArn: z.string(),
      TargetType: textOrNone,
      Protocol: textOrNone,
      VpcId: textOrNone,
      LoadBalancerArns: listOf(z.string()),
    }),
  ),
})
type Group = z.output<typeof groupList>['TargetGroups'][number]

const healthList = z.object({
  TargetHealthDescriptions: listOf(
    z.object({
      Target: z.object({ Id: z.string(), Port: z.number().nullish() }),
      TargetHealth: z.object({ State: textOrNone }).nullish(),
    }),
  ),
})

/** What load balancers spread requests over; what fails its health checks is left out. */
export async function* readTargets(context: CollectContext): AsyncIterable<Records> {
  const { TargetGroups } = groupList.parse((await context.attempt(GROUPS)) ?? {})
  const used = TargetGroups.filter(({ LoadBalancerArns }) => LoadBalancerArns.length > 0)
  const records = new RecordBuilder()
  const addresses = new Map<string, string[]>()
  for await (const found of context.map(used, (group) => readGroup(context, group))) {
    for (const { balancer, target, address, ports, checked } of found) {
      if (target !== undefined) records.relate(balancer, 'FORWARDS_TO', target, { ports, checked })
      if (address === undefined) continue
      addresses.set(balancer, [
        ...(addresses.get(balancer) ?? []),
        ...ports.map((port) => `${address} ${port}`),
      ])
    }
  }
  for (const [balancer, addressTargets] of addresses)
    records.node('AwsLoadBalancer', balancer, { addressTargets: [...new Set(addressTargets)].sort() })
  yield records
}

interface Forwarded {
  readonly balancer: string
  readonly target: string | undefined
  /** Of a target that is no resource: `<vpc> <address>`. */
  readonly address: string | undefined
  readonly ports: readonly string[]
  readonly checked: boolean
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const ANSWERING: ReadonlySet<string> = new Set(['healthy', 'unavailable'])

async function readGroup(context: CollectContext, group: Group): Promise<Forwarded[]> {
  const { TargetGroupArn, TargetType, VpcId, LoadBalancerArns } = group
  const answer = await context.attempt(HEALTH, { TargetGroupArn })
  const { TargetHealthDescriptions } = healthList.parse(answer ?? {})
  return TargetHealthDescriptions.flatMap(({ Target: target, TargetHealth: health }) => {
    const state = health?.State ?? ''
    if (!ANSWERING.has(state)) return []
    return LoadBalancerArns.map((balancer) => ({
      balancer,
      target: idOf(context.partition, group, target.Id),
      address:
        TargetType === 'ip' && VpcId !== undefined && state === 'healthy'
          ? `${VpcId} ${target.Id}`
          : undefined,
      ports: target.Port == null || TargetType === 'lambda' ? [] : [`${transportOf(group)}/${target.Port}`],
      checked: state === 'healthy',
    }))
  })
}

const transportOf = ({ Protocol }: Group): string =>
  Protocol === 'UDP' || Protocol === 'QUIC' ? 'udp' : 'tcp'

/** undefined for addresses, and for load balancers behind load balancers, which are left out. */
function idOf(partition: PartitionId, { TargetType }: Group, id: string): string | undefined {
  if (TargetType === 'instance') return regionalArn(partition, 'ec2', `instance/${id}`)
  return TargetType === 'lambda' ? id.split(':').slice(0, 7).join(':') : undefined
}
