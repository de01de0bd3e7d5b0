import { defineNode, derived, flag, json, text } from '../define.ts'

export const AwsEfsFileSystem = defineNode({
  kind: 'AwsEfsFileSystem',
  class: 'Data',
  provider: 'aws',
  service: 'efs',
  title: 'EFS file system',
  properties: {
    fileSystemId: text('fs-…'),
    policy: json('file-system policy document; null: whoever reaches a mount target gets in'),
    publicAccess: derived(
      flag(
        'its policy lets any AWS principal mount it, from wherever it can be reached, after every policy layer',
      ),
    ),
    encrypted: flag('encrypted at rest'),
    state: text('available, …'),
    automaticBackups: flag('backed up by itself; absent when not collected'),
  },
})
