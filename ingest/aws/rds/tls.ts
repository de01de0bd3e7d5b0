import { z } from 'zod'
import { distinctBy } from '../../../graph/group-by.ts'
import type { CollectContext } from '../../collector.ts'
import { listOf, textOrNone } from '../shapes.ts'

/** Parameters of an instance outside a cluster and those of a cluster are groups of their own, in calls of their own. */
interface ParameterCall {
  readonly call: string
  /** The input member that names the group. */
  readonly per: string
}

export const INSTANCE_PARAMETERS = {
  call: 'rds describe-db-parameters',
  per: 'DBParameterGroupName',
} as const satisfies ParameterCall

export const CLUSTER_PARAMETERS = {
  call: 'rds describe-db-cluster-parameters',
  per: 'DBClusterParameterGroupName',
} as const satisfies ParameterCall

/**
 * The parameter by which an engine refuses connections without TLS.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
 */
const PARAMETERS: readonly (readonly [engine: RegExp, parameter: string])[] = [
  [/^(postgres|aurora-postgresql)$|^sqlserver-/, 'rds.force_ssl'],
  [/^(mysql|mariadb|aurora-mysql)$/, 'require_secure_transport'],
]
const ON: readonly (string | undefined)[] = ['1', 'ON']

const instanceList = z.object({
  DBInstances: listOf(
    z.object({
      DBInstanceIdentifier: z.string(),
      DBClusterIdentifier: textOrNone,
      Engine: textOrNone,
      DBParameterGroups: listOf(
        z.object({ DBParameterGroupName: textOrNone, ParameterApplyStatus: textOrNone }),
      ),
    }),
  ),
})
type Instance = z.output<typeof instanceList>['DBInstances'][number]

const clusterList = z.object({
  DBClusters: listOf(
    z.object({
      DBClusterIdentifier: z.string(),
      DBClusterParameterGroup: textOrNone,
      DBClusterMembers: listOf(
        z.object({ DBInstanceIdentifier: textOrNone, DBClusterParameterGroupStatus: textOrNone }),
      ),
    }),
  ),
})
type Cluster = z.output<typeof clusterList>['DBClusters'][number]

const parameterList = z.object({
  Parameters: listOf(z.object({ ParameterName: textOrNone, ParameterValue: textOrNone })),
})

/** Where it is said whether an instance takes connections without TLS. */
interface Use extends ParameterCall {
  readonly instance: string
  readonly parameter: string
  readonly group: string
  /** What the instance runs with is what the group says now. */
  readonly inSync: boolean
}

/** Whether instances refuse connections without TLS, by identifier; nothing where that is not known. */
export async function readTlsRequired(
  context: CollectContext,
  clusterAnswer: unknown,
  instanceAnswer: unknown,
): Promise<ReadonlyMap<string, boolean>> {
  const clusters = new Map(
    clusterList.parse(clusterAnswer ?? {}).DBClusters.map((one) => [one.DBClusterIdentifier, one]),
  )
  const uses = instanceList
    .parse(instanceAnswer ?? {})
    .DBInstances.flatMap((one) => useOf(one, clusters) ?? [])
  const groups = distinctBy(uses, keyOf)
  const required = new Map<string, boolean | undefined>()
  const read = context.map(groups, async (use) => {
    const answer = await context.attempt(use.call, { [use.per]: use.group })
    return [keyOf(use), answer === undefined ? undefined : isOn(use.parameter, answer)] as const
  })
  for await (const [key, on] of read) required.set(key, on)
  return new Map(uses.flatMap((use) => verdictOn(use, required.get(keyOf(use)))))
}

const keyOf = ({ call, group }: Use): string => `${call} ${group}`

/** A group that asks for TLS is no protection before the instance runs with it. */
const verdictOn = (use: Use, on: boolean | undefined): readonly (readonly [string, boolean])[] =>
  on === undefined || (on && !use.inSync) ? [] : [[use.instance, on]]

function useOf(one: Instance, clusters: ReadonlyMap<string, Cluster>): Use | undefined {
  const instance = one.DBInstanceIdentifier
  const [, parameter] = PARAMETERS.find(([engine]) => engine.test(one.Engine ?? '')) ?? []
  const found = one.DBClusterIdentifier
    ? inCluster(instance, clusters.get(one.DBClusterIdentifier))
    : onItsOwn(one)
  if (parameter === undefined || found.group === undefined) return undefined
  const { group, status, calls } = found
  return { ...calls, instance, parameter, group, inSync: status === 'in-sync' }
}

const onItsOwn = ({ DBParameterGroups: [first] }: Instance) => ({
  calls: INSTANCE_PARAMETERS,
  group: first?.DBParameterGroupName,
  status: first?.ParameterApplyStatus,
})

const inCluster = (instance: string, cluster: Cluster | undefined) => ({
  calls: CLUSTER_PARAMETERS,
  group: cluster?.DBClusterParameterGroup,
  status: cluster?.DBClusterMembers.find((member) => member.DBInstanceIdentifier === instance)
    ?.DBClusterParameterGroupStatus,
})

/** Without a value the engine's own default holds, which is off; undefined when the group has no such parameter. */
function isOn(parameter: string, answer: unknown): boolean | undefined {
  const { Parameters } = parameterList.parse(answer ?? {})
  const found = Parameters.find(({ ParameterName }) => ParameterName === parameter)
  return found && ON.includes(found.ParameterValue?.toUpperCase())
}
