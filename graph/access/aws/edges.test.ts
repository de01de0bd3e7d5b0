import { describe, expect, test } from 'vitest'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, type EstateParts, FOREIGN, HOME, policy, role, trust, user } from './testkit.ts'

const ALICE = user('alice')
const BUCKET = 'arn:aws:s3:::data'
const OBJECTS = `${BUCKET}/*`
const GET = 's3:GetObject'
/** Actions ignore case: they are shown in lower case. */
const SHOWN = 's3:getobject'
const own = (at = 0) => `${ALICE}#inline/p${at}`

const edgesWith = (parts: Partial<EstateParts>) =>
  derive({ identities: {}, buckets: { data: {} }, ...parts }).edges
const readBy = (...statements: readonly Props[]) =>
  edgesWith({ identities: { [ALICE]: { policies: [policy(...statements)] } } }).find(
    ({ kind }) => kind === 'CAN_READ',
  )
const when = (Condition: Props) => ({ Condition })

describe('an edge', () => {
  test('tells the statement it rests on, and that removing it is the fix', () => {
    expect(readBy(deny('ec2:*'), { ...allow(GET, OBJECTS), Sid: 'Read' })).toEqual({
      from: ALICE,
      kind: 'CAN_READ',
      to: BUCKET,
      technique: null,
      attack: ['T1530'],
      likelihood: ALLOWED,
      conditions: [],
      evidence: [{ type: 'policy', id: own(), statement: 1, detail: `Allow (Read): ${SHOWN}` }],
      provenance: {
        id: own(),
        type: 'policy',
        edit: { change: 'remove-statement', policy: own(), statement: 1 },
      },
    })
  })

  test('shows four actions of many, and what NotAction leaves out', () => {
    const detail = (statement: Props) => readBy(statement)?.evidence.map((one) => one.detail)
    const more = ['s3:getobject', 's3:putobject', 'ec2:run*', 'ec2:stop*', 'ec2:start*']
    expect(detail(allow(more))).toEqual([`Allow: ${more.slice(0, 4).join(', ')}, and 1 more`])
    expect(detail(allow(more.slice(0, 4)))).toEqual([`Allow: ${more.slice(0, 4).join(', ')}`])
    const others = { Effect: 'Allow', NotAction: ['iam:*', 's3:put*'], Resource: OBJECTS }
    expect(detail(others)).toEqual(['Allow: all but iam:*, s3:put*'])
  })

  test('tells three statements that allow the same at most, and none that only may', () => {
    const same = allow(GET, OBJECTS)
    expect(readBy(same, same, same, same)?.evidence.map(({ statement }) => statement)).toEqual([0, 1, 2])
    const perhaps = allow(GET, OBJECTS, when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }))
    expect(readBy(perhaps, same)?.evidence.map(({ statement }) => statement)).toEqual([1])
  })

  test('under a Deny that may apply tells what surely allows', () => {
    const perhaps = { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }
    const edge = readBy(allow(GET, OBJECTS, perhaps), allow(GET, OBJECTS), deny('s3:*', '*', perhaps))
    expect(edge?.evidence.map(({ statement }) => statement)).toEqual([1])
  })

  test('by the policy of the bucket is taken away there', () => {
    const document = policy({ ...allow(GET, OBJECTS), Principal: { AWS: ALICE } })
    const [edge] = edgesWith({ identities: { [ALICE]: {} }, buckets: { data: { policy: document } } })
    const id = `${BUCKET}#policy`
    expect(edge).toMatchObject({
      evidence: [{ type: 'resource-policy', id, statement: 0, detail: `Allow: ${SHOWN}` }],
      provenance: {
        id,
        type: 'resource-policy',
        edit: { change: 'remove-statement', policy: id, statement: 0 },
      },
    })
  })

  test("by AWS's own policy is taken away by detaching it", () => {
    const id = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    const [edge] = edgesWith({
      identities: { [ALICE]: {} },
      nodes: [{ id, kind: 'AwsIamPolicy', props: { document: policy(allow(GET)), type: 'aws-managed' } }],
      relationships: [{ from: ALICE, kind: 'HAS_POLICY', to: id, props: {} }],
    })
    expect(edge?.provenance).toEqual({
      id,
      type: 'policy-attachment',
      edit: { change: 'detach-policy', from: ALICE, policy: id },
    })
  })

  test('by a trust is taken away there', () => {
    const deploy = role('deploy')
    const [edge] = edgesWith({
      identities: {
        [ALICE]: { policies: [policy(allow('sts:AssumeRole'))] },
        [deploy]: { trust: trust({ AWS: HOME }) },
      },
    })
    const id = `${deploy}#trust`
    expect(edge).toMatchObject({
      evidence: [
        { type: 'trust-policy', id, statement: 0 },
        { type: 'policy', id: own(), statement: 0 },
      ],
      provenance: { id, type: 'trust-policy', edit: { change: 'remove-trust', role: deploy, statement: 0 } },
    })
  })
})

