import { z } from 'zod'
import type { PartitionId } from '../../collector.ts'
import { regionalArn } from '../arns.ts'
import { listOf } from '../shapes.ts'

/** The names that a list call gives under the member. */
export const namesIn = (answer: unknown, member: string): string[] =>
  z.object({ [member]: listOf(z.string()) }).parse(answer ?? {})[member] ?? []

export const clusterArn = (partition: PartitionId, name: string): string =>
  regionalArn(partition, 'eks', `cluster/${name}`)
