import * as account from './aws/account.ts'
import * as acm from './aws/acm.ts'
import * as apigateway from './aws/apigateway.ts'
import * as apprunner from './aws/apprunner.ts'
import * as batch from './aws/batch.ts'
import * as bedrock from './aws/bedrock.ts'
import * as cloudformation from './aws/cloudformation.ts'
import * as cloudfront from './aws/cloudfront.ts'
import * as codebuild from './aws/codebuild.ts'
import * as codedeploy from './aws/codedeploy.ts'
import * as cognito from './aws/cognito.ts'
import * as datapipeline from './aws/datapipeline.ts'
import * as dynamodb from './aws/dynamodb.ts'
import * as ec2 from './aws/ec2.ts'
import * as ecs from './aws/ecs.ts'
import * as efs from './aws/efs.ts'
import * as eks from './aws/eks.ts'
import * as elbv2 from './aws/elbv2.ts'
import * as emr from './aws/emr.ts'
import * as glacier from './aws/glacier.ts'
import * as glue from './aws/glue.ts'
import * as iam from './aws/iam.ts'
import * as imagebuilder from './aws/imagebuilder.ts'
import * as lambda from './aws/lambda.ts'
import * as lightsail from './aws/lightsail.ts'
import * as messaging from './aws/messaging.ts'
import * as monitoring from './aws/monitoring.ts'
import * as opensearch from './aws/opensearch.ts'
import * as rds from './aws/rds.ts'
import * as redshift from './aws/redshift.ts'
import * as route53 from './aws/route53.ts'
import * as s3 from './aws/s3.ts'
import * as sagemaker from './aws/sagemaker.ts'
import * as scheduler from './aws/scheduler.ts'
import * as secrets from './aws/secrets.ts'
import * as ssm from './aws/ssm.ts'
import * as sso from './aws/sso.ts'
import * as stepfunctions from './aws/stepfunctions.ts'
import * as vpc from './aws/vpc.ts'
import { AZURE_NODES } from './azure/index.ts'
import { COMMON_NODES } from './common.ts'
import type { NodeDeclaration, RelationshipDeclaration } from './define.ts'
import * as gcpCloudBuild from './gcp/cloudbuild.ts'
import * as gcpClusters from './gcp/clusters.ts'
import * as gcpCompute from './gcp/compute.ts'
import * as gcpData from './gcp/data.ts'
import * as gcpDns from './gcp/dns.ts'
import * as gcpIam from './gcp/iam.ts'
import * as gcpLogging from './gcp/logging.ts'
import * as gcpNetwork from './gcp/network.ts'
import * as gcpPerimeters from './gcp/perimeters.ts'
import * as gcpPipelines from './gcp/pipelines.ts'
import * as gcpResourceManager from './gcp/resourcemanager.ts'
import * as gcpServerless from './gcp/serverless.ts'
import * as gcpSql from './gcp/sql.ts'
import * as gcpTags from './gcp/tags.ts'
import { ATTACK_EDGES, FACTS } from './relationships.ts'

const AWS_SERVICES = [
  account,
  acm,
  apigateway,
  apprunner,
  batch,
  bedrock,
  cloudformation,
  cloudfront,
  codebuild,
  codedeploy,
  cognito,
  datapipeline,
  dynamodb,
  ec2,
  ecs,
  efs,
  eks,
  elbv2,
  emr,
  glacier,
  glue,
  iam,
  imagebuilder,
  lambda,
  lightsail,
  messaging,
  monitoring,
  opensearch,
  rds,
  route53,
  redshift,
  s3,
  sagemaker,
  scheduler,
  secrets,
  ssm,
  sso,
  stepfunctions,
  vpc,
]

const GCP_SERVICES = [
  gcpCloudBuild,
  gcpClusters,
  gcpDns,
  gcpCompute,
  gcpData,
  gcpIam,
  gcpLogging,
  gcpNetwork,
  gcpPerimeters,
  gcpPipelines,
  gcpResourceManager,
  gcpServerless,
  gcpSql,
  gcpTags,
]

export const NODE_KINDS: ReadonlyMap<string, NodeDeclaration> = new Map(
  [
    ...COMMON_NODES,
    ...[...AWS_SERVICES, ...GCP_SERVICES].flatMap((service) => Object.values<NodeDeclaration>(service)),
    ...AZURE_NODES,
  ].map((declaration) => [declaration.kind, declaration]),
)

export const RELATIONSHIP_KINDS: ReadonlyMap<string, RelationshipDeclaration> = new Map(
  [...FACTS, ...ATTACK_EDGES].map((declaration) => [declaration.kind, declaration]),
)

/** Kinds of relationship that an attacker walks along. */
export const ATTACK_KINDS: ReadonlySet<string> = new Set(ATTACK_EDGES.map((declaration) => declaration.kind))

/** Derived facts that an attacker walks along without doing anything: into a class, out of a set of targets. */
export const HUB_KINDS: ReadonlySet<string> = new Set(['IN_ACCESS_CLASS', 'INCLUDES'])

/** Nodes that only keep edges from multiplying: whoever reads the graph sees through them. */
export const HUB_NODE_KINDS: readonly string[] = ['AccessClass', 'TargetSet']