describe('conditions', () => {
  const tag = (values: readonly string[]) => ({ StringEquals: { 'aws:SourceVpce': [...values] } })
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
  const told = (...statements: readonly Props[]) => readBy(...statements)?.conditions

  test('of an Allow are told, three values of many, and each makes it less likely', () => {
    const edge = readBy(allow(GET, OBJECTS, when({ ...tag(['a', 'b', 'c', 'd']), ...mfa })))
    expect(edge?.conditions).toEqual([
      {
        key: 'aws:SourceVpce',
        state: 'unknown',
        detail: 'allowed if StringEquals aws:SourceVpce a, b, c, …',
      },
      {
        key: 'aws:MultiFactorAuthPresent',
        state: 'unknown',
        detail: 'allowed if Bool aws:MultiFactorAuthPresent true',
      },
    ])
    expect(edge?.likelihood).toBe(ALLOWED * UNKNOWN_CONDITION ** 2)
    expect(told(allow(GET, OBJECTS, when(tag(['a', 'b', 'c']))))?.[0]?.detail).toBe(
      'allowed if StringEquals aws:SourceVpce a, b, c',
    )
  })

  test('of alternatives those with the fewest count', () => {
    const two = allow(GET, OBJECTS, when({ ...tag(['a']), ...mfa }))
    const one = allow(GET, OBJECTS, when(mfa))
    for (const statements of [
      [two, one],
      [one, two],
    ])
      expect(told(...statements)?.map(({ key }) => key)).toEqual(['aws:MultiFactorAuthPresent'])
  })

  test('of a Deny are told together, as one', () => {
    const both = when({ ...tag(['a']), Bool: { 'aws:MultiFactorAuthPresent': 'false' } })
    expect(told(allow(GET, OBJECTS), deny('s3:*', '*', both))).toEqual([
      {
        key: 'aws:SourceVpce',
        state: 'unknown',
        detail: 'denied if StringEquals aws:SourceVpce a and Bool aws:MultiFactorAuthPresent false',
      },
    ])
  })

  test('that the caller picks are none, and a Deny that hangs on one is disarmed', () => {
    const agent = { StringLike: { 'aws:UserAgent': 'curl*' } }
    expect(told(allow(GET, OBJECTS, when(agent)))).toEqual([])
    expect(told(allow(GET, OBJECTS), deny('s3:*', '*', when({ ...agent, ...tag(['a']) })))).toEqual([])
  })

  test('on the address say where from', () => {
    const ranges = ['10.0.0.0/8', '192.0.2.0/24']
    const inside = (statement: Props, ...others: readonly Props[]) =>
      told(...others, statement)?.map(({ addresses }) => addresses)
    const address = (operator: string) => when({ [operator]: { 'aws:SourceIp': ranges } })
    const read = allow(GET, OBJECTS)
    expect(inside(allow(GET, OBJECTS, address('IpAddress')))).toEqual([{ inside: true, ranges }])
    expect(inside(allow(GET, OBJECTS, address('NotIpAddress')))).toEqual([{ inside: false, ranges }])
    expect(inside(deny('s3:*', '*', address('NotIpAddress')), read)).toEqual([{ inside: true, ranges }])
    expect(inside(deny('s3:*', '*', address('IpAddress')), read)).toEqual([{ inside: false, ranges }])
    const both = when({ IpAddress: { 'aws:SourceIp': ranges }, ...tag(['a']) })
    expect(inside(deny('s3:*', '*', both), read)).toEqual([undefined])
    const other = when({ IpAddress: { 'aws:VpcSourceIp': ranges } })
    expect(inside(allow(GET, OBJECTS, other))).toEqual([undefined])
  })

  test('that any address meets are none', () => {
    const any = (operator: string) => when({ [operator]: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } })
    expect(told(allow(GET, OBJECTS, any('IpAddress')))).toEqual([])
    expect(told(allow(GET, OBJECTS), deny('s3:*', '*', any('NotIpAddress')))).toEqual([])
    expect(told(allow(GET, OBJECTS, any('NotIpAddress')))).toHaveLength(1)
  })

  test('that a statement hangs on by a variable are told as a value of the request', () => {
    const app = role('app')
    const resource = [BUCKET, '$' + '{aws:PrincipalTag/team}', '*'].join('/')
    const [edge] = edgesWith({ identities: { [app]: { policies: [policy(allow(GET, resource))] } } })
    expect(edge?.conditions).toEqual([
      {
        key: 'request-value',
        state: 'unknown',
        detail: 'whether statement 0 applies hangs on a value of the request',
      },
    ])
  })

  test('of every level of the organization count', () => {
    const level = (key: string) => [policy(allow('*', '*', when({ StringEquals: { [key]: 'a' } })))]
    const serviceControlPolicies = [level('aws:SourceVpc'), level('aws:SourceVpce')]
    const [edge] = edgesWith({
      accounts: { [HOME]: { serviceControlPolicies } },
      identities: { [ALICE]: { policies: [policy(allow(GET, OBJECTS))] } },
    })
    expect(edge?.conditions.map(({ key }) => key)).toEqual(['aws:SourceVpc', 'aws:SourceVpce'])
  })

  test('of a policy that was not collected name it', () => {
    const id = `arn:aws:iam::${HOME}:policy/unread`
    const edges = edgesWith({
      identities: { [ALICE]: { policies: [policy(allow(GET, OBJECTS))] } },
      nodes: [{ id, kind: 'AwsIamPolicy', props: { type: 'customer-managed' } }],
      relationships: [{ from: ALICE, kind: 'HAS_POLICY', to: id, props: {} }],
    })
    expect(edges[0]?.conditions).toMatchObject([
      { state: 'unknown', detail: `denied if ${id}, which was not collected, says so` },
    ])
  })
})

