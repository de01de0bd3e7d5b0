import type { Collector } from '../collector.ts'
import { account } from './account.ts'
import { autoscaling } from './autoscaling.ts'
import { ec2 } from './ec2/index.ts'
import { iam } from './iam/index.ts'
import { kms } from './kms.ts'
import { lambda } from './lambda.ts'
import { organizations } from './organizations/index.ts'
import { s3 } from './s3/index.ts'
import { secretsmanager } from './secretsmanager.ts'
import { ssm } from './ssm.ts'

/** Every AWS collector, in the order in which progress is shown. */
export const AWS_COLLECTORS: readonly Collector[] = [
  account,
  organizations,
  iam,
  s3,
  ec2,
  autoscaling,
  lambda,
  secretsmanager,
  ssm,
  kms,
]
