import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import { searchPaths } from '../../paths/search.ts'
import type { NodeRecord, Props, Snapshot } from '../../snapshot/records.ts'
import { AWS_ROLE } from './providers.ts'

const AWS = '111111111111'
const TENANT = 'aaaaaaaa-0000-0000-0000-000000000001'
const OBJECT = 'bbbbbbbb-0000-0000-0000-000000000002'
const POOL = 'projects/42/locations/global/workloadIdentityPools/outside'
const GITHUB = 'https://token.actions.githubusercontent.com'

const role = (name: string): string => `arn:aws:iam::${AWS}:role/${name}`
const set = (rest: string): string => `principalSet://iam.googleapis.com/${POOL}/${rest}`
const subject = (rest: string): string => `principal://iam.googleapis.com/${POOL}/subject/${rest}`
const ofRole = (name: string): string => set(`attribute.aws_role/arn:aws:sts::${AWS}:assumed-role/${name}`)

const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({ id, kind, props })
const fromAws: Props = { awsAccount: AWS, issuer: null }
const fromIssuer = (
  issuer: string,
  attributeMapping: Props = { 'google.subject': 'assertion.sub' },
): Props => ({
  awsAccount: null,
  issuer,
  attributeMapping,
})
/** A pool with one provider, whose identities a bucket lets read; two roles and a user of AWS; more. */
function estate(member: string, provider: Props, more: readonly NodeRecord[] = []): Snapshot {
  const aws = { provider: 'aws', account: AWS }
  const gcp = { provider: 'gcp', account: 'shop' }
  const nodes = [
    node(AWS, 'AwsAccount', aws),
    node(role('loader'), 'AwsIamRole', aws),
    node(role('batch/reports'), 'AwsIamRole', aws),
    node(`arn:aws:iam::${AWS}:user/ann`, 'AwsIamUser', aws),
    node('shop', 'GcpProject', { ...gcp, projectNumber: '42', iamPolicy: null }),
    node(`//iam.googleapis.com/${POOL}/providers/one`, 'GcpIdentityProvider', {
      ...gcp,
      disabled: false,
      conditioned: false,
      ...provider,
    }),
    node('//storage.googleapis.com/ledger', 'GcpBucket', {
      ...gcp,
      tags: ['classification=restricted'],
      iamPolicy: { bindings: [{ role: 'roles/storage.objectViewer', members: [member] }] },
    }),
    ...more,
  ]
  return deriveSnapshot({
    nodes: new Map(nodes.map((one) => [one.id, one])),
    relationships: new Map(),
    coverage: [],
  }).snapshot
}

/** Who comes into the pool, and by how much it is doubted. */
const admitted = (...given: Parameters<typeof estate>): string[] =>
  [...estate(...given).relationships.values()]
    .filter(({ kind, to }) => kind === 'CAN_FEDERATE' && to === given[0])
    .map(({ from, props }) => {
      const doubts = Array.isArray(props.conditions) ? props.conditions.length : 0
      return `${from.split(/[:/]/).at(-1)}${doubts === 0 ? '' : ' ?'}`
    })
    .sort()

