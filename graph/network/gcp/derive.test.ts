import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import { COMMON_PROPERTIES } from '../../schema/define.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { canReach, UnknownPlaceError } from '../can-reach.ts'
import { deriveGcpNetwork } from './derive.ts'
import { factsOf, type ShortEstate, snapshotOf } from './estate.testkit.ts'

const SSH = { ports: ['tcp/22'], sourceRanges: ['0.0.0.0/0'] }

const reaching = (estate: ShortEstate) =>
  deriveGcpNetwork(factsOf(estate))
    .edges.map(({ from, to, extra }) => `${from} > ${to} ${JSON.stringify(extra?.ports)}`)
    .sort()
const only = (estate: ShortEstate, from: string) =>
  deriveGcpNetwork(factsOf(estate)).edges.filter((edge) => edge.from === from)

describe('what strangers reach', () => {
  test('carries the rule to disable, the ports and every hop', () => {
    const [edge] = only({ rules: { ssh: SSH } }, 'Internet')
    expect(edge).toMatchObject({
      to: 'web',
      conditions: [],
      provenance: {
        id: 'ssh',
        type: 'firewall-rule',
        edit: { change: 'set', resource: 'ssh', property: 'disabled', value: true },
      },
    })
    expect(edge?.evidence[0]).toMatchObject({ type: 'firewall-rule', id: 'ssh' })
    expect(edge?.extra?.hops).toMatchObject([
      { id: 'ssh', component: 'firewall-rules' },
      { id: 'default', component: 'route' },
      { id: 'web', component: 'network-interface' },
    ])
  })

  test('a rule of a policy goes out by its number', () => {
    const policies = {
      own: {
        level: 'global',
        attachedTo: ['net'],
        rules: [{ ports: ['tcp/22'], ranges: ['0.0.0.0/0'], priority: 7 }],
      },
    }
    const [edge] = only({ policies }, 'Internet')
    expect(edge?.provenance?.edit).toEqual({
      change: 'remove-rule',
      group: 'own',
      rule: { priority: 7, direction: 'INGRESS' },
    })
  })

  const told = (estate: ShortEstate, id: string) => deriveGcpNetwork(factsOf(estate)).properties.get(id)
  test('is told of the instance, and so is that nothing is', () => {
    expect(told({ rules: { ssh: SSH } }, 'web')).toEqual({
      internetReachable: true,
      internetPorts: ['tcp/22'],
      exposure: 'internet',
    })
    expect(told({ rules: { ssh: SSH } }, 'app')).toEqual({
      internetReachable: false,
      internetPorts: [],
      exposure: 'internal',
    })
  })

  test('nothing is told of an instance below policies that were not read, and the edge is in doubt', () => {
    const estate = { rules: { ssh: SSH }, unread: ['folders/1'] }
    expect(told(estate, 'web')).toEqual({})
    expect(only(estate, 'Internet')[0]?.conditions).toMatchObject([{ state: 'unknown' }])
    const known = only({ rules: { ssh: SSH } }, 'Internet')[0]
    expect(only(estate, 'Internet')[0]?.likelihood).toBeLessThan(known?.likelihood ?? 0)
  })

  test('what stops them is kept where one component does', () => {
    const { blocked } = deriveGcpNetwork(
      factsOf({
        rules: { ssh: SSH, no: { action: 'deny', priority: 1, targetTags: ['shut'] } },
        instances: { web: { networkTags: ['shut'] } },
      }),
    )
    expect(blocked.map(({ to, by }) => `${to} ${by.type} ${by.id}`).sort()).toEqual([
      'app no-external-address app',
      'db no-external-address db',
      'web firewall-rules no',
    ])
  })

  test('nothing is kept where nothing is open', () => {
    const none = { instances: { web: { at: { external: false } } } }
    expect(deriveGcpNetwork(factsOf(none)).blocked).toEqual([])
  })

  test('the corporate network comes in where strangers do not', () => {
    const office = snapshotOf({ rules: { ssh: { ...SSH, sourceRanges: ['5.6.7.0/24'] } } })
    const { snapshot } = deriveSnapshot(office, { corporateRanges: ['5.6.7.0/24'] })
    const found = [...snapshot.relationships.values()].filter(
      ({ kind, to }) => kind === 'CAN_REACH' && to === 'web',
    )
    expect(found.map(({ from }) => from)).toEqual(['CorporateNetwork'])
  })

  test('the best of several interfaces counts', () => {
    const cards = [
      { network: 'other', address: '10.1.1.9', external: true },
      { network: 'net', address: '10.0.1.9', external: true },
    ]
    expect(
      told({ rules: { ssh: SSH }, instances: { db: { networkInterfaces: cards } } }, 'db'),
    ).toMatchObject({
      internetPorts: ['tcp/22'],
    })
  })
})

