import { z } from 'zod'
import { bucketOf, defaultAccount, defineAsset, runsAs } from '../define.ts'

const Queue = z.object({ state: z.string().nullish() })

/** https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues */
export const taskQueue = defineAsset({
  type: 'cloudtasks.googleapis.com/Queue',
  kind: 'GcpTaskQueue',
  read: (data) => {
    const { state } = Queue.parse(data)
    return { props: { ...(state != null && { state }) } }
  },
})

const Environment = z.object({
  state: z.string().nullish(),
  config: z
    .object({
      dagGcsPrefix: z.string().nullish(),
      nodeConfig: z.object({ serviceAccount: z.string().nullish() }).nullish(),
    })
    .nullish(),
})

/** https://cloud.google.com/composer/docs/reference/rest/v1/projects.locations.environments */
export const composerEnvironment = defineAsset({
  type: 'composer.googleapis.com/Environment',
  kind: 'GcpComposerEnvironment',
  read: (data, asset) => {
    const { state, config } = Environment.parse(data)
    const account = config?.nodeConfig?.serviceAccount || defaultAccount(asset)
    const bucket = bucketOf(config?.dagGcsPrefix)
    return {
      props: {
        ...(state != null && { state }),
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
      },
      relations: [...runsAs(account), ...(bucket === null ? [] : [['RUNS_CODE_FROM', bucket] as const])],
    }
  },
})

const Version = z.object({ servingStatus: z.string().nullish(), serviceAccount: z.string().nullish() })

/** https://cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps.services.versions */
export const appEngineVersion = defineAsset({
  type: 'appengine.googleapis.com/Version',
  kind: 'GcpAppEngineVersion',
  read: (data, { name }) => {
    const { servingStatus, serviceAccount } = Version.parse(data)
    const project = /\/apps\/([^/]+)\//.exec(name)?.[1]
    const account =
      serviceAccount || (project === undefined ? null : `${project}@appspot.gserviceaccount.com`)
    return {
      props: {
        ...(servingStatus != null && { servingStatus }),
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
      },
      relations: runsAs(account),
    }
  },
})

const Workflow = z.object({ state: z.string().nullish(), serviceAccount: z.string().nullish() })

/** Named by its address, or as `projects/p/serviceAccounts/<address>`. https://cloud.google.com/workflows/docs/reference/rest/v1/projects.locations.workflows */
export const workflow = defineAsset({
  type: 'workflows.googleapis.com/Workflow',
  kind: 'GcpWorkflow',
  read: (data, asset) => {
    const { state, serviceAccount } = Workflow.parse(data)
    const account = serviceAccount?.replace(/^.*\/serviceAccounts\//, '') || defaultAccount(asset)
    return {
      props: {
        ...(state != null && { state }),
        ...(account !== null && { serviceAccount: account.toLowerCase() }),
      },
      relations: runsAs(account),
    }
  },
})
