import { expect, test } from 'vitest'
import { deriveEstate } from './estate.testkit.ts'

test('a class that a deny rule leaves is of those who remain, though they are as many as were named', () => {
  const [team, inner] = ['group:team@example.com', 'group:inner@example.com']
  const far = '//storage.googleapis.com/far'
  const { edges, facts = [] } = deriveEstate({
    groups: {
      'team@example.com': [],
      'inner@example.com': ['user:ann@example.com', 'user:bob@example.com'],
    },
    deny: {
      folder: [
        {
          deniedPrincipals: ['principal://goog/subject/bob@example.com'],
          deniedPermissions: ['storage.googleapis.com/objects.get'],
        },
      ],
    },
    nodes: {
      org: { kind: 'GcpOrganization', bindings: [['storage.objectViewer', [team, inner]]] },
      folder: { kind: 'GcpFolder', in: 'org' },
      project: { kind: 'GcpProject', in: 'folder' },
      '//storage.googleapis.com/data': { kind: 'GcpBucket', in: 'project' },
      other: { kind: 'GcpProject', in: 'org' },
      [far]: { kind: 'GcpBucket', in: 'other' },
    },
  })
  const [edge] = edges.filter(({ kind, to }) => kind === 'CAN_READ' && to === far)
  const members = facts.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === edge?.from)
  expect(members.map(({ from }) => from).sort()).toEqual([inner, team].sort())
})