describe('what instances reach', () => {
  const inside = { ports: ['tcp/22'], sourceRanges: ['10.0.0.0/8'] }
  const far = 'projects/p/regions/us-east1/subnetworks/far'
  const card = { network: 'net', subnetwork: far, address: '10.0.2.9', external: false }
  /** Another instance in the subnet of `db`. */
  const third: ShortEstate['nodes'] = {
    third: ['GcpInstance', { status: 'RUNNING', networkInterfaces: [card] }],
  }
  test('goes through the network where a rule takes in all of it', () => {
    expect(reaching({ rules: { inside } })).toEqual([
      'app > net []',
      'db > net []',
      'net > app ["tcp/22"]',
      'net > db ["tcp/22"]',
      'net > web ["tcp/22"]',
      'web > net []',
    ])
  })

  test('goes through the subnet where a rule takes in that', () => {
    const near = 'projects/p/regions/europe-west1/subnetworks/near'
    const rules = { inside: { ...inside, sourceRanges: ['10.0.1.0/24'], targetTags: ['db'] } }
    expect(reaching({ rules, nodes: third, instances: { db: { networkTags: ['db'] } } })).toEqual([
      `app > ${near} []`,
      `${near} > db ["tcp/22"]`,
      `web > ${near} []`,
    ])
  })

  test('goes through those with a tag or an account that a rule names, which are nodes of their own', () => {
    const estate: ShortEstate = {
      nodes: third,
      rules: {
        tag: { ports: ['tcp/22'], sourceTags: ['front'], targetTags: ['db'] },
        account: { ports: ['tcp/23'], sourceServiceAccounts: ['web@p.iam'], targetTags: ['db'] },
      },
      instances: {
        web: { networkTags: ['front'], serviceAccount: 'web@p.iam' },
        app: { networkTags: ['front'] },
        db: { networkTags: ['db'] },
      },
    }
    expect(reaching(estate)).toEqual([
      'app > net#tag/front []',
      'net#serviceAccount/web@p.iam > db ["tcp/22-23"]',
      'net#tag/front > db ["tcp/22"]',
      'web > net#serviceAccount/web@p.iam []',
      'web > net#tag/front []',
    ])
    const nodes = deriveGcpNetwork(factsOf(estate)).nodes.filter(({ kind }) => kind === 'GcpNetworkSenders')
    expect(nodes.map(({ id }) => id).sort()).toEqual(['net#serviceAccount/web@p.iam', 'net#tag/front'])
  })

  test('is a way of its own for who may not send everything', () => {
    const rules = {
      inside: { ...inside, targetTags: ['db'] },
      no: { direction: 'EGRESS', action: 'deny', ports: ['udp'], targetTags: ['held'] },
    }
    const instances = { app: { networkTags: ['held'] }, db: { networkTags: ['db'] } }
    expect(reaching({ rules, instances })).toEqual([
      'app > db ["tcp/22"]',
      'db > net []',
      'net > db ["tcp/22"]',
      'web > net []',
    ])
  })

  test('crosses a peering through the other network', () => {
    const peering = { active: true, exportsPublic: true, importsPublic: false }
    const networks = {
      net: { peerings: [{ network: 'other', ...peering }] },
      other: { peerings: [{ network: 'net', ...peering }] },
    }
    const rules = { inside: { ...inside, sourceRanges: ['10.1.0.0/16'], targetTags: ['db'] } }
    expect(reaching({ rules, networks, instances: { db: { networkTags: ['db'] } } })).toEqual([
      'guest > other []',
      'other > db ["tcp/22"]',
    ])
  })

  test('edges grow with the instances, not with their pairs', () => {
    const nodes = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at): [string, [string, Props]] => [
          `i-${at}`,
          [
            'GcpInstance',
            {
              status: 'RUNNING',
              networkInterfaces: [{ network: 'net', address: `10.0.3.${at}`, external: false }],
            },
          ],
        ]),
      )
    const edgesOf = (count: number) =>
      deriveGcpNetwork(factsOf({ rules: { inside }, nodes: nodes(count) })).edges.length
    expect(edgesOf(200) - edgesOf(100)).toBe(200)
  })
})

