import type { Value } from '../../snapshot/records.ts'

/** An entry of the admin activity log, in the fields that filters ask for. */
export type AuditEntry = { readonly [field: string]: Value }

interface Change {
  readonly service: string
  readonly resource: string
  readonly method: string
  readonly delta?: Value
}

/** https://cloud.google.com/logging/docs/audit/understanding-audit-logs */
const entry = (project: string, { service, resource, method, delta }: Change): AuditEntry => ({
  logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
  severity: 'NOTICE',
  resource: { type: resource, labels: { project_id: project } },
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    serviceName: `${service}.googleapis.com`,
    methodName: method,
    authenticationInfo: { principalEmail: 'ann@shop.example' },
    ...(delta !== undefined && { serviceData: { policyDelta: delta } }),
  },
})

const changes = (service: string, resource: string, prefix: string, methods: string): readonly Change[] =>
  methods.split(' ').map((method) => ({ service, resource, method: `${prefix}${method}` }))

const policy = (delta: Value): Change => ({
  service: 'cloudresourcemanager',
  resource: 'project',
  method: 'SetIamPolicy',
  delta,
})

const owner = (action: string): Change =>
  policy({ bindingDeltas: [{ action, role: 'roles/owner', member: 'user:ann@shop.example' }] })

/**
 * What CIS asks an alert for, by the property that tells whether there is one: a kind of change is watched when every one
 * of its examples sets an alert off, by whatever filter.
 */
const WATCHED: { readonly [property: string]: readonly Change[] } = {
  alertsOnOwners: [owner('ADD'), owner('REMOVE')],
  alertsOnAuditConfig: [
    policy({ auditConfigDeltas: [{ action: 'ADD', service: 'allServices', logType: 'DATA_READ' }] }),
    policy({ auditConfigDeltas: [{ action: 'REMOVE', service: 'allServices', logType: 'DATA_READ' }] }),
  ],
  alertsOnCustomRoles: changes('iam', 'iam_role', 'google.iam.admin.v1.', 'CreateRole UpdateRole DeleteRole'),
  alertsOnFirewalls: changes('compute', 'gce_firewall_rule', 'v1.compute.firewalls.', 'insert patch delete'),
  alertsOnRoutes: changes('compute', 'gce_route', 'v1.compute.routes.', 'insert delete'),
  alertsOnNetworks: changes(
    'compute',
    'gce_network',
    'v1.compute.networks.',
    'insert patch delete addPeering removePeering',
  ),
  alertsOnBucketPolicies: changes('storage', 'gcs_bucket', 'storage.', 'setIamPermissions'),
  alertsOnSqlInstances: changes('cloudsql', 'cloudsql_database', 'cloudsql.', 'instances.update'),
}

/** Examples of every kind of change, as the project with this id writes them. */
export const watchedEntries = (project: string): readonly (readonly [string, readonly AuditEntry[]])[] =>
  Object.entries(WATCHED).map(([property, kinds]) => [property, kinds.map((one) => entry(project, one))])
