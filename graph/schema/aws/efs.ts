import { defineNode, flag, json, text } from '../define.ts'

export const AwsEfsFileSystem = defineNode({
  kind: 'AwsEfsFileSystem',
  class: 'Data',
  provider: 'aws',
  service: 'efs',
  title: 'EFS file system',
  properties: {
    fileSystemId: text('fs-…'),
    policy: json('file-system policy document; null: whoever reaches a mount target gets in'),
    encrypted: flag('encrypted at rest'),
    state: text('available, …'),
    automaticBackups: flag('backed up by itself; absent when not collected'),
  },
})