describe('services of Google', () => {
  const SQL = {
    engine: 'POSTGRES',
    publicAddress: true,
    authorizedNetworks: ['0.0.0.0/0'],
    clientCertificates: false,
  }
  const GKE = { publicEndpoint: true, authorizedNetworksOn: false, authorizedNetworks: [] }
  test.each<[string, string, Props, string]>([
    ['a database for every network', 'GcpSqlInstance', SQL, 'tcp/5432'],
    [
      'one for both halves of the Internet',
      'GcpSqlInstance',
      { ...SQL, authorizedNetworks: ['0.0.0.0/1', '128.0.0.0/1'] },
      'tcp/5432',
    ],
    [
      'one for an office',
      'GcpSqlInstance',
      { ...SQL, authorizedNetworks: ['192.0.2.0/24'] },
      'authorizedNetworks',
    ],
    ['one without an address', 'GcpSqlInstance', { ...SQL, publicAddress: false }, 'publicAddress'],
    [
      'one that asks for certificates',
      'GcpSqlInstance',
      { ...SQL, clientCertificates: true },
      'clientCertificates',
    ],
    ['one of which nothing was read', 'GcpSqlInstance', {}, 'nothing'],
    ['a cluster for everybody', 'GcpGkeCluster', GKE, 'tcp/443'],
    [
      'a cluster for an office',
      'GcpGkeCluster',
      { ...GKE, authorizedNetworksOn: true },
      'authorizedNetworks',
    ],
    ['a private cluster', 'GcpGkeCluster', { ...GKE, publicEndpoint: false }, 'publicEndpoint'],
    ['a cluster of which nothing was read', 'GcpGkeCluster', {}, 'nothing'],
  ])('%s: %s %j', (_, kind, props, expected) => {
    const { edges, blocked } = deriveGcpNetwork(factsOf({ nodes: { it: [kind, props] } }))
    const edge = edges.find(({ to }) => to === 'it')
    const by = blocked.find(({ to }) => to === 'it')?.by.type
    expect(edge === undefined ? (by ?? 'nothing') : String(edge.extra?.ports)).toBe(expected)
  })
})

test('a question is answered with hops, or with what stops it', () => {
  const facts = factsOf({ rules: { ssh: SSH } })
  expect(canReach(facts, 'Internet', 'web', { port: 22 })).toMatchObject({
    reachable: true,
    ports: ['tcp/22'],
  })
  expect(canReach(facts, 'Internet', 'web', { port: 80 }).blockedBy).toMatchObject({ reason: 'implied-rule' })
  expect(canReach(facts, 'app', 'db', { port: 22 }).reachable).toBe(true)
  expect(() => canReach(facts, 'nobody', 'web')).toThrow(UnknownPlaceError)
})

test('what is told is declared', () => {
  const given = {
    rules: { ssh: SSH },
    nodes: { sql: ['GcpSqlInstance', { publicAddress: true }] as [string, Props] },
  }
  const snapshot = snapshotOf(given)
  const { properties, nodes } = deriveGcpNetwork(indexFacts(snapshot))
  const told = [
    ...[...properties].map(([id, props]) => [snapshot.nodes.get(id)?.kind ?? '', props] as const),
    ...nodes.map(({ kind, props }) => [kind, props] as const),
  ]
  for (const [kind, props] of told) {
    const declared = { ...COMMON_PROPERTIES, ...NODE_KINDS.get(kind)?.properties }
    expect(
      Object.keys(props).filter((name) => !Object.hasOwn(declared, name)),
      kind,
    ).toEqual([])
  }
})
