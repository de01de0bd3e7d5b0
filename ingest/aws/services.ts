/** Loads an SDK package when its service is first asked; `--help` and file ingest never pay for it. */
export interface Service {
  /** Name of the client class in the package. */
  readonly client: string
  readonly load: () => Promise<object>
}

/** By the CLI's word for the service. */
export const SERVICES: { readonly [service: string]: Service } = {
  accessanalyzer: { client: 'AccessAnalyzerClient', load: () => import('@aws-sdk/client-accessanalyzer') },
  account: { client: 'AccountClient', load: () => import('@aws-sdk/client-account') },
  acm: { client: 'ACMClient', load: () => import('@aws-sdk/client-acm') },
  apigateway: { client: 'APIGatewayClient', load: () => import('@aws-sdk/client-api-gateway') },
  apigatewayv2: { client: 'ApiGatewayV2Client', load: () => import('@aws-sdk/client-apigatewayv2') },
  apprunner: { client: 'AppRunnerClient', load: () => import('@aws-sdk/client-apprunner') },
  autoscaling: { client: 'AutoScalingClient', load: () => import('@aws-sdk/client-auto-scaling') },
  batch: { client: 'BatchClient', load: () => import('@aws-sdk/client-batch') },
  'bedrock-agentcore-control': {
    client: 'BedrockAgentCoreControlClient',
    load: () => import('@aws-sdk/client-bedrock-agentcore-control'),
  },
  cloudformation: { client: 'CloudFormationClient', load: () => import('@aws-sdk/client-cloudformation') },
  cloudfront: { client: 'CloudFrontClient', load: () => import('@aws-sdk/client-cloudfront') },
  cloudtrail: { client: 'CloudTrailClient', load: () => import('@aws-sdk/client-cloudtrail') },
  cloudwatch: { client: 'CloudWatchClient', load: () => import('@aws-sdk/client-cloudwatch') },
  codebuild: { client: 'CodeBuildClient', load: () => import('@aws-sdk/client-codebuild') },
  'cognito-identity': {
    client: 'CognitoIdentityClient',
    load: () => import('@aws-sdk/client-cognito-identity'),
  },
  configservice: { client: 'ConfigServiceClient', load: () => import('@aws-sdk/client-config-service') },
  datapipeline: { client: 'DataPipelineClient', load: () => import('@aws-sdk/client-data-pipeline') },
  deploy: { client: 'CodeDeployClient', load: () => import('@aws-sdk/client-codedeploy') },
  dynamodb: { client: 'DynamoDBClient', load: () => import('@aws-sdk/client-dynamodb') },
  ec2: { client: 'EC2Client', load: () => import('@aws-sdk/client-ec2') },
  ecr: { client: 'ECRClient', load: () => import('@aws-sdk/client-ecr') },
  ecs: { client: 'ECSClient', load: () => import('@aws-sdk/client-ecs') },
  efs: { client: 'EFSClient', load: () => import('@aws-sdk/client-efs') },
  eks: { client: 'EKSClient', load: () => import('@aws-sdk/client-eks') },
  elbv2: {
    client: 'ElasticLoadBalancingV2Client',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  emr: { client: 'EMRClient', load: () => import('@aws-sdk/client-emr') },
  glue: { client: 'GlueClient', load: () => import('@aws-sdk/client-glue') },
  guardduty: { client: 'GuardDutyClient', load: () => import('@aws-sdk/client-guardduty') },
  iam: { client: 'IAMClient', load: () => import('@aws-sdk/client-iam') },
  imagebuilder: { client: 'ImagebuilderClient', load: () => import('@aws-sdk/client-imagebuilder') },
  kms: { client: 'KMSClient', load: () => import('@aws-sdk/client-kms') },
  lambda: { client: 'LambdaClient', load: () => import('@aws-sdk/client-lambda') },
  lightsail: { client: 'LightsailClient', load: () => import('@aws-sdk/client-lightsail') },
  logs: { client: 'CloudWatchLogsClient', load: () => import('@aws-sdk/client-cloudwatch-logs') },
  organizations: { client: 'OrganizationsClient', load: () => import('@aws-sdk/client-organizations') },
  rds: { client: 'RDSClient', load: () => import('@aws-sdk/client-rds') },
  route53: { client: 'Route53Client', load: () => import('@aws-sdk/client-route-53') },
  s3api: { client: 'S3Client', load: () => import('@aws-sdk/client-s3') },
  s3control: { client: 'S3ControlClient', load: () => import('@aws-sdk/client-s3-control') },
  sagemaker: { client: 'SageMakerClient', load: () => import('@aws-sdk/client-sagemaker') },
  scheduler: { client: 'SchedulerClient', load: () => import('@aws-sdk/client-scheduler') },
  secretsmanager: { client: 'SecretsManagerClient', load: () => import('@aws-sdk/client-secrets-manager') },
  securityhub: { client: 'SecurityHubClient', load: () => import('@aws-sdk/client-securityhub') },
  sns: { client: 'SNSClient', load: () => import('@aws-sdk/client-sns') },
  sqs: { client: 'SQSClient', load: () => import('@aws-sdk/client-sqs') },
  ssm: { client: 'SSMClient', load: () => import('@aws-sdk/client-ssm') },
  'sso-admin': { client: 'SSOAdminClient', load: () => import('@aws-sdk/client-sso-admin') },
  stepfunctions: { client: 'SFNClient', load: () => import('@aws-sdk/client-sfn') },
  sts: { client: 'STSClient', load: () => import('@aws-sdk/client-sts') },
  wafv2: { client: 'WAFV2Client', load: () => import('@aws-sdk/client-wafv2') },
}
