import * as codebuild from '@aws-sdk/client-codebuild'
import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as efs from '@aws-sdk/client-efs'
import * as glue from '@aws-sdk/client-glue'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import * as scheduler from '@aws-sdk/client-scheduler'
import * as sfn from '@aws-sdk/client-sfn'
import * as sns from '@aws-sdk/client-sns'
import * as sqs from '@aws-sdk/client-sqs'
import { type Keys, REGION } from './clients.ts'
import type { Network } from './network.ts'

interface Options {
  readonly endpoint: string
  readonly region: string
  readonly credentials: Keys
}

/** What further services hold, each acting as the role `web` of the account. */
export async function seedServices(
  endpoint: string,
  credentials: Keys,
  account: string,
  network: Network,
): Promise<void> {
  const options = { endpoint, region: REGION, credentials }
  const role = `arn:aws:iam::${account}:role/web`
  await seedContainers(options, role, network)
  await seedBuilds(options, role)
  await seedNotebook(options, role)
  await seedAutomation(options, role, account)
  await seedStores(options, account)
}

async function seedContainers(options: Options, role: string, network: Network): Promise<void> {
  await new ecr.ECRClient(options).send(new ecr.CreateRepositoryCommand({ repositoryName: 'team/web' }))
  const client = new ecs.ECSClient(options)
  await client.send(new ecs.CreateClusterCommand({ clusterName: 'live' }))
  await client.send(
    new ecs.RegisterTaskDefinitionCommand({
      family: 'web',
      taskRoleArn: role,
      executionRoleArn: role,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'web',
          image: 'web:1',
          memory: 512,
          environment: [{ name: 'ADMIN_PASSWORD', value: 'correct-horse' }],
        },
      ],
    }),
  )
  const { subnet, group } = network
  const awsvpcConfiguration = { subnets: [subnet], securityGroups: [group] }
  // More than one call of describe-services takes.
  for (let index = 0; index < 12; index += 1) {
    await client.send(
      new ecs.CreateServiceCommand({
        cluster: 'live',
        serviceName: `web-${index}`,
        taskDefinition: 'web',
        desiredCount: 0,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration },
      }),
    )
  }
}

async function seedBuilds(options: Options, role: string): Promise<void> {
  await new codebuild.CodeBuildClient(options).send(
    new codebuild.CreateProjectCommand({
      name: 'build-web',
      source: { type: 'S3', location: 'harbour-data/source.zip' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        environmentVariables: [{ name: 'NPM_PASSWORD', value: 'correct-horse', type: 'PLAINTEXT' }],
      },
      serviceRole: role,
    }),
  )
  await new glue.GlueClient(options).send(
    new glue.CreateJobCommand({
      Name: 'nightly',
      Role: role,
      Command: { Name: 'glueetl', ScriptLocation: 's3://harbour-data/nightly.py' },
      DefaultArguments: { '--db_password': 'correct-horse' },
    }),
  )
}

async function seedNotebook(options: Options, role: string): Promise<void> {
  await new sagemaker.SageMakerClient(options).send(
    new sagemaker.CreateNotebookInstanceCommand({
      NotebookInstanceName: 'lab',
      InstanceType: 'ml.t3.medium',
      RoleArn: role,
    }),
  )
}

async function seedAutomation(options: Options, role: string, account: string): Promise<void> {
  await new sfn.SFNClient(options).send(
    new sfn.CreateStateMachineCommand({
      name: 'orders',
      roleArn: role,
      definition: JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
    }),
  )
  const Arn = `arn:aws:lambda:${REGION}:${account}:function:webhook`
  await new scheduler.SchedulerClient(options).send(
    new scheduler.CreateScheduleCommand({
      Name: 'nightly',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn, RoleArn: role },
    }),
  )
}

async function seedStores(options: Options, account: string): Promise<void> {
  const policy = (Resource: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sqs:SendMessage', Resource }],
    })
  const attributes = { Policy: policy(`arn:aws:sqs:${REGION}:${account}:jobs`) }
  await new sqs.SQSClient(options).send(
    new sqs.CreateQueueCommand({ QueueName: 'jobs', Attributes: attributes }),
  )
  await new sns.SNSClient(options).send(new sns.CreateTopicCommand({ Name: 'alerts' }))
  await new efs.EFSClient(options).send(new efs.CreateFileSystemCommand({ Encrypted: true }))
  await new dynamodb.DynamoDBClient(options).send(
    new dynamodb.CreateTableCommand({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
}
