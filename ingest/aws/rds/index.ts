import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { clusterRecords, instanceRecords } from './databases.ts'
import {
  CLUSTER_SNAPSHOTS,
  INSTANCE_SNAPSHOTS,
  listSnapshots,
  type SnapshotCalls,
  snapshotRecords,
} from './snapshots.ts'
import { supportUntil } from './support.ts'
import { CLUSTER_PARAMETERS, INSTANCE_PARAMETERS, readTlsRequired } from './tls.ts'

const INSTANCES = 'rds describe-db-instances'
const CLUSTERS = 'rds describe-db-clusters'
const VERSIONS = 'rds describe-db-major-engine-versions'

/** Databases, how long their versions are supported, whether they insist on TLS, and who may copy their snapshots. */
export const rds = defineCollector({
  provider: 'aws',
  service: 'rds',
  scope: 'region',
  calls: {
    [INSTANCES]: { permission: 'rds:DescribeDBInstances', pageSize: 100 },
    [CLUSTERS]: { permission: 'rds:DescribeDBClusters', pageSize: 100 },
    [VERSIONS]: { permission: 'rds:DescribeDBMajorEngineVersions', pageSize: 100 },
    [INSTANCE_PARAMETERS.call]: {
      permission: 'rds:DescribeDBParameters',
      per: INSTANCE_PARAMETERS.per,
      pageSize: 100,
    },
    [CLUSTER_PARAMETERS.call]: {
      permission: 'rds:DescribeDBClusterParameters',
      per: CLUSTER_PARAMETERS.per,
      pageSize: 100,
    },
    [INSTANCE_SNAPSHOTS.list]: { permission: 'rds:DescribeDBSnapshots', pageSize: 100 },
    [INSTANCE_SNAPSHOTS.attributes]: {
      permission: 'rds:DescribeDBSnapshotAttributes',
      per: INSTANCE_SNAPSHOTS.per,
    },
    [CLUSTER_SNAPSHOTS.list]: { permission: 'rds:DescribeDBClusterSnapshots', pageSize: 100 },
    [CLUSTER_SNAPSHOTS.attributes]: {
      permission: 'rds:DescribeDBClusterSnapshotAttributes',
      per: CLUSTER_SNAPSHOTS.per,
    },
  },
  async *collect(context) {
    const until = supportUntil(await context.attempt(VERSIONS))
    const clusters = await context.attempt(CLUSTERS)
    yield clusterRecords(context.partition, clusters, until)
    const instances = await context.attempt(INSTANCES)
    const tlsRequired = await readTlsRequired(context, clusters, instances)
    yield instanceRecords(context.partition, instances, tlsRequired, until)
    yield* readSnapshots(context, INSTANCE_SNAPSHOTS)
    yield* readSnapshots(context, CLUSTER_SNAPSHOTS)
  },
})

/** Only manual snapshots can be shared: of the others nothing more is asked. */
async function* readSnapshots(context: CollectContext, calls: SnapshotCalls): AsyncIterable<Records> {
  const snapshots = listSnapshots(await context.attempt(calls.list))
  yield* context.map(snapshots, async (one) => {
    const answer =
      one.type === 'manual' ? await context.attempt(calls.attributes, { [calls.per]: one.name }) : null
    return snapshotRecords(context.partition, calls, one, answer)
  })
}
