import { describe, expect, test } from 'vitest'
import { relationshipId, type Snapshot, type Value } from '../../graph/snapshot/records.ts'
import { MendUnknownError, mendingChanges } from './mend.ts'
import { aRule } from './testkit.ts'

const edit = { change: 'delete', resource: 'grant' }
const provenance = { id: 'grant', type: 'policy', edit }

function estate(
  nodes: readonly (readonly [id: string, kind: string, props?: { readonly [name: string]: Value }])[],
  edges: readonly (readonly [
    from: string,
    kind: string,
    to: string,
    props?: { readonly [name: string]: Value },
  ])[],
): Snapshot {
  const relationships = edges.map(([from, kind, to, props = {}]) => ({ from, kind, to, props }))
  return {
    nodes: new Map(nodes.map(([id, kind, props = {}]) => [id, { id, kind, props }])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  }
}

const NODES = [
  ['anyone', 'ExternalPrincipal', { type: 'any-aws-principal' }],
  ['partner', 'ExternalPrincipal', { type: 'account' }],
  ['class', 'AccessClass'],
  ['set', 'TargetSet'],
  ['secret', 'AwsSecret'],
] as const
const edits = aRule({ mend: [{ edits: ['CAN_READ'] }] })
const dataOf = (...edges: Parameters<typeof estate>[1]) =>
  mendingChanges(edits, ['secret'], estate(NODES, edges)).map(({ data }) => data)

describe('edits', () => {
  test('are those behind an edge from anyone into the resource', () => {
    expect(dataOf(['anyone', 'CAN_READ', 'secret', { provenance }])).toEqual([edit])
  })

  test('are found behind classes of principals and sets of targets too', () => {
    expect(
      dataOf(
        ['anyone', 'IN_ACCESS_CLASS', 'class', { provenance }],
        ['class', 'CAN_READ', 'set'],
        ['set', 'INCLUDES', 'secret'],
      ),
    ).toEqual([edit])
  })

  test('of a partner are none of anyone: what mends it is not known', () => {
    expect(() => dataOf(['partner', 'CAN_READ', 'secret', { provenance }])).toThrow(MendUnknownError)
  })

  test('without a provenance are not known', () => {
    expect(() => dataOf(['anyone', 'CAN_READ', 'secret'])).toThrow('no one edit closes')
  })
})

describe('close', () => {
  const rule = aRule({ parameters: { ports: [22] }, mend: [{ close: '$ports' }] })
  const ssh = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0'], groups: [], prefixLists: [] }
  const left = (...ingress: readonly Value[]): Value | undefined =>
    mendingChanges(rule, ['group'], estate([['group', 'AwsSecurityGroup', { ingress }]], []))[0]?.data.value

  test('takes the Internet out of a rule at the port, and the rule when nobody else is in it', () => {
    expect(left(ssh)).toEqual([])
    const shared = { ...ssh, cidrs: ['::/0', '10.0.0.0/8'] }
    expect(left(shared)).toEqual([{ ...ssh, cidrs: ['10.0.0.0/8'] }])
  })

  test('leaves other ports, other protocols and other sources', () => {
    const kept = [
      { ...ssh, fromPort: 443, toPort: 443 },
      { ...ssh, protocol: 'udp' },
      { ...ssh, cidrs: ['10.0.0.0/8'] },
    ]
    expect(left(...kept)).toEqual(kept)
  })

  test('closes what is open at every port', () => {
    expect(left({ ...ssh, protocol: 'all', fromPort: null, toPort: null })).toEqual([])
  })
})
