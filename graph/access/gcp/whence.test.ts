import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { MAYBE, NO, YES } from '../tri.ts'
import { type ShortBinding, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { memberOf } from './match-member.ts'
import { comesFrom, placeOf } from './whence.ts'

const ANN = 'user:ann@example.com'
const estate = (bindings: readonly ShortBinding[] = []) =>
  estateOf(
    indexFacts(
      snapshotOf({
        nodes: {
          org: { kind: 'GcpOrganization' },
          shop: { kind: 'GcpProject', in: 'org', props: { projectNumber: '42' }, bindings },
          other: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
        },
      }),
    ),
  )
const from = (who: string, bindings: readonly ShortBinding[] = []) => {
  const member = memberOf(who)
  if (member.type !== 'user' && member.type !== 'serviceAccount' && member.type !== 'federated')
    throw new Error(`${who} does not ask`)
  return comesFrom(estate(bindings), { id: who, member }, new Set(['shop']))
}
const account = (email: string) => from(`serviceAccount:${email}`)

test('a project is named by its number, and another place by its name', () => {
  expect(placeOf(estate(), 'projects/42')).toBe('shop')
  expect(placeOf(estate(), 'projects/99')).toBe('projects/99')
  expect(placeOf(estate(), '//compute.googleapis.com/projects/shop/global/networks/n')).toMatch(
    /networks\/n$/,
  )
})

/** https://cloud.google.com/iam/docs/service-account-types */
test.each([
  ['of the project', 'robot@shop.iam.gserviceaccount.com', MAYBE],
  ['of another project', 'robot@other.iam.gserviceaccount.com', NO],
  ['of App Engine', 'shop@appspot.gserviceaccount.com', MAYBE],
  ['of Compute Engine', '42-compute@developer.gserviceaccount.com', MAYBE],
  ['of Compute Engine elsewhere', '43-compute@developer.gserviceaccount.com', NO],
  ['of an agent', 'service-42@gcp-sa-logging.iam.gserviceaccount.com', MAYBE],
  ['of an agent elsewhere', 'service-43@gcp-sa-logging.iam.gserviceaccount.com', NO],
  ['of no project that its address tells', 'robot@elsewhere.example.com', NO],
])('a service account %s may ask from there', (_, email, expected) => {
  expect(account(email)).toBe(expected)
})

/** https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity */
test('pods ask from the project of their cluster', () => {
  expect(from('serviceAccount:shop.svc.id.goog[ns/pod]')).toBe(YES)
  expect(from('serviceAccount:other.svc.id.goog[ns/pod]')).toBe(NO)
  const pods = (project: string) =>
    `principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/${project}.svc.id.goog/subject/ns/n/sa/s`
  expect(from(pods('shop'))).toBe(YES)
  expect(from(pods('other'))).toBe(NO)
})

test('people ask from the Internet, unless they may get to a shell inside, by a role or by one that is not known', () => {
  expect(from(ANN)).toBe(NO)
  expect(from(ANN, [['storage.objectViewer', [ANN]]])).toBe(NO)
  expect(from(ANN, [['compute.osLogin', [ANN]]])).toBe(MAYBE)
  expect(from(ANN, [['compute.osLogin', ['user:bob@example.com']]])).toBe(NO)
  expect(from(ANN, [['x/unread', [ANN]]])).toBe(MAYBE)
})
