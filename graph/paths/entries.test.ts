import { expect, test } from 'vitest'
import type { Props } from '../snapshot/records.ts'
import { entryPoints } from './entries.ts'
import { buildAttackGraph } from './graph.ts'
import { decodeGraph, encodeGraph } from './saved-graph.ts'

const NOW = '2026-11-20T00:00:00Z'
const OLD = '2026-01-01T00:00:00Z'
const NEW = '2026-11-01T00:00:00Z'
const NEVER = '9999-12-31T23:59:59Z'

type Node = readonly [id: string, kind: string, props: Props]

function graphOf(nodes: readonly Node[]) {
  return buildAttackGraph({
    nodes: new Map(nodes.map(([id, kind, props]) => [id, { id, kind, props }])),
    relationships: new Map(),
    coverage: [],
  })
}
const startsOf = (...nodes: readonly Node[]) =>
  entryPoints(graphOf(nodes), { now: NOW }).map(({ id, reason }) => `${id}: ${reason}`)

const user = (props: Props): Node => ['ann', 'AwsIamUser', props]
const person = (props: Props): Node => ['ann', 'EntraUser', { enabled: true, userType: 'Member', ...props }]
const secret = (startsAt: string, endsAt: string) => ({ type: 'secret', id: '1', startsAt, endsAt })
const application = (props: Props, principal: Props = {}): readonly Node[] => [
  ['app', 'EntraApplication', { appId: 'a', ...props }],
  ['sp', 'EntraServicePrincipal', { appId: 'a', enabled: true, ...principal }],
]
const ROBOT = 'robot@p.iam.gserviceaccount.com'
const accountKey = (props: Props): readonly Node[] => [
  [`serviceAccount:${ROBOT}`, 'GcpServiceAccount', {}],
  [
    `//iam.googleapis.com/projects/p/serviceAccounts/${ROBOT}/keys/1`,
    'GcpServiceAccountKey',
    { keyType: 'USER_MANAGED', validAfter: OLD, validBefore: NEVER, ...props },
  ],
]

test.each<[string, readonly Node[], readonly string[]]>([
  [
    'a password without MFA',
    [user({ consoleAccess: true, mfaEnabled: false })],
    ['ann: password without MFA'],
  ],
  ['a password with MFA', [user({ consoleAccess: true, mfaEnabled: true })], []],
  ['a password whose MFA is not known', [user({ consoleAccess: true })], []],
  [
    'an old access key',
    [user({ activeAccessKeys: 1, oldestActiveKeyCreatedAt: OLD })],
    ['ann: access key 323 days old'],
  ],
  ['a young access key', [user({ activeAccessKeys: 1, oldestActiveKeyCreatedAt: NEW })], []],
  ['a key that is switched off', [user({ activeAccessKeys: 0, oldestActiveKeyCreatedAt: OLD })], []],
  ['a member without a method of MFA', [person({ mfaCapable: false })], ['ann: no method of MFA registered']],
  ['a member with one', [person({ mfaCapable: true })], []],
  ['a member whose methods were not read', [person({})], []],
  ['a member who may not sign in', [person({ mfaCapable: false, enabled: false })], []],
  ['a guest', [person({ userType: 'Guest', mfaCapable: true })], ['ann: a guest from another directory']],
  [
    'an old client secret',
    application({ credentials: [secret(OLD, NEVER)] }),
    ['sp: client secret 323 days old'],
  ],
  ['a young client secret', application({ credentials: [secret(NEW, NEVER)] }), []],
  ['a client secret that is over', application({ credentials: [secret(OLD, NEW)] }), []],
  ['a certificate', application({ credentials: [{ ...secret(OLD, NEVER), type: 'certificate' }] }), []],
  [
    'a secret of an application that is switched off',
    application({ credentials: [secret(OLD, NEVER)] }, { enabled: false }),
    [],
  ],
  [
    'an old key of a service account',
    accountKey({}),
    [`serviceAccount:${ROBOT}: service account key 323 days old`],
  ],
  ['a young key of a service account', accountKey({ validAfter: NEW }), []],
  ['a key that Google keeps', accountKey({ keyType: 'SYSTEM_MANAGED' }), []],
  ['a key that is refused', accountKey({ disabled: true }), []],
  ['a key that is over', accountKey({ validBefore: NEW }), []],
])('%s', (_what, nodes, starts) => {
  expect(startsOf(...nodes)).toEqual(starts)
})

test('a graph that was saved starts where the one it was saved from does', () => {
  const graph = graphOf(application({ credentials: [secret(OLD, NEVER)] }))
  const saved = decodeGraph(Buffer.concat(encodeGraph(graph, 'k')), 'k')
  expect(saved && entryPoints(saved, { now: NOW })).toEqual(entryPoints(graph, { now: NOW }))
})
