import { defineNode, text } from '../define.ts'
import { POLICY } from './policy.ts'

const tags = { class: 'Policy', provider: 'gcp', service: 'resourcemanager' } as const
const NAMES = {
  tagId: text('tagKeys/1 or tagValues/1'),
  namespacedName: text('as conditions name it: 1234567/env, of a value 1234567/env/prod'),
}

export const GcpTagKey = defineNode({
  ...tags,
  kind: 'GcpTagKey',
  title: 'Tag key',
  properties: { ...NAMES, ...POLICY },
})

export const GcpTagValue = defineNode({
  ...tags,
  kind: 'GcpTagValue',
  title: 'Tag value',
  properties: { ...NAMES, shortName: text('as conditions name it beside its key: prod'), ...POLICY },
})

export const GcpTagBinding = defineNode({
  ...tags,
  kind: 'GcpTagBinding',
  title: 'Tag binding',
  properties: {
    resource: text('full name of what bears the tag, by numbers where the cloud has them'),
    tagValue: text('tagValues/1'),
  },
})
