import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import { type ShortBinding, snapshotOf } from './estate.testkit.ts'
import type { Asker } from './estate.ts'
import { estateOf } from './estate-of.ts'
import { matches, matchesAny } from './match-member.ts'

const POOL = 'projects/42/locations/global/workloadIdentityPools/pool'
const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'

const estate = (project: readonly ShortBinding[] = []) =>
  estateOf(
    indexFacts(
      snapshotOf({
        nodes: {
          'organizations/1': {
            kind: 'GcpOrganization',
            props: { domain: 'example.com', customerId: 'C01' },
          },
          'organizations/2': { kind: 'GcpOrganization', props: { domain: 'other.com', customerId: 'C02' } },
          'organizations/3': { kind: 'GcpOrganization', props: { customerId: 'C03' } },
          'folders/1': { kind: 'GcpFolder', in: 'organizations/1' },
          project: {
            kind: 'GcpProject',
            in: 'folders/1',
            bindings: project,
            props: { projectNumber: '42' },
          },
          [ROBOT]: {
            kind: 'GcpServiceAccount',
            in: 'project',
            props: { email: 'robot@project.iam.gserviceaccount.com' },
          },
        },
        groups: { 'dev@example.com': ['user:ann@example.com'] },
      }),
    ),
  )
const user = (email: string): Asker => ({ id: `user:${email}`, member: { type: 'user', email } })
const ANN = user('ann@example.com')
const EVE = user('eve@other.com')
const ACCOUNT: Asker = {
  id: ROBOT,
  member: { type: 'serviceAccount', email: 'robot@project.iam.gserviceaccount.com' },
}
const DEV: Asker = { id: 'group:dev@example.com', member: { type: 'group', email: 'dev@example.com' } }
const PUBLIC: Asker = { id: 'Internet', member: { type: 'everyone' } }
const SIGNED_IN: Asker = { id: 'AnyGoogleAccount', member: { type: 'signed-in' } }
const subject = (attributes?: ReadonlyMap<string, string>): Asker => ({
  id: 'repo',
  member: { type: 'federated', pool: POOL, subject: 'repo' },
  ...(attributes && { attributes }),
})
const CLAIMS = new Map([['repository', 'acme']])
const attribute = (value: string, pool = POOL) =>
  `principalSet://iam.googleapis.com/${pool}/attribute.repository/${value}`
const below = (node: string) => `principalSet://cloudresourcemanager.googleapis.com/${node}`
const customer = (id: string) => `principalSet://goog/cloudIdentityCustomerId/${id}`

const rows: readonly (readonly [string, string, Asker, Tri])[] = [
  ['who has no account', 'allUsers', PUBLIC, YES],
  ['who has any account', 'allAuthenticatedUsers', SIGNED_IN, YES],
  ['a service account', 'allAuthenticatedUsers', ACCOUNT, YES],
  ['who has no account', 'allAuthenticatedUsers', PUBLIC, NO],
  ['an identity of a pool', 'allAuthenticatedUsers', subject(), NO],
  ['the user', 'user:ann@example.com', ANN, YES],
  ['a group of the address', 'user:dev@example.com', DEV, NO],
  ['another', 'user:ann@example.com', EVE, NO],
  ['the account', ROBOT, ACCOUNT, YES],
  ['the public', ROBOT, PUBLIC, NO],
  ['a member', 'group:dev@example.com', ANN, YES],
  ['the group', 'group:dev@example.com', DEV, YES],
  ['another group', 'group:ops@example.com', DEV, MAYBE],
  ['nobody in it', 'group:dev@example.com', EVE, NO],
  ['a user of the address', 'group:dev@example.com', user('dev@example.com'), NO],
  ['the public', 'group:unread@example.com', PUBLIC, NO],
  ['any account', 'group:unread@example.com', SIGNED_IN, NO],
  ['somebody', 'group:unread@example.com', ANN, MAYBE],
  ['a user of it', 'domain:example.com', ANN, YES],
  ['a group of it', 'domain:example.com', DEV, NO],
  ['the public', 'domain:example.com', PUBLIC, NO],
  ['the subject', `principal://iam.googleapis.com/${POOL}/subject/repo`, subject(), YES],
  ['another subject', `principal://iam.googleapis.com/${POOL}/subject/other`, subject(), NO],
  ['another pool', `principal://iam.googleapis.com/${POOL}2/subject/repo`, subject(), NO],
  ['a user', `principal://iam.googleapis.com/${POOL}/subject/repo`, ANN, NO],
  ['the claim', attribute('acme'), subject(CLAIMS), YES],
  ['another claim', attribute('other'), subject(CLAIMS), NO],
  ['claims without it', attribute('acme'), subject(new Map()), NO],
  ['claims that are not known', attribute('acme'), subject(), MAYBE],
  ['the claim in another pool', attribute('acme', `${POOL}2`), subject(CLAIMS), NO],
  ['a user', attribute('acme'), ANN, NO],
  ['all of the pool', `principalSet://iam.googleapis.com/${POOL}/*`, subject(), YES],
  ['its service account', below('projects/42'), ACCOUNT, YES],
  ['its service account, by name', below('projects/project'), ACCOUNT, YES],
  ['a service account below it', below('folders/1'), ACCOUNT, YES],
  ['a service account of another', below('folders/2'), ACCOUNT, NO],
  ['a project that is not known', below('projects/77'), ACCOUNT, NO],
  ['a user of its domain', below('organizations/1'), ANN, YES],
  ['a user of another domain', below('organizations/1'), EVE, NO],
  ['the public', below('organizations/1'), PUBLIC, NO],
  ['a user of its domain', customer('C01'), ANN, YES],
  ['a user of another domain', customer('C01'), EVE, NO],
  ['a user of another customer', customer('C02'), EVE, YES],
  ['a customer whose domain is not known', customer('C03'), ANN, MAYBE],
  ['a customer that is not known', customer('C09'), ANN, MAYBE],
  ['a service account', customer('C09'), ACCOUNT, NO],
  ['somebody', 'deleted:user:ann@example.com?uid=7', ANN, NO],
  ['somebody', 'what is this', ANN, MAYBE],
  ['the public', 'what is this', PUBLIC, NO],
  ['any account', 'what is this', SIGNED_IN, NO],
]

