import { z } from 'zod'
import { defineAsset } from '../define.ts'

const named = { name: z.string(), namespacedName: z.string().nullish(), shortName: z.string().nullish() }
const Key = z.object({ ...named, parent: z.string().nullish() })
const Value = z.object({ ...named, parent: z.string() })
const Binding = z.object({ parent: z.string(), tagValue: z.string() })

/** https://cloud.google.com/resource-manager/reference/rest/v3/tagKeys */
export const tagKey = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/TagKey',
  kind: 'GcpTagKey',
  read: (data) => {
    const { name, namespacedName, shortName, parent } = Key.parse(data)
    return {
      props: { name: shortName || name, tagId: name, namespacedName: namespacedName ?? null },
      // Of a key of a project the project is known anyway, by its id.
      inside: parent?.startsWith('organizations/') ? [parent] : [],
    }
  },
})

/** https://cloud.google.com/resource-manager/reference/rest/v3/tagValues */
export const tagValue = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/TagValue',
  kind: 'GcpTagValue',
  read: (data) => {
    const { name, namespacedName, shortName, parent } = Value.parse(data)
    return {
      props: {
        name: shortName || name,
        tagId: name,
        namespacedName: namespacedName ?? null,
        shortName: shortName ?? null,
      },
      inside: [`//cloudresourcemanager.googleapis.com/${parent}`],
    }
  },
})

/** https://cloud.google.com/resource-manager/reference/rest/v3/tagBindings */
export const tagBinding = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/TagBinding',
  kind: 'GcpTagBinding',
  read: (data) => {
    const { parent, tagValue: value } = Binding.parse(data)
    return { props: { resource: parent, tagValue: value } }
  },
})
