import type { NodeRecord } from '../snapshot/records.ts'
import { type Interface, textOf, type Workload } from './network.ts'
import { guardOf, type Surroundings, subnetsOf } from './surroundings.ts'

/** Databases that lie in a VPC and listen on the one port of their endpoint. */
const KINDS = ['AwsRdsInstance', 'AwsRedshiftCluster'] as const
/** A cluster that is paused stays so until somebody resumes it. */
const PAUSED = 'paused'

/**
 * Databases as ends of a connection; they open none. A stopped instance counts: it starts by itself after seven days.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
 */
export function readDatabases(around: Surroundings): readonly Workload[] {
  return KINDS.flatMap((kind) => around.facts.ofKind(kind))
    .filter(({ props }) => props.stub !== true)
    .map((node) => ({
      id: node.id,
      interfaces: interfacesOf(around, node),
      somewhere: true,
      silent: node.props.status === PAUSED ? 'the cluster is paused' : null,
      sends: false,
    }))
}

/**
 * One interface for each subnet that it may be in: those of its subnet group in its zone. Its name resolves to a public
 * address when it is publicly accessible.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 * https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html
 */
function interfacesOf(around: Surroundings, node: NodeRecord): Interface[] {
  const { publiclyAccessible, port } = node.props
  const endpoint = textOf(node.props.endpoint)
  if (typeof publiclyAccessible !== 'boolean' || typeof port !== 'number' || endpoint === null) return []
  const guard = guardOf(around, node)
  return subnetsOf(around, node)
    .filter(({ id }) => isInZone(node, around.facts.node(id)))
    .map((subnet) => ({
      id: node.id,
      subnet,
      ...guard,
      addresses: [],
      publicAddresses: publiclyAccessible ? [endpoint] : [],
      listens: new Map([['tcp', [[port, port]]]]),
    }))
}

function isInZone({ props }: NodeRecord, subnet: NodeRecord | undefined): boolean {
  const zone = textOf(props.availabilityZone)
  const own = textOf(subnet?.props.availabilityZone)
  return zone === null || own === null || zone === own
}
