import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { traceVariables, variablesOf } from '../variables.ts'
import { regionalArn, roleArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { bucketSource, relateCode } from './code-source.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const JOBS = 'glue get-jobs'
const ENDPOINTS = 'glue get-dev-endpoints'
const SESSIONS = 'glue list-sessions'
const TRIGGERS = 'glue get-triggers'

const jobList = z.object({
  Jobs: listOf(
    z.object({
      Name: z.string(),
      Role: textOrNone,
      Command: z.object({ Name: textOrNone, ScriptLocation: textOrNone }).nullish(),
      DefaultArguments: z.record(z.string(), z.string()).nullish(),
      Connections: z.object({ Connections: listOf(z.string()) }).nullish(),
      GlueVersion: textOrNone,
      SecurityConfiguration: textOrNone,
      CreatedOn: timeOrNone,
    }),
  ),
})

const endpointList = z.object({
  DevEndpoints: listOf(
    z.object({
      EndpointName: z.string(),
      RoleArn: textOrNone,
      Status: textOrNone,
      PublicAddress: textOrNone,
      PrivateAddress: textOrNone,
      PublicKey: textOrNone,
      PublicKeys: listOf(z.string()),
      SecurityConfiguration: textOrNone,
      SubnetId: textOrNone,
      VpcId: textOrNone,
      SecurityGroupIds: listOf(z.string()),
      CreatedTimestamp: timeOrNone,
    }),
  ),
})

const sessionList = z.object({
  Sessions: listOf(
    z.object({
      Id: z.string(),
      Role: textOrNone,
      Status: textOrNone,
      GlueVersion: textOrNone,
      CreatedOn: timeOrNone,
    }),
  ),
})

const triggerList = z.object({
  Triggers: listOf(
    z.object({
      Name: z.string(),
      Type: textOrNone,
      State: textOrNone,
      Actions: listOf(z.object({ JobName: textOrNone })),
    }),
  ),
})

/** Jobs, development endpoints and sessions, and the roles they act as. */
export const glue = defineCollector({
  provider: 'aws',
  service: 'glue',
  scope: 'region',
  calls: {
    [JOBS]: { permission: 'glue:GetJobs' },
    [ENDPOINTS]: { permission: 'glue:GetDevEndpoints' },
    [SESSIONS]: { permission: 'glue:ListSessions' },
    [TRIGGERS]: { permission: 'glue:GetTriggers' },
  },
  async *collect(context) {
    yield jobRecords(context.partition, await context.attempt(JOBS))
    yield endpointRecords(context.partition, await context.attempt(ENDPOINTS))
    yield sessionRecords(context.partition, await context.attempt(SESSIONS))
    yield triggerRecords(context.partition, await context.attempt(TRIGGERS))
  },
})

/** https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html */
const glueArn = (partition: PartitionId, type: string, name: string): string =>
  regionalArn(partition, 'glue', `${type}/${name}`)

export function jobRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const job of jobList.parse(answer ?? {}).Jobs) {
    const id = glueArn(partition, 'job', job.Name)
    const role = roleArn(job.Role, partition)
    const found = traceVariables(variablesOf(job.DefaultArguments))
    records.node(
      'AwsGlueJob',
      id,
      nodeProps(partition, job.Name, {
        role,
        command: job.Command?.Name,
        scriptLocation: job.Command?.ScriptLocation,
        glueVersion: job.GlueVersion,
        argumentNames: found.names,
        environmentCredentialKinds: found.kinds,
        environmentAccessKeyIds: found.accessKeyIds,
        foreignClients: found.foreignClients,
        connections: (job.Connections?.Connections ?? []).toSorted(),
        securityConfiguration: job.SecurityConfiguration ?? null,
        createdAt: job.CreatedOn,
      }),
    )
    records.relate(id, 'HAS_EXECUTION_ROLE', role)
    relateCode(records, id, [bucketSource(job.Command?.ScriptLocation, partition.region)])
  }
  return records
}

export function endpointRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const endpoint of endpointList.parse(answer ?? {}).DevEndpoints) {
    const id = glueArn(partition, 'devEndpoint', endpoint.EndpointName)
    const role = roleArn(endpoint.RoleArn, partition)
    const keys = new Set([...endpoint.PublicKeys, ...(endpoint.PublicKey ? [endpoint.PublicKey] : [])])
    records.node(
      'AwsGlueDevEndpoint',
      id,
      nodeProps(partition, endpoint.EndpointName, {
        role,
        status: endpoint.Status,
        publicAddress: endpoint.PublicAddress ?? null,
        privateAddress: endpoint.PrivateAddress ?? null,
        publicKeys: keys.size,
        securityConfiguration: endpoint.SecurityConfiguration ?? null,
        createdAt: endpoint.CreatedTimestamp,
      }),
    )
    records.relate(id, 'HAS_EXECUTION_ROLE', role)
    relateNetwork(records, partition, id, {
      vpc: endpoint.VpcId,
      subnets: endpoint.SubnetId ? [endpoint.SubnetId] : [],
      securityGroups: endpoint.SecurityGroupIds,
    })
  }
  return records
}

export function sessionRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const session of sessionList.parse(answer ?? {}).Sessions) {
    const id = glueArn(partition, 'session', session.Id)
    const role = roleArn(session.Role, partition)
    const { Status: status, GlueVersion: glueVersion, CreatedOn: createdAt } = session
    const props = nodeProps(partition, session.Id, { role, status, glueVersion, createdAt })
    records.node('AwsGlueSession', id, props).relate(id, 'HAS_EXECUTION_ROLE', role)
  }
  return records
}

export function triggerRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const trigger of triggerList.parse(answer ?? {}).Triggers) {
    const id = glueArn(partition, 'trigger', trigger.Name)
    const jobs = [...new Set(trigger.Actions.flatMap(({ JobName }) => JobName ?? []))].sort()
    const enabled = trigger.State === 'ACTIVATED'
    const props = { type: trigger.Type, state: trigger.State, jobs, enabled }
    records.node('AwsGlueTrigger', id, nodeProps(partition, trigger.Name, props))
    for (const job of jobs) records.relate(id, 'STARTS', glueArn(partition, 'job', job))
  }
  return records
}