describe('what stops an edge', () => {
  const blockedIn = (parts: Partial<EstateParts>) =>
    derive({ identities: {}, buckets: { data: {} }, ...parts }).blocked
  const read = policy(allow(GET, OBJECTS))

  test('is the Deny, by its statement', () => {
    const identities = { [ALICE]: { policies: [read, policy(allow('ec2:*'), deny('s3:*'))] } }
    expect(blockedIn({ identities })).toEqual([
      {
        from: ALICE,
        kind: 'CAN_READ',
        to: BUCKET,
        technique: null,
        by: { type: 'policy', id: own(1), statement: 1, detail: 'Deny: s3:*' },
      },
    ])
  })

  test('is the boundary that does not allow it', () => {
    const identities = { [ALICE]: { policies: [read], boundary: policy(allow('ec2:*')) } }
    expect(blockedIn({ identities }).map(({ by }) => by)).toEqual([
      {
        type: 'permissions-boundary',
        id: `arn:aws:iam::${HOME}:policy/boundary-of-alice`,
        detail: 'does not allow it',
      },
    ])
  })

  test('is the last service control policy, where a level does not allow it', () => {
    const serviceControlPolicies = [[policy(allow('*'))], [policy(allow('ec2:*')), policy(allow('sqs:*'))]]
    const identities = { [ALICE]: { policies: [read] } }
    expect(blockedIn({ accounts: { [HOME]: { serviceControlPolicies } }, identities })).toMatchObject([
      { by: { type: 'service-control-policy', id: `${HOME}#serviceControlPolicies/1/1` } },
    ])
  })

  test('stands for all members of a class', () => {
    const serviceControlPolicies = [[policy(deny('s3:*'), allow('*'))]]
    const identities = { [ALICE]: { policies: [read] }, [user('bob')]: { policies: [read] } }
    const blocked = blockedIn({ accounts: { [HOME]: { serviceControlPolicies } }, identities })
    expect(blocked.map(({ standsFor }) => standsFor)).toEqual([2])
  })
})

test('who is outside is a node of its own, by what the policy names', () => {
  const nodesFor = (principal: string, Condition: Props = {}) => {
    const document = policy({ ...allow(GET, OBJECTS, { Condition }), Principal: { AWS: principal } })
    return derive({ identities: {}, buckets: { data: { policy: document } } }).nodes
  }
  const outside = (id: string, props: Props) => ({ id, kind: 'ExternalPrincipal', props })
  const named = (type: string) => ({ name: 'x', provider: 'aws', account: FOREIGN, type, anyone: false })
  const [other, app] = [`arn:aws:iam::${FOREIGN}:user/x`, `arn:aws:iam::${FOREIGN}:role/x`]
  expect(nodesFor(other)).toEqual([outside(other, named('user'))])
  expect(nodesFor(app)).toEqual([outside(app, named('role'))])
  const anyone = { name: 'any AWS principal', provider: 'aws', type: 'any-aws-principal', anyone: true }
  const role1 = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy-?' } }
  expect(nodesFor('*', role1)).toContainEqual(outside('AnyAwsPrincipal', anyone))
  const home = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/*` } }
  expect(nodesFor('*', home)).toEqual([])
})
