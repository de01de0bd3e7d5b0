import { z } from 'zod'
import type { Value } from '../../graph/snapshot/records.ts'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'
import { readTargets, TARGET_CALLS } from './target-groups.ts'
import { takesOldTls } from './tls-policies.ts'

const LIST = 'elbv2 describe-load-balancers'
const ATTRIBUTES = 'elbv2 describe-load-balancer-attributes'
const LISTENERS = 'elbv2 describe-listeners'
const RULES = 'elbv2 describe-rules'
const WEB_ACL = 'wafv2 get-web-acl-for-resource'

const balancerList = z.object({
  LoadBalancers: listOf(
    z.object({
      LoadBalancerArn: z.string(),
      LoadBalancerName: textOrNone,
      DNSName: textOrNone,
      Scheme: textOrNone,
      IpAddressType: textOrNone,
      Type: textOrNone,
      VpcId: textOrNone,
      State: z.object({ Code: textOrNone }).nullish(),
      SecurityGroups: listOf(z.string()),
      AvailabilityZones: listOf(z.object({ SubnetId: textOrNone })),
      CreatedTime: timeOrNone,
    }),
  ),
})
type Balancer = z.output<typeof balancerList>['LoadBalancers'][number]

const attributeList = z.object({ Attributes: listOf(z.object({ Key: z.string(), Value: textOrNone })) })
const protection = z.object({ WebACL: z.object({ ARN: z.string() }).nullish() })
const listenerList = z.object({
  Listeners: listOf(
    z.object({
      ListenerArn: z.string(),
      Protocol: textOrNone,
      Port: z.number().nullish(),
      SslPolicy: textOrNone,
    }),
  ),
})
type Listener = z.output<typeof listenerList>['Listeners'][number]

const ruleList = z.object({
  Rules: listOf(
    z.object({
      Actions: listOf(
        z.object({
          Type: z.string(),
          RedirectConfig: z.object({ Protocol: textOrNone }).nullish(),
        }),
      ),
    }),
  ),
})
type Action = z.output<typeof ruleList>['Rules'][number]['Actions'][number]

/** Application, network and gateway load balancers, and what their listeners do with plain HTTP. */
export const elbv2 = defineCollector({
  provider: 'aws',
  service: 'elbv2',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'elasticloadbalancing:DescribeLoadBalancers' },
    [ATTRIBUTES]: {
      permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      per: 'LoadBalancerArn',
    },
    [LISTENERS]: { permission: 'elasticloadbalancing:DescribeListeners', per: 'LoadBalancerArn' },
    [RULES]: { permission: 'elasticloadbalancing:DescribeRules', per: 'ListenerArn' },
    ...TARGET_CALLS,
    // https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html: it checks GetWebACL too.
    [WEB_ACL]: {
      permission: 'wafv2:GetWebACLForResource',
      also: ['wafv2:GetWebACL'],
      per: 'ResourceArn',
    },
  },
  async *collect(context) {
    const { LoadBalancers } = balancerList.parse((await context.call(LIST)) ?? {})
    yield* context.map(LoadBalancers, (one) => readBalancer(context, one))
    if (LoadBalancers.length > 0) yield* readTargets(context)
  },
})

async function readBalancer(context: CollectContext, one: Balancer): Promise<Records> {
  const { LoadBalancerArn } = one
  const attributes = await context.attempt(ATTRIBUTES, { LoadBalancerArn })
  const answer = await context.attempt(LISTENERS, { LoadBalancerArn })
  const listeners = answer === undefined ? undefined : listenerList.parse(answer ?? {}).Listeners
  const plainHttp = listeners && (await servesPlainHttp(context, listeners))
  return balancerRecords(context.partition, one, {
    ...(attributes === undefined ? {} : settings(attributes)),
    listeners: listeners?.map(nameOf).sort(),
    oldTlsListeners: listeners && withOldTls(listeners),
    plainHttp,
    webAcl: one.Type === 'application' ? await hasWebAcl(context, LoadBalancerArn) : undefined,
  })
}

const nameOf = ({ Protocol, Port }: Listener): string => `${Protocol ?? 'GENEVE'}:${Port ?? 6081}`

/** undefined when none is known to, and the policy of one is not known. */
function withOldTls(listeners: readonly Listener[]): string[] | undefined {
  const judged = listeners
    .filter(({ SslPolicy }) => Boolean(SslPolicy))
    .map((one) => ({ name: nameOf(one), old: takesOldTls(one.SslPolicy ?? '') }))
  const old = judged.filter((one) => one.old === true).map(({ name }) => name)
  return old.length === 0 && judged.some((one) => one.old === undefined) ? undefined : old.sort()
}

/** The older WAF Classic, whose end was in September 2025, is not asked. */
async function hasWebAcl(context: CollectContext, ResourceArn: string): Promise<boolean | undefined> {
  const answer = await context.attempt(WEB_ACL, { ResourceArn })
  return answer === undefined ? undefined : protection.parse(answer ?? {}).WebACL != null
}

/** undefined when no rule that was read does, and some were not read. */
async function servesPlainHttp(
  context: CollectContext,
  listeners: readonly Listener[],
): Promise<boolean | undefined> {
  let unread = false
  for (const { ListenerArn, Protocol } of listeners) {
    if (Protocol !== 'HTTP') continue
    const answer = await context.attempt(RULES, { ListenerArn })
    if (answer === undefined) unread = true
    else if (ruleList.parse(answer ?? {}).Rules.some(({ Actions }) => Actions.some(staysPlain))) return true
  }
  return unread ? undefined : false
}

/** A redirect without a protocol keeps that of the request; a fixed response gives nothing of a target away. */
const staysPlain = ({ Type, RedirectConfig }: Action): boolean =>
  Type === 'forward' || (Type === 'redirect' && RedirectConfig?.Protocol !== 'HTTPS')

function balancerRecords(
  partition: PartitionId,
  one: Balancer,
  found: { readonly [name: string]: Value | undefined },
): Records {
  const records = new RecordBuilder()
  const id = one.LoadBalancerArn
  records.node(
    'AwsLoadBalancer',
    id,
    nodeProps(partition, one.LoadBalancerName, {
      type: one.Type,
      scheme: one.Scheme,
      ipAddressType: one.IpAddressType,
      dnsName: one.DNSName,
      status: one.State?.Code ?? undefined,
      ...found,
      createdAt: one.CreatedTime,
    }),
  )
  relateNetwork(records, partition, id, {
    vpc: one.VpcId,
    subnets: one.AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []),
    securityGroups: one.SecurityGroups,
  })
  return records
}

/** Attributes that the type of load balancer does not have are left out. */
function settings(answer: unknown) {
  const { Attributes } = attributeList.parse(answer ?? {})
  const values = new Map(Attributes.map(({ Key, Value }) => [Key, Value]))
  const flag = (key: string) => (values.has(key) ? values.get(key) === 'true' : undefined)
  return {
    accessLogs: flag('access_logs.s3.enabled'),
    dropsInvalidHeaders: flag('routing.http.drop_invalid_header_fields.enabled'),
    desyncMode: values.get('routing.http.desync_mitigation_mode'),
    deletionProtection: flag('deletion_protection.enabled'),
  }
}
