import { toRelationship } from '../graph/attack.ts'
import { searchPaths } from '../graph/paths/search.ts'
import {
  type CoverageEntry,
  type NodeRecord,
  type Props,
  partitionKey,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'

export const PROD = '111111111111'
export const DEV = '222222222222'
const arn = (account: string, rest: string): string => `arn:aws:iam::${account}:${rest}`

/** A small estate: the Internet -> web-1 -> web-role -> administrator of prod, and some ordinary things around it. */
export const INSTANCE = `arn:aws:ec2:eu-west-1:${PROD}:instance/i-1`
export const WEB_ROLE = arn(PROD, 'role/web-role')
export const ADMIN_ROLE = arn(PROD, 'role/admin')
export const POLICY = arn(PROD, 'policy/web')
export const VAULT = 'arn:aws:s3:::vault'

const READERS = ['ann', 'bob', 'cem'].map((name) => arn(DEV, `user/${name}`))
const ACCESS_CLASS = 'access-class:readers'
const TARGET_SET = `${DEV}#target-set/helpers`
const HELPERS = ['helper-1', 'helper-2'].map((name) => arn(DEV, `role/${name}`))

export const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({
  id,
  kind,
  props: { name: id.split(/[/:]/).at(-1) ?? id, ...props },
})

const edge = (from: string, kind: string, to: string, likelihood: number, extra: Partial<Edge> = {}) =>
  toRelationship({
    from,
    kind,
    to,
    technique: null,
    attack: [],
    likelihood,
    conditions: [],
    evidence: [],
    provenance: null,
    ...extra,
  })
type Edge = Parameters<typeof toRelationship>[0]

const bucket = (at: number): NodeRecord =>
  node(`arn:aws:s3:::logs-${String(at).padStart(3, '0')}`, 'AwsS3Bucket', {
    provider: 'aws',
    account: at % 2 === 0 ? PROD : DEV,
    region: 'eu-west-1',
    tags: [`index=${at}`, 'team=core'],
    policy: at % 3 === 0 ? null : { Version: '2012-10-17', Statement: [] },
  })

export const BUCKETS = 40

export function estate(extra: { nodes?: NodeRecord[]; relationships?: RelationshipRecord[] } = {}): Snapshot {
  const nodes = [
    node('Internet', 'Internet'),
    node(PROD, 'AwsAccount', { name: 'prod', provider: 'aws', account: PROD }),
    node(DEV, 'AwsAccount', { name: 'dev', provider: 'aws', account: DEV }),
    node(INSTANCE, 'AwsEc2Instance', {
      name: 'web-1',
      account: PROD,
      region: 'eu-west-1',
      exposure: 'internet',
    }),
    node(WEB_ROLE, 'AwsIamRole', { account: PROD, trustPolicy: { Version: '2012-10-17' } }),
    node(ADMIN_ROLE, 'AwsIamRole', { account: PROD, isAdmin: true }),
    node(POLICY, 'AwsIamPolicy', { account: PROD, document: { Statement: [{ Effect: 'Allow' }] } }),
    node(VAULT, 'AwsS3Bucket', {
      account: PROD,
      sensitivity: 'critical',
      tags: ['classification=confidential'],
    }),
    node(ACCESS_CLASS, 'AccessClass'),
    node(TARGET_SET, 'TargetSet'),
    ...HELPERS.map((id) => node(id, 'AwsIamRole', { account: DEV })),
    ...READERS.map((id) => node(id, 'AwsIamUser', { account: DEV, mfaEnabled: true })),
    ...Array.from({ length: BUCKETS }, (_, at) => bucket(at)),
    ...(extra.nodes ?? []),
  ]
  const relationships: RelationshipRecord[] = [
    edge('Internet', 'CAN_REACH', INSTANCE, 0.9, { extra: { ports: ['tcp/443'] } }),
    edge(INSTANCE, 'STEALS_METADATA', WEB_ROLE, 0.8, { technique: 'ec2-001', attack: ['T1552.005'] }),
    edge(WEB_ROLE, 'CAN_ASSUME', ADMIN_ROLE, 0.95, {
      technique: 'sts-001',
      conditions: [{ key: 'aws:SourceIp', state: 'unknown', detail: 'source address not known' }],
      evidence: [{ type: 'policy', id: POLICY, statement: 0, detail: 'allows sts:AssumeRole' }],
      provenance: {
        id: POLICY,
        type: 'policy',
        edit: { change: 'remove-statement', policy: POLICY, statement: 0 },
      },
    }),
    edge(ADMIN_ROLE, 'ADMIN_OF', PROD, 1),
    { from: WEB_ROLE, kind: 'HAS_POLICY', to: POLICY, props: { attachment: 'attached' } },
    ...READERS.map((from) => ({ from, kind: 'IN_ACCESS_CLASS', to: ACCESS_CLASS, props: {} })),
    edge(ACCESS_CLASS, 'CAN_READ', VAULT, 0.95),
    edge(ACCESS_CLASS, 'CAN_ASSUME', TARGET_SET, 0.95),
    ...HELPERS.map((to) => ({ from: TARGET_SET, kind: 'INCLUDES', to, props: {} })),
    ...(extra.relationships ?? []),
  ]
  return {
    nodes: new Map(nodes.map((record) => [record.id, record])),
    relationships: new Map(relationships.map((record) => [relationshipId(record), record])),
    coverage: COVERAGE,
  }
}

const COVERAGE: readonly CoverageEntry[] = [
  partition('s3', 'OK', null),
  partition('kms', 'DENIED', 'kms:ListKeys was denied'),
]

function partition(service: string, state: CoverageEntry['state'], reason: string | null): CoverageEntry {
  const at = '2026-11-01T00:00:00Z'
  return { provider: 'aws', account: PROD, region: 'eu-west-1', service, state, reason, at, missing: [] }
}

/** The rule that the fixture's findings are of. */
export const RULE_ID = 's3-logging-off'

/** A finding as the pipeline stores it. */
export function finding(subject: string, override: Props = {}): Props {
  return {
    id: `${RULE_ID}:${subject}`,
    rule: RULE_ID,
    ruleKind: 'misconfiguration',
    title: 'Bucket without access logging',
    severity: 'low',
    severityRank: 1,
    service: 's3',
    status: 'fail',
    subject,
    subjectName: subject.split(':').at(-1) ?? subject,
    subjectKind: 'AwsS3Bucket',
    account: PROD,
    firstSeen: '2026-11-01T00:00:00Z',
    lastSeen: '2026-11-01T00:00:00Z',
    frameworks: ['cis-aws-5.0:3.4'],
    detail: 'logging is off',
    ...override,
  }
}

/** Findings on every second bucket, one critical finding on the vault, one that could not be evaluated. */
const FINDINGS: readonly Props[] = [
  ...Array.from({ length: BUCKETS }, (_, at) => bucket(at).id)
    .filter((_, at) => at % 2 === 0)
    .map((id) => finding(id)),
  finding(VAULT, {
    id: 'f-vault',
    severity: 'critical',
    severityRank: 4,
    rule: 's3-public',
    title: 'Public bucket',
  }),
  finding(DEV, { id: 'f-open', status: 'not-evaluated', account: DEV, severity: 'high', severityRank: 3 }),
]

let published = 0

/** Publishes an estate with its paths, findings, coverage and posture. */
export async function publishEstate(
  store: GraphStore,
  snapshot: Snapshot,
  options: { id?: string; findings?: readonly Props[]; complete?: boolean } = {},
): Promise<Scan> {
  const startedAt = '2026-11-20T12:00:00.000Z'
  const token = await store.writeToken()
  const scan = { id: options.id ?? `scan-${++published}`, startedAt, source: 'test' }
  const result = await store.publish({ scan, snapshot, token })
  await store.keep(
    result.scan,
    'Coverage',
    snapshot.coverage.map((entry) => ({ ...plain(entry), id: partitionKey(entry) })),
  )
  const paths = searchPaths(snapshot, { now: startedAt })
  const records = paths.map((path, rank) => ({
    ...plain(path),
    rank,
    hops: path.steps.length,
    through: [...new Set(path.steps.flatMap((step) => [step.from, step.to]))],
    account: path.target === PROD ? PROD : '',
    entryKind: 'Internet',
    targetKind: snapshot.nodes.get(path.target)?.kind ?? '',
  }))
  await store.keep(result.scan, 'AttackPath', records)
  await store.keep(result.scan, 'Finding', options.findings ?? FINDINGS)
  await store.keep(result.scan, 'Posture', [POSTURE])
  if (options.complete !== false) await store.completeScan(result.scan)
  return result.scan
}

const POSTURE: Props = {
  id: `rule:${RULE_ID}`,
  score: 50,
  failing: 20,
  passing: 20,
  notEvaluated: 1,
  excepted: 0,
  severities: { critical: 0, high: 0, medium: 0, low: 20, info: 0 },
  results: [
    {
      rule: RULE_ID,
      account: PROD,
      severity: 'low',
      pass: 20,
      fail: 20,
      notEvaluated: 1,
      excepted: 0,
      reason: null,
    },
  ],
}

const plain = (record: object): Props => JSON.parse(JSON.stringify(record))
