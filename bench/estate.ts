import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../graph/snapshot/records.ts'
import type { Builder } from './builder.ts'
import { addData } from './estate-data.ts'
import { addIdentities } from './estate-identities.ts'
import { addNetwork } from './estate-network.ts'
import { seededRandom } from './random.ts'

/** Resources of one generated account, about. */
const PER_ACCOUNT = 1_000
const REGION = 'eu-west-1'

/** A believable estate of about `resources` nodes, the same for the same seed: facts only, nothing derived. */
export function generateEstate(resources: number, seed = 1): Snapshot {
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  const random = seededRandom(seed)
  const accounts = Math.max(1, Math.round(resources / PER_ACCOUNT))
  const perAccount = Math.round(resources / accounts)
  const ids = Array.from({ length: accounts }, (_, at) => String(100_000_000_000 + at * 7_919))
  for (const account of ids) {
    const builder = builderOf(account, random, nodes, relationships)
    builder.node('account', account, 'AwsAccount', {
      name: `team-${account.slice(-6)}`,
      rootMfaEnabled: true,
    })
    const scale = perAccount / 100
    const roles = addIdentities(builder, scale, ids)
    addNetwork(builder, scale, roles)
    addData(builder, scale, roles)
  }
  return { nodes, relationships, coverage: ids.flatMap(coverageOf) }
}

function builderOf(
  account: string,
  random: () => number,
  nodes: Map<string, NodeRecord>,
  relationships: Map<string, RelationshipRecord>,
): Builder {
  const partition = (service: string) => `aws/${account}/${service === 'ec2' ? REGION : 'global'}/${service}`
  return {
    account,
    region: REGION,
    random,
    chance: (share) => random() < share,
    node(service, id, kind, props) {
      const common = { provider: 'aws', account, region: service === 'ec2' ? REGION : 'global', tags: [] }
      nodes.set(id, { id, kind, props: { ...common, ...props }, partition: partition(service) })
      return id
    },
    relate(service, from, kind, to) {
      const relationship = { from, kind, to, props: {}, partition: partition(service) }
      relationships.set(relationshipId(relationship), relationship)
    },
  }
}

const SERVICES = ['account', 'iam', 'ec2', 's3', 'lambda', 'secretsmanager', 'kms']

const coverageOf = (account: string): Snapshot['coverage'] =>
  SERVICES.map((service) => ({
    provider: 'aws',
    account,
    region: service === 'ec2' ? REGION : 'global',
    service,
    state: 'OK',
    reason: null,
    at: '2026-11-01T00:00:00.000Z',
    missing: [],
  }))
