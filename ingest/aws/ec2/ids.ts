import type { PartitionId } from '../../collector.ts'
import { awsPartition, regionalArn } from '../arns.ts'

/**
 * ARNs of EC2 resources, which the API names by bare ids. A subnet shared from another account bears its owner's
 * account, so owners are remembered as lists tell them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
 */
export class Ec2Ids {
  readonly #partition: PartitionId
  readonly #owners = new Map<string, string>()

  constructor(partition: PartitionId) {
    this.#partition = partition
  }

  /** Remembers whose resource it is and gives its ARN. */
  owned(type: string, id: string, owner: string | undefined): string {
    if (owner !== undefined) this.#owners.set(id, owner)
    return this.arn(type, id)
  }

  arn(type: string, id: string): string {
    const account = this.#owners.get(id) ?? this.#partition.account
    return regionalArn({ account, region: this.#partition.region }, 'ec2', `${type}/${id}`)
  }

  /** undefined for an id that is not there, so that nothing is related to it. */
  maybe(type: string, id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.arn(type, id)
  }

  /** Images and snapshots bear no account in their ARN. */
  global(type: 'image' | 'snapshot', id: string): string {
    const { region } = this.#partition
    return `arn:${awsPartition(region)}:ec2:${region}::${type}/${id}`
  }
}
