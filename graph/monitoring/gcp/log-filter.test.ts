import { describe, expect, test } from 'vitest'
import { MAYBE, NO, YES } from '../../access/tri.ts'
import { parseLogFilter } from './log-filter.ts'

const ENTRY = {
  logName: 'projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity',
  severity: 'NOTICE',
  resource: { type: 'gce_route', labels: { project_id: 'shop-prod', 'a/b': 'x' } },
  protoPayload: {
    methodName: 'v1.compute.routes.insert',
    status: { code: 7 },
    serviceData: {
      policyDelta: {
        bindingDeltas: [
          { action: 'ADD', role: 'roles/viewer' },
          { action: 'REMOVE', role: 'roles/owner' },
        ],
      },
    },
  },
}

const matches = (filter: string) => parseLogFilter(filter)?.({ entry: ENTRY })

// https://cloud.google.com/logging/docs/view/logging-query-language
describe('an entry matches', () => {
  test.each([
    [''],
    ['-- a comment alone'],
    ['resource.type="gce_route"'],
    ['resource.type = GCE_Route'],
    ['resource.type=("gce_network" OR "gce_route")'],
    ['protoPayload.methodName:"compute.routes"'],
    ['protoPayload.methodName:("routes" AND "insert")'],
    ['protopayload.METHODNAME:insert'],
    ['protoPayload.methodName=~"routes\\\\.(insert|delete)$"'],
    ['protoPayload.methodName!~"^v2"'],
    ['protoPayload.methodName!="x"'],
    ['protoPayload.status.code>=7 severity>=NOTICE'],
    ['protoPayload.status.code > -3'],
    ['protoPayload.status:*'],
    ['log_id("cloudaudit.googleapis.com/activity")'],
    ['resource.labels."a/b"=x'],
    ['NOT protoPayload.missing=x'],
    ['-resource.type=gce_network'],
    ['textPayload!=x'],
    ['"compute.routes"'],
    ['protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner"'],
    ['resource.type=x OR resource.type=gce_route AND severity=NOTICE'],
    ['resource.type=gce_route -- why\nseverity=NOTICE'],
  ])('%s', (filter) => {
    expect(matches(filter)).toBe(YES)
  })
})

describe('an entry does not match', () => {
  test.each([
    ['resource.type="gce_network"'],
    ['protoPayload.missing=x'],
    ['protoPayload.missing!=x'],
    ['protoPayload.missing:*'],
    ['protoPayload.methodName="compute.routes.insert"'],
    ['protoPayload.methodName=~"Routes"'],
    ['LOG_ID("cloudaudit.googleapis.com/data_access")'],
    ['severity>NOTICE'],
    ['protoPayload.status.code<7'],
    ['protoPayload.methodName:("routes" AND "delete")'],
    ['not in the entry'],
    // OR binds more than AND: (a OR b) AND c.
    ['resource.type=gce_route OR resource.type=x AND severity=ERROR'],
  ])('%s', (filter) => {
    expect(matches(filter)).toBe(NO)
  })
})

test.each([
  ['sample(insertId, 0.1)'],
  ['ip_in_net(protoPayload.requestMetadata.callerIp, "10.0.0.0/8")'],
  ['cast(protoPayload.status.code, STRING) = "7"'],
  ['timestamp>="2026-01-01T00:00:00Z"'],
  ['protoPayload.methodName=~"(a+)+$"'],
  ['protoPayload.methodName=~"(?i)routes"'],
])('whether an entry matches %s is not known, unless the rest decides', (filter) => {
  expect([matches(filter), matches(`${filter} AND severity=ERROR`)]).toEqual([MAYBE, NO])
})

test.each([
  ['(resource.type=x'],
  ['resource.type='],
  ['resource.type=x)'],
  ['AND'],
  ['sample(insertId'],
  ['a="b'],
])('%s is no filter', (filter) => {
  expect(parseLogFilter(filter)).toBeNull()
})

test('a field of which nothing is known may hold what is asked', () => {
  const filter = parseLogFilter('resource.type=x AND severity=NOTICE')
  const other = parseLogFilter('resource.type=x AND severity=ERROR')
  const unknown = new Set(['resource'])
  expect([filter?.({ entry: ENTRY, unknown }), other?.({ entry: ENTRY, unknown })]).toEqual([MAYBE, NO])
})
