import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { deriveEstate } from './estate.testkit.ts'

const config = (service: string, ...logTypes: readonly string[]) => ({
  service,
  auditLogConfigs: logTypes.map((logType) => ({ logType, exemptedMembers: ['user:a@b.example'] })),
})
const policy = (...auditConfigs: readonly Props[]) => ({ iamPolicy: { bindings: [], auditConfigs } })

const recorded = (logging: boolean, own: Props, above: Props = policy()) =>
  deriveEstate({
    nodes: {
      org: { kind: 'GcpOrganization', props: above },
      project: { kind: 'GcpProject', in: 'org', props: own },
      bucket: { kind: 'GcpBucket', in: 'project', props: { logging } },
    },
  }).properties.get('bucket')?.accessRecorded

describe('accesses to a bucket', () => {
  test('are recorded by its usage logs', () => {
    expect(recorded(true, policy())).toBe(true)
    expect(recorded(false, policy())).toBe(false)
  })

  test('are recorded by audit logs of reads and writes, for the service or for all, over the levels', () => {
    const reads = policy(config('storage.googleapis.com', 'DATA_READ'))
    expect(recorded(false, reads, policy(config('allServices', 'DATA_WRITE')))).toBe(true)
    expect(recorded(false, reads)).toBe(false)
    expect(recorded(false, policy(config('pubsub.googleapis.com', 'DATA_READ', 'DATA_WRITE')))).toBe(false)
  })

  test('are not known to be unrecorded where a level was not read', () => {
    expect(recorded(false, policy(), {})).toBeUndefined()
    expect(recorded(false, policy(config('allServices', 'DATA_READ', 'DATA_WRITE')), {})).toBe(true)
  })
})
