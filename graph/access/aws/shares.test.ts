import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { derive, FOREIGN, HOME, OTHER } from './testkit.ts'

const SNAPSHOT = `arn:aws:ec2:eu-west-1:${HOME}:snapshot/snap-1`
const shared = (props: Props) =>
  derive({
    accounts: { [OTHER]: {} },
    identities: {},
    nodes: [{ id: SNAPSHOT, kind: 'AwsEbsSnapshot', props: { account: HOME, ...props } }],
  })

test('each share is ended by the list without it, and the others stay', () => {
  const { edges, nodes } = shared({ public: true, sharedWith: [OTHER, FOREIGN, HOME] })
  expect(edges.map(({ from, provenance }) => [from, provenance?.edit])).toEqual([
    ['AnyAwsPrincipal', { change: 'set', resource: SNAPSHOT, property: 'public', value: false }],
    [OTHER, { change: 'set', resource: SNAPSHOT, property: 'sharedWith', value: [FOREIGN, HOME] }],
    [
      `arn:aws:iam::${FOREIGN}:root`,
      { change: 'set', resource: SNAPSHOT, property: 'sharedWith', value: [OTHER, HOME] },
    ],
  ])
  expect(nodes.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['AnyAwsPrincipal', `arn:aws:iam::${FOREIGN}:root`]),
  )
})

test('what is public is on the Internet, and what is not is inside; of what was not collected neither is said', () => {
  const exposure = (props: Props) => shared(props).properties.get(SNAPSHOT)?.exposure
  expect(exposure({ public: true })).toBe('internet')
  expect(exposure({ public: false, sharedWith: [OTHER] })).toBe('internal')
  expect(exposure({ sharedWith: [] })).toBeUndefined()
})

test('the share list tells with whom', () => {
  const { edges } = shared({ public: false, sharedWith: [FOREIGN] })
  expect(edges.flatMap(({ kind, evidence }) => [kind, ...evidence])).toEqual([
    'CAN_COPY',
    { type: 'share-list', id: SNAPSHOT, detail: `shared with account ${FOREIGN}` },
  ])
})
