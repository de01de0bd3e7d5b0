import { z } from 'zod'
import { defineAsset } from '../define.ts'

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
