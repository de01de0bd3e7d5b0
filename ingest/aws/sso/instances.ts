import { z } from 'zod'
import { listOf, textOrNone, timeOrNone } from '../shapes.ts'

const instanceList = z.object({
  Instances: listOf(
    z.object({
      InstanceArn: z.string(),
      IdentityStoreId: textOrNone,
      OwnerAccountId: textOrNone,
      Name: textOrNone,
      Status: textOrNone,
      CreatedDate: timeOrNone,
    }),
  ),
})
export type Instance = z.output<typeof instanceList>['Instances'][number]

export const listInstances = (answer: unknown): Instance[] => instanceList.parse(answer ?? {}).Instances

/** The texts that an answer lists under the member. */
export const listTexts = (answer: unknown, member: string): string[] =>
  z.object({ [member]: listOf(z.string()) }).parse(answer ?? {})[member] ?? []
