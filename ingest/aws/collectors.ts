import type { Collector } from '../collector.ts'
import { account } from './account.ts'
import { iam } from './iam/index.ts'
import { s3 } from './s3/index.ts'

/** Every AWS collector, in the order in which progress is shown. */
export const AWS_COLLECTORS: readonly Collector[] = [account, iam, s3]
