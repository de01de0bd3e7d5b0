import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props, Value } from '../../snapshot/records.ts'
import { alertedChanges } from './alerts.ts'

const account = 'shop-prod'
const METRIC = 'logging.googleapis.com/user/changes'
const ROUTES =
  'resource.type="gce_route" AND (protoPayload.methodName:"compute.routes.delete" OR protoPayload.methodName:"compute.routes.insert")'

const threshold = (more: { readonly [member: string]: Value } = {}) => ({
  type: 'threshold',
  filter: `metric.type="${METRIC}" AND resource.type="gce_route"`,
  comparison: 'COMPARISON_GT',
  threshold: 0,
  ...more,
})

function alertsOf(metric: Props, policy: Props): Props {
  const nodes: readonly NodeRecord[] = [
    { id: account, kind: 'GcpProject', props: { account } },
    {
      id: 'metric',
      kind: 'GcpLogMetric',
      props: { account, name: 'changes', filter: ROUTES, disabled: false, ...metric },
    },
    {
      id: 'policy',
      kind: 'GcpAlertPolicy',
      props: { account, enabled: true, channels: 1, combiner: 'OR', conditions: [threshold()], ...policy },
    },
  ]
  const facts = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(),
    coverage: [],
  })
  return new Map(alertedChanges(facts)).get(account) ?? {}
}

const routes = (metric: Props = {}, policy: Props = {}) => alertsOf(metric, policy).alertsOnRoutes

test('changes that a metric counts and an alert watches are told', () => {
  expect(alertsOf({}, {})).toEqual({
    alertsOnOwners: false,
    alertsOnAuditConfig: false,
    alertsOnCustomRoles: false,
    alertsOnFirewalls: false,
    alertsOnRoutes: true,
    alertsOnNetworks: false,
    alertsOnBucketPolicies: false,
    alertsOnSqlInstances: false,
  })
})

// https://cloud.google.com/logging/docs/audit
test.each([
  [
    'alertsOnOwners',
    '(protoPayload.serviceName="cloudresourcemanager.googleapis.com") AND (ProjectOwnership OR projectOwnerInvitee) OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="REMOVE" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner") OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="ADD" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner")',
  ],
  [
    'alertsOnAuditConfig',
    'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
  ],
  [
    'alertsOnCustomRoles',
    'resource.type="iam_role" AND protoPayload.methodName=("google.iam.admin.v1.CreateRole" OR "google.iam.admin.v1.DeleteRole" OR "google.iam.admin.v1.UpdateRole")',
  ],
  [
    'alertsOnFirewalls',
    'resource.type=gce_firewall_rule protoPayload.methodName=~"firewalls\\.(patch|insert|delete)"',
  ],
  ['alertsOnNetworks', 'resource.type="gce_network" AND protoPayload.methodName:"compute.networks."'],
  [
    'alertsOnBucketPolicies',
    'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
  ],
  ['alertsOnSqlInstances', 'protoPayload.methodName="cloudsql.instances.update"'],
])('%s, by a filter of the log itself', (property, filter) => {
  const condition = { type: 'log', filter, comparison: null, threshold: null }
  const told = alertsOf({ disabled: true }, { conditions: [condition] })
  expect(Object.entries(told).filter(([, value]) => value === true)).toEqual([[property, true]])
})

describe('nobody is told when', () => {
  test.each<[string, Props, Props]>([
    ['the filter misses one of the calls', { filter: ROUTES.replace('delete', 'patch') }, {}],
    ['the metric is off', { disabled: true }, {}],
    ['the alert is off', {}, { enabled: false }],
    ['the alert tells nobody', {}, { channels: 0 }],
    ['it watches another metric', {}, { conditions: [threshold({ filter: 'metric.type="x"' })] }],
    ['it goes off at many', {}, { conditions: [threshold({ threshold: 5 })] }],
    ['it goes off when there are few', {}, { conditions: [threshold({ comparison: 'COMPARISON_LT' })] }],
    [
      'something else must happen as well',
      {},
      { combiner: 'AND', conditions: [threshold(), threshold({ filter: 'metric.type="x"' })] },
    ],
  ])('%s', (_, metric, policy) => {
    expect(routes(metric, policy)).toBe(false)
  })
})

describe('it is not known when', () => {
  test.each<[string, Props, Props]>([
    ['the filter has a function', { filter: `${ROUTES} AND sample(insertId, 0.5)` }, {}],
    [
      'a query watches the metric',
      {},
      { conditions: [threshold({ type: 'other', filter: `fetch ${METRIC}` })] },
    ],
    [
      'the alert asks for another resource, which the series may have',
      {},
      { conditions: [threshold({ filter: `metric.type="${METRIC}" resource.type="global"` })] },
    ],
    [
      'the alert selects by a function',
      {},
      { conditions: [threshold({ filter: `metric.type=one_of("${METRIC}")` })] },
    ],
  ])('%s', (_, metric, policy) => {
    expect(alertsOf(metric, policy)).not.toHaveProperty('alertsOnRoutes')
    expect(alertsOf(metric, policy)).toHaveProperty('alertsOnSqlInstances')
  })
})
