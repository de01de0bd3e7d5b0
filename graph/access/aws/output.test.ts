import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, HOME, policy, user } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::data'
const GET = 's3:GetObject'
const READ = policy(allow(GET, `${BUCKET}/*`))
const [ANN, BOB, CID, DAN] = ['ann', 'bob', 'cid', 'dan'].map((name) => user(name))
const people = (names: readonly (string | undefined)[], document: Props = READ) =>
  Object.fromEntries(names.map((name) => [name ?? '', { policies: [document] }]))
const classesIn = (names: readonly (string | undefined)[]) => {
  const { nodes, facts = [], edges } = derive({ identities: people(names), buckets: { data: {} } })
  return { classes: nodes.filter(({ kind }) => kind === 'AccessClass'), facts, edges }
}

describe('those who may do the same', () => {
  test('are one class, by the names of three and the action', () => {
    const { classes, edges } = classesIn([ANN, BOB, CID, DAN])
    expect(classes).toEqual([
      {
        id: expect.stringMatching(`^${HOME}#access-class/${GET}/[0-9a-f]{12}$`),
        kind: 'AccessClass',
        props: { name: `ann, bob, cid and 1 more: ${GET}`, provider: 'aws', account: HOME, members: 4 },
      },
    ])
    expect(edges.map(({ from, to }) => [from, to])).toEqual([[classes[0]?.id, BUCKET]])
    expect(classesIn([ANN, BOB, CID]).classes[0]?.props.name).toBe(`ann, bob, cid: ${GET}`)
  })

  test('are told each with the statement by which he is in it', () => {
    const { facts, classes } = classesIn([ANN, BOB])
    expect(facts).toEqual(
      [ANN, BOB].map((from) => {
        const id = `${from}#inline/p0`
        return {
          from,
          kind: 'IN_ACCESS_CLASS',
          to: classes[0]?.id,
          props: {
            evidence: [{ type: 'policy', id, statement: 0, detail: 'Allow: s3:getobject' }],
            provenance: {
              id,
              type: 'policy',
              edit: { change: 'remove-statement', policy: id, statement: 0 },
            },
          },
        }
      }),
    )
  })

  test('are no class where there is one', () => {
    const { classes, facts, edges } = classesIn([ANN])
    expect({ classes, facts }).toEqual({ classes: [], facts: [] })
    expect(edges.map(({ from }) => from)).toEqual([ANN])
  })

  test('by one statement of their group have it told on the edge too', () => {
    const group = `arn:aws:iam::${HOME}:group/readers`
    const { edges } = derive({
      identities: { [ANN ?? '']: { groups: [group] }, [BOB ?? '']: { groups: [group] } },
      groups: { [group]: [READ] },
      buckets: { data: {} },
    })
    const id = `${group}#inline/p0`
    expect(edges).toMatchObject([
      {
        evidence: [{ type: 'policy', id, statement: 0 }],
        provenance: { edit: { change: 'remove-statement', policy: id, statement: 0 } },
      },
    ])
  })

  test('by statements of their own have none of them on the edge', () => {
    expect(classesIn([ANN, BOB]).edges).toMatchObject([{ evidence: [], provenance: null }])
  })
})

test('a grant to everyone is one class of the account, and its statement stays on the edge', () => {
  const document = policy({ ...allow(GET, `${BUCKET}/*`), Principal: '*' })
  const { nodes, edges } = derive({
    identities: people([ANN, BOB], policy(allow('ec2:*'))),
    buckets: { data: { policy: document } },
  })
  const id = `${HOME}#access-class/everyone`
  expect(nodes).toContainEqual({
    id,
    kind: 'AccessClass',
    props: { name: `everyone in ${HOME}`, provider: 'aws', account: HOME, members: 2 },
  })
  expect(edges.filter(({ from }) => from === id)).toMatchObject([
    {
      evidence: [{ type: 'resource-policy', id: `${BUCKET}#policy`, statement: 0 }],
      provenance: { id: `${BUCKET}#policy` },
    },
  ])
})

test('who differs in another action is of one class for this one, who differs in this one is not', () => {
  const classes = (one: Props, other: Props) =>
    derive({
      identities: { [ANN ?? '']: { policies: [one] }, [BOB ?? '']: { policies: [other] } },
      buckets: { data: {} },
    }).nodes.filter(({ kind, props }) => kind === 'AccessClass' && String(props.name).endsWith(GET)).length
  const read = allow(GET, `${BUCKET}/*`)
  expect(classes(policy(read, allow('ec2:*')), policy(read, allow('sqs:*')))).toBe(1)
  expect(classes(policy(read), policy(allow(GET, `${BUCKET}/logs/*`)))).toBe(0)
  const limited = { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }
  expect(classes(policy(read), policy({ ...read, ...limited }))).toBe(0)
  expect(classes(policy(allow(GET)), policy(allow('s3:*'), read))).toBe(1)
  expect(classes(policy(read), policy({ Effect: 'Allow', Action: GET, NotResource: `${BUCKET}/*` }))).toBe(0)
})
