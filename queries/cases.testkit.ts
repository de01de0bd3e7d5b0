import type { Props } from '../graph/snapshot/records.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { endedPaths, youngerPaths } from './changed-paths.ts'
import { changesAfter } from './changes-after.ts'
import { changesOfSubjects } from './changes-of-subjects.ts'
import { countKinds } from './count-kinds.ts'
import { countIncoming, countOutgoing } from './count-neighbours.ts'
import { coverageLastRead } from './coverage-last-read.ts'
import { countExcepted, listExceptions } from './exceptions.ts'
import { findingsById } from './findings-by-id.ts'
import { findingsOfSubjects } from './findings-of-subjects.ts'
import { fixStatuses } from './fix-statuses.ts'
import { countByAccount, listAccounts } from './list-accounts.ts'
import { countChanges, listChanges } from './list-changes.ts'
import { countCoverage, listCoverage } from './list-coverage.ts'
import { countFindings, listFindings } from './list-findings.ts'
import { listIncoming, listOutgoing } from './list-neighbours.ts'
import { countPaths, listPaths } from './list-paths.ts'
import { countResources, listResources } from './list-resources.ts'
import { countScans, listScans, newestScans, scanBefore, scanById, scanBySequence } from './list-scans.ts'
import { listVulnerabilities } from './list-vulnerabilities.ts'
import { newestComplete } from './newest-complete.ts'
import { pathRisk, pathsByScan } from './path-risk.ts'
import { pathsById } from './paths-by-id.ts'
import { pathsFirstSeen } from './paths-first-seen.ts'
import { postureById, resultsOfRules, resultVersions } from './posture-records.ts'
import { type Query, runQuery } from './query.ts'
import { relationshipsBetween } from './relationships-between.ts'
import { resourcesById } from './resources-by-id.ts'
import { scopesBelow } from './scopes-below.ts'
import { searchAttackPaths, searchFindings, searchResources } from './search.ts'
import { ADMIN_ROLE, DEV, INSTANCE, POLICY, PROD, RULE_ID, VAULT, WEB_ROLE } from './testkit.ts'
import { turnedFindings } from './turned-findings.ts'
import { changedEdges, changedNodes } from './turned-over.ts'

/** One question to the fixture, and how many rows its answer has. */
export interface QueryCase {
  readonly name: string
  readonly rows: number
  run(store: GraphStore): Promise<readonly unknown[]>
}

function asking<P extends Props, R>(query: Query<P, R>, what: string, rows: number, params: P): QueryCase {
  return { name: `${query.name}: ${what}`, rows, run: (store) => runQuery(store, query, params) }
}

const RESOURCES = { search: null, kinds: null, accounts: null, classes: null, tags: null }
const PAGE = { afterName: null, afterId: null, limit: 100 }
const NEIGHBOURS = { kinds: null, neighbourKinds: null, after: null, limit: 100 }
const FINDINGS = {
  sequence: 1,
  rules: null,
  severities: null,
  statuses: null,
  accounts: null,
  services: null,
  frameworks: null,
  subject: null,
  exception: null,
  ruleKind: null,
  search: null,
  after: null,
  limit: 100,
}
const PATHS = {
  sequence: 1,
  severities: null,
  accounts: null,
  entry: null,
  target: null,
  techniques: null,
  through: null,
  search: null,
}
const PATH_PAGE = { ...PATHS, afterRank: null, afterId: null, limit: 10 }
const COVERAGE = { sequence: 1, states: null, accounts: null }
const CHANGES = {
  since: 1,
  until: 2,
  kinds: null,
  accounts: null,
  types: null,
  subject: null,
  after: null,
  limit: 100,
}
const FINDING_BASE = { sequence: 1, subject: null, exception: null, ruleKind: null, search: null }