describe('a pool that admits an AWS account', () => {
  test.each<[string, string, Props, readonly string[]]>([
    ['the role that the policy names', ofRole('loader'), {}, ['loader']],
    ['a role with a path by its name', ofRole('reports'), {}, ['reports']],
    ['a user by its ARN', subject(`arn:aws:iam::${AWS}:user/ann`), {}, ['ann']],
    ['everybody of the account to a policy for the pool', set('*'), {}, ['ann', 'loader', 'reports']],
    [
      'a role by a mapping like the one that applies without any',
      ofRole('loader'),
      { attributeMapping: { 'google.subject': 'assertion.arn', 'attribute.aws_role': AWS_ROLE } },
      ['loader'],
    ],
    [
      'everybody by the account',
      set(`attribute.account/${AWS}`),
      { attributeMapping: { 'google.subject': 'assertion.arn', 'attribute.account': 'assertion.account' } },
      ['ann', 'loader', 'reports'],
    ],
    [
      'a role in doubt where the policy names a session of it',
      subject(`arn:aws:sts::${AWS}:assumed-role/loader/nightly`),
      {},
      ['loader ?'],
    ],
    [
      'a role in doubt where a condition asks for more',
      ofRole('loader'),
      { conditioned: true },
      ['loader ?'],
    ],
  ])('admits %s', (_what, member, props, who) => {
    expect(admitted(member, { ...fromAws, ...props })).toEqual(who)
  })

  test.each<[string, string, Props]>([
    ['the policy names another role', ofRole('other'), {}],
    ['the provider is switched off', ofRole('loader'), { disabled: true }],
    ['it is not known whether it is switched on', ofRole('loader'), { disabled: null }],
    ['the provider admits another account', ofRole('loader'), { awsAccount: '222222222222' }],
    [
      'its mapping leaves the attribute out',
      ofRole('loader'),
      { attributeMapping: { 'google.subject': 'assertion.arn' } },
    ],
    ['the policy is for another pool', ofRole('loader').replace('/outside/', '/inside/'), {}],
  ])('admits nobody where %s', (_what, member, props) => {
    expect(admitted(member, { ...fromAws, ...props })).toEqual([])
  })
})

describe('a pool that admits tokens of an issuer', () => {
  const repositories = { 'google.subject': 'assertion.sub', 'attribute.repository': 'assertion.repository' }
  test.each<[string, string, Props, readonly string[]]>([
    [
      'a subject',
      subject('repo:acme/shop:ref:refs/heads/main'),
      fromIssuer(GITHUB),
      [`oidc:token.actions.githubusercontent.com:repo:acme/shop:ref:refs/heads/main`],
    ],
    [
      'a repository',
      set('attribute.repository/acme/shop'),
      fromIssuer(GITHUB, repositories),
      ['oidc:token.actions.githubusercontent.com:repo:acme/shop:*'],
    ],
    [
      'any repository, where nothing chooses among them',
      set('*'),
      fromIssuer(GITHUB),
      ['oidc:token.actions.githubusercontent.com:repo:*'],
    ],
  ])('admits %s', (_what, member, provider, who) => {
    const federating = [...estate(member, provider).relationships.values()].filter(
      ({ kind, to }) => kind === 'CAN_FEDERATE' && to === member,
    )
    expect(federating.map(({ from }) => from)).toEqual(who)
  })

  test.each<[string, string, Props]>([
    [
      'the subject is made of something else',
      subject('acme'),
      fromIssuer(GITHUB, { 'google.subject': 'assertion.actor' }),
    ],
    ['a condition chooses among all', set('*'), { ...fromIssuer(GITHUB), conditioned: true }],
    ['the provider is switched off', subject('x'), { ...fromIssuer(GITHUB), disabled: true }],
  ])('names nobody where %s', (_what, member, provider) => {
    expect(admitted(member, provider)).toEqual([])
  })
})

const titles = (snapshot: Snapshot, from: string, to: string) =>
  searchPaths(snapshot, { from, to, now: '2026-11-29T00:00:00Z' }).map(({ steps }) => steps.length)
const LEDGER = '//storage.googleapis.com/ledger'

describe('a path crosses', () => {
  test('from a role of AWS to a bucket of Google Cloud', () => {
    expect(titles(estate(ofRole('loader'), fromAws), role('loader'), LEDGER)).toEqual([2])
    expect(titles(estate(ofRole('loader'), fromAws), role('batch/reports'), LEDGER)).toEqual([])
  })

  test('from a service principal of Entra to a bucket of Google Cloud', () => {
    const entra = (props: Props) =>
      node(OBJECT, 'EntraServicePrincipal', { provider: 'azure', account: TENANT, ...props })
    const provider = fromIssuer(`https://sts.windows.net/${TENANT}/`)
    const to = (props: Props) => titles(estate(subject(OBJECT), provider, [entra(props)]), OBJECT, LEDGER)
    expect(to({})).toHaveLength(1)
    expect(to({ enabled: false })).toEqual([])
  })
})
