import type { Collector } from '../collector.ts'
import { account } from './account.ts'
import { apprunner } from './apprunner.ts'
import { autoscaling } from './autoscaling.ts'
import { bedrock } from './bedrock.ts'
import { cloudformation } from './cloudformation/index.ts'
import { codebuild } from './codebuild.ts'
import { ec2 } from './ec2/index.ts'
import { ecs } from './ecs/index.ts'
import { glue } from './glue.ts'
import { iam } from './iam/index.ts'
import { kms } from './kms.ts'
import { lambda } from './lambda.ts'
import { organizations } from './organizations/index.ts'
import { s3 } from './s3/index.ts'
import { sagemaker } from './sagemaker.ts'
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
  codebuild,
  ecs,
  glue,
  sagemaker,
  cloudformation,
  apprunner,
  bedrock,
]