// https://cloud.google.com/iam/docs/principal-identifiers
test.each(rows.map(([what, text, asker, expected]) => [what, text, { asker, expected }] as const))(
  '%s, asked of %s',
  (_, text, { asker, expected }) => {
    expect(matches(text, asker, estate())).toBe(expected)
  },
)

test('one of several members is enough, and a sure one decides', () => {
  const any = (...members: readonly string[]) => matchesAny(members, ANN, estate())
  expect(any()).toBe(NO)
  expect(any('user:eve@other.com', 'user:ann@example.com', 'what is this')).toBe(YES)
  expect(any('what is this', 'user:eve@other.com')).toBe(MAYBE)
})

// https://cloud.google.com/storage/docs/access-control/iam#convenience-values
test('a convenience value asks for the basic role on the project, and for no other convenience value', () => {
  const holds = (project: readonly ShortBinding[], member = 'projectViewer:project') =>
    matches(member, ANN, estate(project))
  expect(holds([['viewer', ['user:ann@example.com']]])).toBe(YES)
  expect(
    holds([
      ['viewer', ['user:eve@other.com']],
      ['viewer', ['user:ann@example.com']],
    ]),
  ).toBe(YES)
  expect(holds([['editor', ['user:ann@example.com']]])).toBe(NO)
  expect(holds([['viewer', ['user:ann@example.com']]], 'projectViewer:nowhere')).toBe(NO)
  expect(holds([['viewer', ['projectViewer:project']]])).toBe(NO)
  expect(holds([['viewer', ['user:ann@example.com'], 'true']])).toBe(MAYBE)
  expect(holds([['viewer', ['user:eve@other.com'], 'true']])).toBe(NO)
})

describe('of many members', () => {
  const others = Array.from({ length: 9 }, (_, at) => `user:u${at}@example.com`)
  const robots = Array.from({ length: 9 }, (_, at) => `serviceAccount:r${at}@example.com`)
  test.each<[string, readonly string[], Asker, Tri]>([
    ['none is he', others, ANN, NO],
    ['one is he', [...others, 'user:ANN@example.com'], ANN, YES],
    ['one is the account', [...others, ROBOT], ACCOUNT, YES],
    ['an account of a user’s address is not he', [...robots, 'serviceAccount:ann@example.com'], ANN, NO],
    ['a group that he is in', [...others, 'group:dev@example.com'], ANN, YES],
    ['a group that was not read', ['group:unread@example.com', ...others], ANN, MAYBE],
    [
      'a group that was not read, and he',
      ['group:unread@example.com', ...others, 'user:ann@example.com'],
      ANN,
      YES,
    ],
    ['the group itself', [...robots, 'group:dev@example.com'], DEV, YES],
    ['accounts are no group', [...others, ...robots], DEV, NO],
    ['accounts are not anyone', [...others, ...robots], PUBLIC, NO],
    ['everybody', [...others, 'allUsers'], PUBLIC, YES],
  ])('%s', (_, members, asker, expected) => {
    expect(matchesAny(members, asker, estate())).toBe(expected)
    expect(matchesAny(members, asker, estate())).toBe(expected)
    expect(matchesAny([...members].reverse(), asker, estate())).toBe(expected)
  })
})
