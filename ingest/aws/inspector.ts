import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId } from '../collector.ts'
import { regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { regionRecords } from './region-node.ts'
import { listOf, textOrNone } from './shapes.ts'
import { addImage, type Found, relateVulnerabilities } from './vulnerabilities.ts'

const STATUS = 'inspector2 batch-get-account-status'
const FINDINGS = 'inspector2 list-findings'
const DETAILS = 'inspector2 batch-get-finding-details'

const state = z.object({ status: textOrNone }).nullish()
const statusAnswer = z.object({
  accounts: listOf(
    z.object({ resourceState: z.object({ ec2: state, ecr: state, lambda: state }).nullish() }),
  ),
})

const resource = z.object({
  type: z.string(),
  id: z.string(),
  region: textOrNone,
  details: z
    .object({ awsEcrContainerImage: z.object({ imageTags: listOf(z.string()) }).nullish() })
    .nullish(),
})
type Resource = z.output<typeof resource>

const findingList = z.object({
  findings: listOf(
    z.object({
      findingArn: z.string(),
      awsAccountId: z.string(),
      type: textOrNone,
      status: textOrNone,
      severity: textOrNone,
      exploitAvailable: textOrNone,
      fixAvailable: textOrNone,
      epss: z.object({ score: z.number().nullish() }).nullish(),
      packageVulnerabilityDetails: z
        .object({
          vulnerabilityId: z.string(),
          cvss: listOf(z.object({ baseScore: z.number().nullish(), scoringVector: textOrNone })),
          vulnerablePackages: listOf(z.object({ name: z.string(), version: textOrNone })),
        })
        .nullish(),
      resources: listOf(resource),
    }),
  ),
})
type Finding = z.output<typeof findingList>['findings'][number]

const detailList = z.object({
  findingDetails: listOf(z.object({ findingArn: textOrNone, cisaData: z.object({}).nullish() })),
})

/**
 * Vulnerabilities of packages on instances, in images and in functions that are there now: what was fixed is closed, and
 * what somebody suppressed is taken as judged. A delegated administrator is told those of its members too.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html
 */
export const inspector = defineCollector({
  provider: 'aws',
  service: 'inspector',
  scope: 'region',
  calls: {
    [STATUS]: { permission: 'inspector2:BatchGetAccountStatus' },
    [FINDINGS]: { permission: 'inspector2:ListFindings', pageSize: 100 },
    [DETAILS]: {
      permission: 'inspector2:BatchGetFindingDetails',
      batch: { member: 'findingArns', size: 10 },
    },
  },
  async *collect(context) {
    const { partition } = context
    yield regionRecords(partition, scanned(await context.attempt(STATUS)))
    const filterCriteria = {
      findingStatus: [{ comparison: 'EQUALS', value: 'ACTIVE' }],
      findingType: [{ comparison: 'EQUALS', value: 'PACKAGE_VULNERABILITY' }],
    }
    const { findings } = findingList.parse((await context.call(FINDINGS, { filterCriteria })) ?? {})
    yield findingRecords(partition, findings, await usedInAttacks(context, findings))
  },
})

/** Where nothing is scanned the list of findings is empty as well: only this tells it from a clean one. */
function scanned(answer: unknown) {
  if (answer === undefined) return {}
  const [account] = statusAnswer.parse(answer ?? {}).accounts
  const isOn = (one: z.output<typeof state>) => one?.status === 'ENABLED'
  if (account === undefined) return {}
  const { ec2, ecr, lambda } = account.resourceState ?? {}
  return { inspectorInstances: isOn(ec2), inspectorImages: isOn(ecr), inspectorFunctions: isOn(lambda) }
}

/** Vulnerabilities that CISA knows to be used in attacks; one finding of each that an exploit is known of is asked. */
async function usedInAttacks(context: CollectContext, findings: readonly Finding[]): Promise<Set<string>> {
  const asked = new Map<string, string>()
  for (const { findingArn, exploitAvailable, packageVulnerabilityDetails: details } of findings)
    if (exploitAvailable === 'YES' && details) asked.set(details.vulnerabilityId, findingArn)
  if (asked.size === 0) return new Set()
  const answer = await context.attempt(DETAILS, { findingArns: [...asked.values()] })
  const { findingDetails } = detailList.parse(answer ?? {})
  const known = new Set(findingDetails.flatMap(({ findingArn, cisaData }) => (cisaData ? findingArn : [])))
  const vulnerabilities = findings.filter(({ findingArn }) => known.has(findingArn))
  return new Set(vulnerabilities.flatMap((one) => one.packageVulnerabilityDetails?.vulnerabilityId ?? []))
}

function findingRecords(
  partition: PartitionId,
  findings: readonly Finding[],
  used: ReadonlySet<string>,
): RecordBuilder {
  const records = new RecordBuilder()
  const byResource = new Map<string, Found[]>()
  for (const finding of findings) {
    const found = foundBy(finding, used)
    if (found === undefined) continue
    for (const one of finding.resources) {
      const id = idOf(one, finding.awsAccountId, partition.region)
      if (id === undefined) continue
      const known = byResource.get(id) ?? []
      if (known.length === 0) addImage(records, id, one.details?.awsEcrContainerImage?.imageTags)
      known.push(found)
      byResource.set(id, known)
    }
  }
  for (const [id, found] of byResource) relateVulnerabilities(records, id, found)
  return records
}

/** undefined for what is no vulnerability of a package, or is there no more. */
function foundBy(finding: Finding, used: ReadonlySet<string>): Found | undefined {
  const { type, status, packageVulnerabilityDetails: details } = finding
  if (type !== 'PACKAGE_VULNERABILITY' || status !== 'ACTIVE' || !details) return undefined
  return {
    id: details.vulnerabilityId,
    severity: finding.severity,
    vectors: details.cvss.flatMap(({ scoringVector, baseScore }) =>
      scoringVector === undefined ? [] : [{ vector: scoringVector, score: baseScore ?? undefined }],
    ),
    exploit: used.has(details.vulnerabilityId) ? 'used' : EXPLOITS[finding.exploitAvailable ?? ''],
    epss: finding.epss?.score ?? undefined,
    fix: FIXES[finding.fixAvailable ?? ''],
    packages: details.vulnerablePackages.map(({ name, version }) => `${name} ${version ?? ''}`.trim()),
  }
}

const EXPLOITS: { readonly [word: string]: Found['exploit'] } = { YES: 'public', NO: 'none' }
const FIXES: { readonly [word: string]: Found['fix'] } = { YES: 'yes', PARTIAL: 'partial', NO: 'no' }

/** undefined for kinds of resource that are not read, such as code repositories. */
function idOf({ type, id, region }: Resource, account: string, own: string): string | undefined {
  if (type === 'AWS_EC2_INSTANCE')
    return regionalArn({ account, region: region ?? own }, 'ec2', `instance/${id}`)
  if (type === 'AWS_ECR_CONTAINER_IMAGE') return id
  // The function's version follows its name.
  if (type === 'AWS_LAMBDA_FUNCTION') return id.split(':').slice(0, 7).join(':')
  return undefined
}
