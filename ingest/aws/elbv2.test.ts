import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { elbv2 } from './elbv2.ts'

const BALANCER = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/50dc6c495c0c9188'
const WEB_ACL = `wafv2 get-web-acl-for-resource ${BALANCER}`
const LISTENER = `${BALANCER.replace(':loadbalancer/', ':listener/')}/f2f7dc8efc522ab2`
const redirect = (Protocol: string) => ({ Type: 'redirect', RedirectConfig: { Protocol, Port: '443' } })
const forward = {
  Type: 'forward',
  TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/a/1',
}

const balancer = (rules: unknown, answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(elbv2, {
    'elbv2 describe-load-balancers': {
      LoadBalancers: [
        {
          LoadBalancerArn: BALANCER,
          LoadBalancerName: 'web',
          Scheme: 'internet-facing',
          Type: 'application',
          VpcId: 'vpc-1',
          State: { Code: 'active' },
          SecurityGroups: ['sg-1'],
          AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-1' }],
        },
      ],
    },
    [`elbv2 describe-load-balancer-attributes ${BALANCER}`]: {
      Attributes: [{ Key: 'access_logs.s3.enabled', Value: 'false' }],
    },
    [`elbv2 describe-listeners ${BALANCER}`]: {
      Listeners: [{ ListenerArn: LISTENER, Protocol: 'HTTP', Port: 80 }],
    },
    [`elbv2 describe-rules ${LISTENER}`]: rules,
    [WEB_ACL]: null,
    ...answers,
  })

const rules = (...actions: readonly object[]) => ({ Rules: actions.map((one) => ({ Actions: [one] })) })

test('a load balancer has its settings and where it is', async () => {
  const { props, from } = await balancer(rules(redirect('HTTPS')))
  expect(props(BALANCER)).toMatchObject({
    type: 'application',
    scheme: 'internet-facing',
    accessLogs: false,
    listeners: ['HTTP:80'],
    plainHttp: false,
    webAcl: false,
  })
  expect(props(BALANCER)).not.toHaveProperty('deletionProtection')
  expect(from(BALANCER)).toHaveLength(3)
})

test('one rule that forwards is enough, whatever the others do', async () => {
  const { props } = await balancer(rules(redirect('HTTPS'), forward))
  expect(props(BALANCER)).toMatchObject({ plainHttp: true })
})

test('a redirect that keeps the protocol of the request stays plain', async () => {
  const { props } = await balancer(rules(redirect('#{protocol}')))
  expect(props(BALANCER)).toMatchObject({ plainHttp: true })
})

test('what a listener does is unknown when its rules were denied', async () => {
  const { props } = await balancer(denied('elbv2 describe-rules'))
  expect(props(BALANCER)).not.toHaveProperty('plainHttp')
})

test('listeners that are denied are not told as none', async () => {
  const { props } = await balancer(rules(forward), {
    [`elbv2 describe-listeners ${BALANCER}`]: denied('elbv2 describe-listeners'),
  })
  expect(props(BALANCER)).not.toHaveProperty('listeners')
  expect(props(BALANCER)).not.toHaveProperty('plainHttp')
})

test('a web ACL that looks at its requests is told', async () => {
  const WebACL = { Name: 'web', ARN: 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/web/1' }
  const { props } = await balancer(rules(forward), { [WEB_ACL]: { WebACL } })
  expect(props(BALANCER)).toMatchObject({ webAcl: true })
})

test('whether a web ACL looks is unknown when that was denied', async () => {
  const { props } = await balancer(rules(forward), { [WEB_ACL]: denied('wafv2 get-web-acl-for-resource') })
  expect(props(BALANCER)).not.toHaveProperty('webAcl')
})

const group = (TargetType: string, more: object = {}) => ({
  TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/a/1',
  TargetType,
  Protocol: 'HTTP',
  VpcId: 'vpc-1',
  LoadBalancerArns: [BALANCER],
  ...more,
})
const target = (Id: string, State: string, Port: number | null = 8080) => ({
  Target: { Id, Port },
  TargetHealth: { State },
})
const spreading = (one: ReturnType<typeof group>, ...targets: readonly object[]) =>
  balancer(rules(), {
    'elbv2 describe-target-groups': { TargetGroups: [one] },
    [`elbv2 describe-target-health ${one.TargetGroupArn}`]: { TargetHealthDescriptions: targets },
  })

test('a load balancer forwards to instances that answer it, and to no others', async () => {
  const { relationships } = await spreading(
    group('instance'),
    target('i-1', 'healthy'),
    target('i-2', 'unhealthy'),
    target('i-3', 'draining'),
  )
  expect(relationships.filter(({ kind }) => kind === 'FORWARDS_TO')).toMatchObject([
    { to: 'arn:aws:ec2:us-east-1:111111111111:instance/i-1', props: { ports: ['tcp/8080'], checked: true } },
  ])
})

test('a function is not checked, and stands without its version', async () => {
  const shop = 'arn:aws:lambda:us-east-1:111111111111:function:shop'
  const { relationships } = await spreading(group('lambda'), target(`${shop}:live`, 'unavailable', null))
  expect(relationships.filter(({ kind }) => kind === 'FORWARDS_TO')).toMatchObject([
    { to: shop, props: { ports: [], checked: false } },
  ])
})

test('targets by address are told with their network', async () => {
  const { props } = await spreading(
    group('ip'),
    target('10.0.1.20', 'healthy'),
    target('10.0.1.21', 'unhealthy'),
  )
  expect(props(BALANCER)).toMatchObject({ name: 'web' })
  const { nodes } = await spreading(group('ip'), target('10.0.1.20', 'healthy'))
  expect(nodes.map(({ props: one }) => one.addressTargets).filter(Boolean)).toEqual([
    ['vpc-1 10.0.1.20 tcp/8080'],
  ])
})

test('listeners with a TLS policy of old are named; an unknown policy leaves that open', async () => {
  const listening = async (...policies: readonly string[]) => {
    const Listeners = policies.map((SslPolicy, at) => ({
      ListenerArn: `${LISTENER}${at}`,
      Protocol: 'HTTPS',
      Port: 443 + at,
      SslPolicy,
    }))
    return (await balancer(null, { [`elbv2 describe-listeners ${BALANCER}`]: { Listeners } })).props(BALANCER)
  }
  const [old, strong] = ['ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy-TLS13-1-2-2021-06']
  expect(await listening(strong, old)).toMatchObject({ oldTlsListeners: ['HTTPS:444'] })
  expect(await listening(strong)).toMatchObject({ oldTlsListeners: [] })
  expect(await listening(old, 'unknown')).toMatchObject({ oldTlsListeners: ['HTTPS:443'] })
  expect(await listening(strong, 'unknown')).not.toHaveProperty('oldTlsListeners')
})

test('what is done about ambiguous requests is told by an attribute', async () => {
  const Attributes = [{ Key: 'routing.http.desync_mitigation_mode', Value: 'monitor' }]
  const answers = { [`elbv2 describe-load-balancer-attributes ${BALANCER}`]: { Attributes } }
  expect((await balancer(rules(forward), answers)).props(BALANCER)).toMatchObject({ desyncMode: 'monitor' })
})
