import { expect, test } from 'vitest'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import { ChangeError } from './change.ts'
import { applyChanges, readChange } from './index.ts'

const PROJECT = 'shop-prod'
const binding = (role: string) => ({ role, members: ['user:ann@example.com'] })
const bindings = [binding('roles/viewer'), binding('roles/editor'), binding('roles/owner')]
const facts: Snapshot = {
  nodes: new Map([
    [PROJECT, { id: PROJECT, kind: 'GcpProject', props: { name: 'Shop', iamPolicy: { bindings } } }],
  ]),
  relationships: new Map(),
  coverage: [],
}

const after = (...places: readonly number[]) =>
  applyChanges(
    facts,
    places.map((statement) => readChange({ change: 'remove-binding', on: PROJECT, statement })),
  ).nodes.get(PROJECT)?.props.iamPolicy

test('the binding goes, and the others stay', () => {
  expect(after(1)).toEqual({ bindings: [bindings[0], bindings[2]] })
})

test('bindings are counted in the policy as it was', () => {
  expect(after(0, 2)).toEqual({ bindings: [bindings[1]] })
})

test('a binding that is not there is refused', () => {
  expect(() => after(3)).toThrow(ChangeError)
})

const instructionsFor = (
  kind: string,
  id: string,
  members: readonly string[],
  more: { readonly condition?: Props } = {},
) => {
  const props = {
    name: 'Shop',
    iamPolicy: { bindings: [{ role: 'roles/owner', members: [...members], ...more }] },
  }
  return readChange({ change: 'remove-binding', on: id, statement: 0 }).instructions(() => ({
    id,
    kind,
    props,
  }))
}

const ANN = 'user:ann@example.com'

test('people are told which role to take away from whom', () => {
  const titleFor = (...members: readonly string[]) => instructionsFor('GcpProject', PROJECT, members).title
  expect(titleFor(ANN)).toBe('Take roles/owner on Shop away from ann@example.com')
  expect(titleFor(ANN, 'group:ops@example.com', 'domain:example.com')).toBe(
    'Take roles/owner on Shop away from ann@example.com and 2 more',
  )
  expect(titleFor('allUsers')).toBe('Take roles/owner on Shop away from everyone on the Internet')
})

test('there is a command a member', () => {
  expect(instructionsFor('GcpProject', PROJECT, [ANN, 'allUsers']).cli).toBe(
    `gcloud projects remove-iam-policy-binding shop-prod --role=roles/owner --member='${ANN}'
gcloud projects remove-iam-policy-binding shop-prod --role=roles/owner --member='allUsers'`,
  )
})

test.each([
  ['GcpBucket', '//storage.googleapis.com/ledger', 'storage buckets remove-iam-policy-binding gs://ledger '],
  [
    'GcpServiceAccount',
    'serviceAccount:robot@shop-prod.iam.gserviceaccount.com',
    'iam service-accounts remove-iam-policy-binding robot@shop-prod.iam.gserviceaccount.com ',
  ],
  ['GcpFolder', 'folders/7', 'resource-manager folders remove-iam-policy-binding 7 '],
  [
    'GcpRunService',
    '//run.googleapis.com/projects/shop-prod/locations/europe-west4/services/web',
    'run services remove-iam-policy-binding web --region=europe-west4 --project=shop-prod ',
  ],
  [
    'GcpCryptoKey',
    '//cloudkms.googleapis.com/projects/shop-prod/locations/global/keyRings/ring/cryptoKeys/key',
    'kms keys remove-iam-policy-binding key --keyring=ring --location=global --project=shop-prod ',
  ],
])('the command is that of %s', (kind, id, command) => {
  expect(instructionsFor(kind, id, [ANN]).cli).toBe(`gcloud ${command}--role=roles/owner --member='${ANN}'`)
})

test('access to a dataset is revoked in SQL', () => {
  const id = '//bigquery.googleapis.com/projects/shop-prod/datasets/orders'
  expect(instructionsFor('GcpBigQueryDataset', id, [ANN, 'allAuthenticatedUsers']).cli).toBe(
    `bq query --use_legacy_sql=false 'REVOKE \`roles/owner\` ON SCHEMA \`shop-prod.orders\` FROM "${ANN}", "specialGroup:allAuthenticatedUsers"'`,
  )
})

test('a binding under a condition is named with it', () => {
  const condition = { title: 'office', expression: "request.host == 'a,b'" }
  expect(instructionsFor('GcpProject', PROJECT, [ANN], { condition }).cli).toContain(
    ` --condition='^~^expression=request.host == '"'"'a,b'"'"'~title=office'`,
  )
})

test('a resource without a command of its own is told in words', () => {
  expect(instructionsFor('GcpTaskQueue', '//cloudtasks.googleapis.com/queue', [ANN]).cli).toMatch(/^# take/)
})
