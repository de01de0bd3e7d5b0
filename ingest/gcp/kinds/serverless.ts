import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { environmentProps, traceVariables, variablesOf } from '../../variables.ts'
import { type AssetRecord, defaultAccount, defineAsset, runsAs } from '../define.ts'

const Service = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).nullish() }).nullish(),
  spec: z
    .object({
      template: z
        .object({
          spec: z
            .object({
              serviceAccountName: z.string().nullish(),
              containers: z.array(z.object({ image: z.string().nullish() })).nullish(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

/** https://cloud.google.com/run/docs/reference/rest/v1/namespaces.services */
export const runService = defineAsset({
  type: 'run.googleapis.com/Service',
  kind: 'GcpRunService',
  read: (data, asset) => {
    const { metadata, spec } = Service.parse(data)
    const { serviceAccountName, containers } = spec?.template?.spec ?? {}
    const account = serviceAccountName || defaultAccount(asset)
    const image = containers?.[0]?.image
    const annotations = metadata?.annotations ?? {}
    return {
      props: {
        ingress: annotations['run.googleapis.com/ingress'] ?? 'all',
        // https://cloud.google.com/run/docs/securing/managing-access#invoker_check
        invokerCheckDisabled: annotations['run.googleapis.com/invoker-iam-disabled'] === 'true',
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
        ...(image != null && { image }),
      },
      relations: runsAs(account),
    }
  },
})

const Task = z.object({
  serviceAccount: z.string().nullish(),
  serviceAccountName: z.string().nullish(),
  containers: z
    .array(z.object({ image: z.string().nullish(), command: z.array(z.string()).nullish() }))
    .nullish(),
})
/** The first version of the API and the second. */
const Job = z.object({
  template: z.object({ template: Task.nullish() }).nullish(),
  spec: z
    .object({
      template: z
        .object({ spec: z.object({ template: z.object({ spec: Task.nullish() }).nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
})

const INTERPRETER = /(?:^|\/)(?:ba|da|z|k)?sh$|(?:^|\/)(?:python|node|perl|ruby|php|env|busybox)[\d.]*$/

/** https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs */
export const runJob = defineAsset({
  type: 'run.googleapis.com/Job',
  kind: 'GcpRunJob',
  read: (data, asset): AssetRecord => {
    const job = Job.parse(data)
    const task = job.template?.template ?? job.spec?.template?.spec?.template?.spec
    const account = task?.serviceAccount || task?.serviceAccountName || defaultAccount(asset)
    const container = task?.containers?.[0]
    const command = container?.command?.[0]
    return {
      props: {
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
        ...(container?.image != null && { image: container.image }),
        ...(command !== undefined && { interpreter: INTERPRETER.test(command) }),
      },
      relations: runsAs(account),
    }
  },
})

const Environment = z.record(z.string(), z.string()).nullish()

/** Names of variables, and what kinds of credential their values give away; never the values. */
const environment = (...variables: readonly z.infer<typeof Environment>[]): Props =>
  environmentProps(traceVariables(variables.flatMap(variablesOf)))

const CloudFunction = z.object({
  environmentVariables: Environment,
  buildEnvironmentVariables: Environment,
  ingressSettings: z.string().nullish(),
  serviceAccountEmail: z.string().nullish(),
  httpsTrigger: z.unknown().optional(),
})

/** https://cloud.google.com/functions/docs/reference/rest/v1/projects.locations.functions */
export const cloudFunction = defineAsset({
  type: 'cloudfunctions.googleapis.com/CloudFunction',
  kind: 'GcpFunction',
  read: (data) => {
    const { ingressSettings, serviceAccountEmail, httpsTrigger, ...more } = CloudFunction.parse(data)
    return {
      props: {
        ingress: ingressSettings ?? 'ALLOW_ALL',
        trigger: httpsTrigger == null ? 'event' : 'https',
        generation: 'GEN_1',
        ...environment(more.environmentVariables, more.buildEnvironmentVariables),
        ...(serviceAccountEmail != null && { serviceAccount: serviceAccountEmail.toLowerCase() }),
      },
      relations: runsAs(serviceAccountEmail),
    }
  },
})

const Function2 = z.object({
  environment: z.string().nullish(),
  eventTrigger: z.unknown().optional(),
  buildConfig: z.object({ environmentVariables: Environment }).nullish(),
  serviceConfig: z
    .object({
      service: z.string().nullish(),
      ingressSettings: z.string().nullish(),
      serviceAccountEmail: z.string().nullish(),
      environmentVariables: Environment,
    })
    .nullish(),
})

/** https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions */
export const function2 = defineAsset({
  type: 'cloudfunctions.googleapis.com/Function',
  kind: 'GcpFunction',
  read: (data) => {
    const { environment: generation, eventTrigger, serviceConfig, buildConfig } = Function2.parse(data)
    const { service, ingressSettings, serviceAccountEmail } = serviceConfig ?? {}
    return {
      props: {
        generation: generation ?? 'GEN_2',
        ...environment(serviceConfig?.environmentVariables, buildConfig?.environmentVariables),
        trigger: eventTrigger == null ? 'https' : 'event',
        ...(ingressSettings != null && { ingress: ingressSettings }),
        ...(service != null && { runService: `//run.googleapis.com/${service}` }),
        ...(serviceAccountEmail != null && { serviceAccount: serviceAccountEmail.toLowerCase() }),
      },
      relations: runsAs(serviceAccountEmail),
    }
  },
})
