import type { MissingCall, Props } from '../../graph/snapshot/records.ts'
import type { PartitionId, Records } from '../collector.ts'
import { armId, propsOf, type Resource, resourceProps } from './shapes.ts'

/** Gathers the records of one service. */
export class RecordBuilder implements Records {
  readonly nodes: { id: string; kind: string; props: Props }[] = []
  readonly relationships: { from: string; kind: string; to: string; key?: string; props: Props }[] = []
  readonly missing: MissingCall[] = []

  node(kind: string, id: string, props: Props): this {
    this.nodes.push({ id, kind, props })
    return this
  }

  /** Adds nothing when one of the ends is not known. */
  relate(from: string | undefined, kind: string, to: string | undefined, props: Props = {}): this {
    if (from !== undefined && to !== undefined) this.relationships.push({ from, kind, to, props })
    return this
  }

  /** What a service tells of the subscription as a whole; what it is called, the tenant says. */
  subscription({ account }: PartitionId, props: Parameters<typeof propsOf>[0]): this {
    const common = { provider: 'azure', account, region: 'global' }
    return this.node('AzureSubscription', `/subscriptions/${account}`, propsOf({ ...common, ...props }))
  }

  /** A resource in its resource group, with the identities that its code acts as. */
  resource(
    partition: PartitionId,
    kind: string,
    found: Resource,
    props: Parameters<typeof resourceProps>[2],
  ): this {
    this.node(kind, found.id, resourceProps(partition, found, props))
    const group = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(found.id)?.[0]
    if (group !== found.id) this.relate(group, 'CONTAINS', found.id)
    return this.identities(partition, found)
  }

  /**
   * The service principals behind a resource's identities: known by their object ids, whether the directory was read
   * or not. https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
   */
  identities(
    partition: PartitionId,
    { id, name, identity }: Pick<Resource, 'id' | 'name' | 'identity'>,
  ): this {
    this.identityOf(partition, id, identity?.principalId, name ?? id, id)
    for (const [assigned, found] of Object.entries(identity?.userAssignedIdentities ?? {})) {
      const resource = armId(assigned)
      this.identityOf(
        partition,
        id,
        found?.principalId,
        resource.slice(resource.lastIndexOf('/') + 1),
        resource,
      )
    }
    return this
  }

  /** One identity of a workload; `resource` is what the identity belongs to, where that is known. */
  identityOf(
    { account }: PartitionId,
    workload: string,
    principalId: string | undefined,
    name: string,
    resource?: string,
  ): this {
    if (principalId === undefined) return this
    const props = { name, provider: 'azure', account, region: 'global', type: 'ManagedIdentity' }
    const id = principalId.toLowerCase()
    this.node('EntraServicePrincipal', id, resource === undefined ? props : { ...props, resource })
    return this.relate(workload, 'HAS_IDENTITY', id)
  }
}
