import { z } from 'zod'
import { defineAsset, usesKey } from '../define.ts'

const Topic = z.object({ kmsKeyName: z.string().nullish() })

/** https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics */
export const topic = defineAsset({
  type: 'pubsub.googleapis.com/Topic',
  kind: 'GcpPubsubTopic',
  read: (data) => {
    const key = Topic.parse(data).kmsKeyName || null
    return { props: { kmsKey: key }, relations: usesKey(key) }
  },
})

const Subscription = z.object({ topic: z.string().nullish() })

/** https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions */
export const subscription = defineAsset({
  type: 'pubsub.googleapis.com/Subscription',
  kind: 'GcpPubsubSubscription',
  read: (data) => {
    const { topic: of } = Subscription.parse(data)
    return { props: of == null ? {} : { topic: `//pubsub.googleapis.com/${of}` } }
  },
})

const Repository = z.object({
  format: z.string().nullish(),
  mode: z.string().nullish(),
  kmsKeyName: z.string().nullish(),
  dockerConfig: z.object({ immutableTags: z.boolean().nullish() }).nullish(),
})

/** https://cloud.google.com/artifact-registry/docs/reference/rest/v1/projects.locations.repositories */
export const repository = defineAsset({
  type: 'artifactregistry.googleapis.com/Repository',
  kind: 'GcpArtifactRepository',
  read: (data) => {
    const { format, mode, kmsKeyName, dockerConfig } = Repository.parse(data)
    const key = kmsKeyName || null
    return {
      props: {
        ...(format != null && { format }),
        ...(mode != null && { mode }),
        immutableTags: dockerConfig?.immutableTags === true,
        kmsKey: key,
      },
      relations: usesKey(key),
    }
  },
})
