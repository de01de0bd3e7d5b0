import type { Collector } from '../collector.ts'
import { account } from './account.ts'
import { acm } from './acm.ts'
import { apigateway } from './apigateway.ts'
import { apprunner } from './apprunner.ts'
import { autoscaling } from './autoscaling.ts'
import { batch } from './batch.ts'
import { bedrock } from './bedrock.ts'
import { cloudformation } from './cloudformation/index.ts'
import { cloudfront } from './cloudfront.ts'
import { cloudtrail } from './cloudtrail/index.ts'
import { cloudwatch } from './cloudwatch.ts'
import { codebuild } from './codebuild.ts'
import { codedeploy } from './codedeploy.ts'
import { cognito } from './cognito.ts'
import { datapipeline } from './datapipeline.ts'
import { accessanalyzer, config, guardduty, macie, securityhub } from './detection.ts'
import { dynamodb } from './dynamodb.ts'
import { ec2 } from './ec2/index.ts'
import { ecr } from './ecr.ts'
import { ecs } from './ecs/index.ts'
import { efs } from './efs.ts'
import { eks } from './eks/index.ts'
import { elbv2 } from './elbv2.ts'
import { emr } from './emr.ts'
import { eventbridge } from './eventbridge.ts'
import { glacier } from './glacier.ts'
import { glue } from './glue.ts'
import { iam } from './iam/index.ts'
import { imagebuilder } from './imagebuilder.ts'
import { inspector } from './inspector.ts'
import { kms } from './kms.ts'
import { lambda } from './lambda.ts'
import { lightsail } from './lightsail.ts'
import { logs } from './logs.ts'
import { opensearch } from './opensearch.ts'
import { organizations } from './organizations/index.ts'
import { rds } from './rds/index.ts'
import { redshift } from './redshift.ts'
import { route53 } from './route53.ts'
import { s3 } from './s3/index.ts'
import { sagemaker } from './sagemaker.ts'
import { scheduler } from './scheduler.ts'
import { secretsmanager } from './secretsmanager.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'
import { ssm } from './ssm.ts'
import { sso } from './sso/index.ts'
import { stepfunctions } from './stepfunctions.ts'

/** Every AWS collector, in the order in which progress is shown. */
export const AWS_COLLECTORS: readonly Collector[] = [
  account,
  organizations,
  iam,
  s3,
  ec2,
  elbv2,
  acm,
  cloudfront,
  apigateway,
  route53,
  lightsail,
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
  codedeploy,
  batch,
  emr,
  stepfunctions,
  scheduler,
  datapipeline,
  imagebuilder,
  eks,
  ecr,
  rds,
  redshift,
  opensearch,
  dynamodb,
  sqs,
  sns,
  eventbridge,
  efs,
  glacier,
  cognito,
  sso,
  cloudtrail,
  logs,
  cloudwatch,
  config,
  guardduty,
  securityhub,
  macie,
  inspector,
  accessanalyzer,
]