/** Every query at least once, with its filters on and off; the fixture is two published scans. */
export const CASES: readonly QueryCase[] = [
  asking(fixStatuses, 'nobody said anything', 0, {}),
  asking(listExceptions, 'nobody made one', 0, {}),
  asking(countExcepted, 'a count in any case', 1, { exceptions: ['e1'] }),
  asking(resourcesById, 'two of three exist', 2, { ids: [VAULT, PROD, 'nope'] }),
  asking(listResources, 'a page', 3, { ...RESOURCES, ...PAGE, limit: 3 }),
  asking(listResources, 'the page after', 4, { ...RESOURCES, ...PAGE, afterName: 'vault', afterId: VAULT }),
  asking(listResources, 'text', 1, { ...RESOURCES, ...PAGE, search: 'vaul' }),
  asking(listResources, 'kind and account', 3, {
    ...RESOURCES,
    ...PAGE,
    kinds: ['AwsIamUser'],
    accounts: [DEV],
  }),
  asking(listResources, 'class', 2, { ...RESOURCES, ...PAGE, classes: ['Account'] }),
  asking(listResources, 'a tag', 1, { ...RESOURCES, ...PAGE, tags: [{ prefix: 'index=7', exact: true }] }),
  asking(listResources, 'a tag key', 39, {
    ...RESOURCES,
    ...PAGE,
    tags: [{ prefix: 'index=', exact: false }],
  }),
  asking(countResources, 'all', 1, RESOURCES),
  asking(countOutgoing, 'role and reader', 3, { ids: [WEB_ROLE, `arn:aws:iam::${DEV}:user/ann`] }),
  asking(countIncoming, 'vault and admin', 1, { ids: [VAULT, ADMIN_ROLE] }),
  asking(listOutgoing, 'of the role', 1, { ...NEIGHBOURS, id: WEB_ROLE }),
  asking(listIncoming, 'of the vault', 3, { ...NEIGHBOURS, id: VAULT }),
  asking(listIncoming, 'of another kind', 0, { ...NEIGHBOURS, id: VAULT, kinds: ['CAN_WRITE'] }),
  asking(listIncoming, 'the page after', 2, {
    ...NEIGHBOURS,
    id: VAULT,
    after: { kind: 'CAN_READ', name: 'ann', id: `arn:aws:iam::${DEV}:user/ann`, rid: '~' },
  }),
  asking(relationshipsBetween, 'through a class', 1, {
    ids: [`arn:aws:iam::${DEV}:user/ann`, VAULT],
    limit: 10,
  }),
  asking(countKinds, 'all', 7, {}),
  asking(listAccounts, 'AWS accounts', 2, { kinds: ['AwsAccount'] }),
  asking(listAccounts, 'of another kind', 0, { kinds: ['AwsOrganizationalUnit'] }),
  asking(countByAccount, 'all', 2, {}),
  asking(listScans, 'newest first', 2, { before: null, limit: 10 }),
  asking(listScans, 'before the second', 1, { before: 2, limit: 10 }),
  asking(countScans, 'all', 1, {}),
  asking(newestScans, 'published and complete', 1, {}),
  asking(scanById, 'one that is there', 1, { id: 'scan-1' }),
  asking(scanById, 'one that is not', 0, { id: 'nope' }),
  asking(scanBySequence, 'the first', 1, { sequence: 1 }),
  asking(scanBefore, 'the second', 1, { sequence: 2 }),
  asking(newestComplete, 'all', 2, { limit: 10 }),
  ...(['severity', 'firstSeen', 'rule', 'subject'] as const).flatMap((order) =>
    (['asc', 'desc'] as const).map((direction) =>
      asking(listFindings(order, direction), 'all', 22, FINDINGS),
    ),
  ),
  asking(listFindings('severity', 'desc'), 'by every filter', 1, {
    ...FINDINGS,
    rules: ['s3-public'],
    severities: ['critical'],
    statuses: ['fail'],
    accounts: [PROD],
    services: ['s3'],
    frameworks: ['cis-aws-5.0'],
    subject: VAULT,
    ruleKind: 'misconfiguration',
    search: 'public',
  }),
  asking(listFindings('severity', 'desc'), 'by a requirement', 22, {
    ...FINDINGS,
    frameworks: ['cis-aws-5.0:3.4'],
  }),
  asking(listFindings('severity', 'desc'), 'by another framework', 0, { ...FINDINGS, frameworks: ['cis'] }),
  asking(listFindings('severity', 'desc'), 'the page after', 20, {
    ...FINDINGS,
    after: { value: 3, rule: RULE_ID, id: 'f-open' },
  }),
  asking(countFindings, 'groups', 3, FINDING_BASE),
  asking(findingsById, 'one that is there', 1, { ids: ['f-vault', 'nope'], sequence: 1 }),
  asking(findingsById, 'gone in the second scan', 0, { ids: ['f-vault'], sequence: 2 }),
  asking(findingsOfSubjects, 'vault and a bucket', 2, {
    subjects: [VAULT, 'arn:aws:s3:::logs-000'],
    sequence: 1,
  }),
  asking(listPaths, 'all', 1, PATH_PAGE),
  asking(listPaths, 'by every filter', 1, {
    ...PATH_PAGE,
    severities: ['critical'],
    accounts: [PROD],
    entry: 'Internet',
    target: PROD,
    techniques: ['sts-001', 'other'],
    through: INSTANCE,
    search: 'administrator',
  }),
  asking(listPaths, 'through something else', 0, { ...PATH_PAGE, through: POLICY }),
  asking(countPaths, 'by severity', 1, PATHS),
  asking(pathsFirstSeen, 'none of that id', 0, { ids: ['nope'] }),
  asking(pathsById, 'none of that id', 0, { ids: ['nope'], sequence: 1 }),
  asking(youngerPaths, 'none opened', 0, { since: 1, until: 2 }),
  asking(endedPaths, 'one closed', 1, { since: 1, until: 2 }),
  asking(pathRisk, 'one account', 1, { sequence: 1 }),
  asking(pathsByScan, 'the first scan has one', 1, { sequences: [1, 2], account: null }),
  asking(pathsByScan, 'none in the other account', 0, { sequences: [1, 2], account: DEV }),
  asking(listCoverage, 'all', 2, { ...COVERAGE, afterRead: null, afterId: null, limit: 10 }),
  asking(listCoverage, 'denied', 1, {
    ...COVERAGE,
    states: ['DENIED'],
    afterRead: null,
    afterId: null,
    limit: 10,
  }),
  asking(countCoverage, 'by state', 2, COVERAGE),
  asking(coverageLastRead, 'only what was read', 1, {
    ids: [`aws/${PROD}/eu-west-1/s3`, `aws/${PROD}/eu-west-1/kms`],
    sequence: 1,
  }),
  asking(listChanges, 'all', 4, CHANGES),
  asking(listChanges, 'removed buckets', 1, { ...CHANGES, kinds: ['AwsS3Bucket'], types: ['removed'] }),
  asking(listChanges, 'of the role', 1, { ...CHANGES, subject: WEB_ROLE }),
  asking(listChanges, 'the page after', 1, {
    ...CHANGES,
    after: { sequence: 2, type: 'node', kind: 'AwsS3Bucket', id: '~' },
  }),
  asking(countChanges, 'by kind and type', 4, { since: 1, until: 2, subject: null }),
  asking(changesAfter, 'the first scan', 4, { sequence: 1 }),
  asking(changesAfter, 'the second scan', 0, { sequence: 2 }),
  asking(changesOfSubjects, 'of the role', 1, { ids: [WEB_ROLE], since: 1, until: 2, limit: 10 }),
  asking(changedEdges, 'an attack edge', 1, { kinds: ['CAN_ASSUME', 'STEALS_METADATA'], since: 1, until: 2 }),
  asking(changedEdges, 'none of that kind', 0, { kinds: ['CAN_COPY'], since: 1, until: 2 }),
  asking(changedNodes, 'the vault', 1, { ids: [VAULT, INSTANCE], since: 1, until: 2 }),
  asking(postureById, 'one rule of two', 1, { ids: [`rule:${RULE_ID}`, 'nope'], sequence: 1 }),
  asking(resultVersions, 'one version lives through both scans', 1, { from: 1 }),
  asking(listVulnerabilities, 'a scanner found none', 0, { accounts: null, severities: null, limit: 10 }),
  asking(listVulnerabilities, 'of an account and severity', 0, {
    accounts: [PROD],
    severities: ['critical'],
    limit: 10,
  }),
  asking(scopesBelow, 'an account has no account below', 0, { ids: [PROD] }),
  asking(turnedFindings, 'the first scan brought them, the second ended them', 22, { since: 1, until: 2 }),
  asking(resultsOfRules, 'one rule', 1, { sequence: 1 }),
  asking(searchResources, 'the best match first', 1, { text: 'vault', limit: 5 }),
  asking(searchResources, 'an id pasted whole', 1, { text: VAULT, limit: 5 }),
  asking(searchFindings, 'by title', 1, { text: 'public', sequence: 1, limit: 5 }),
  asking(searchAttackPaths, 'by title', 1, { text: 'administrator', sequence: 1, limit: 5 }),
]
