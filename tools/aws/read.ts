import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type {
  CollectedPartition,
  NodeRecord,
  RelationshipRecord,
  Snapshot,
} from '../../graph/snapshot/records.ts'
import { awsJobs } from '../../ingest/aws/jobs.ts'
import { readInputs } from '../../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../../ingest/files/providers.ts'
import { collectAll, type Job } from '../../ingest/run.ts'
import { REGION } from './estate/clients.ts'

/** Keys that moto takes for those of its own account, 123456789012. */
export function useAnyKeys(): void {
  process.env.AWS_ACCESS_KEY_ID = 'any'
  process.env.AWS_SECRET_ACCESS_KEY = 'any'
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  delete process.env.AWS_SESSION_TOKEN
  delete process.env.AWS_PROFILE
  delete process.env.AWS_ENDPOINT_URL
}

/** Jobs of one account, entered by assuming a role in it. */
export async function liveJobs(endpoint: string, account: string, maxAttempts = 2): Promise<Job[]> {
  const roleArns = [`arn:aws:iam::${account}:role/auditor`]
  const jobs = await awsJobs({ endpointUrl: endpoint, regions: [REGION], roleArns, maxAttempts })
  return jobs.filter((job) => job.partition.account === account)
}

export async function readLive(endpoint: string, account: string): Promise<readonly CollectedPartition[]> {
  return (await collectAll(await liveJobs(endpoint, account))).partitions
}

export async function readFiles(folder: string): Promise<readonly CollectedPartition[]> {
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  return (await collectAll(jobs)).partitions
}

export interface Graph {
  readonly nodes: { readonly [id: string]: NodeRecord }
  readonly relationships: { readonly [id: string]: RelationshipRecord }
}

/** The graph of a first run, as plain objects, without the properties that are named. */
export function graphOf(partitions: readonly CollectedPartition[], without: readonly string[] = []): Graph {
  return plain(mergePartitions(null, partitions, '2026-11-21T00:00:00.000Z'), without)
}

function plain(snapshot: Snapshot, without: readonly string[]): Graph {
  const trimmed = (node: NodeRecord): NodeRecord => ({
    ...node,
    props: Object.fromEntries(Object.entries(node.props).filter(([name]) => !without.includes(name))),
  })
  const nodes = [...snapshot.nodes].sort().map(([id, node]) => [id, trimmed(node)] as const)
  const relationships = [...snapshot.relationships]
    .sort()
    .map(([id, one]) => [id.replaceAll('\u0000', ' '), one] as const)
  return { nodes: Object.fromEntries(nodes), relationships: Object.fromEntries(relationships) }
}
