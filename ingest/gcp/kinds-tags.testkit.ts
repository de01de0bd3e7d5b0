import type { KindCase } from './kinds.testkit.ts'

const CRM = '//cloudresourcemanager.googleapis.com'
const ancestors = ['organizations/1']

/** Tags of Resource Manager, and entitlements. */
export const TAG_CASES: readonly KindCase[] = [
  {
    type: 'privilegedaccessmanager.googleapis.com/Entitlement',
    name: '//privilegedaccessmanager.googleapis.com/projects/42/locations/global/entitlements/admin',
    data: {
      state: 'AVAILABLE',
      eligibleUsers: [{ principals: ['user:ann@example.com'] }],
      approvalWorkflow: {
        manualApprovals: { steps: [{ approvers: [{ principals: ['user:bob@example.com'] }] }] },
      },
      privilegedAccess: {
        gcpIamAccess: {
          resource: `${CRM}/projects/42`,
          roleBindings: [{ role: 'roles/owner', conditionExpression: '' }],
        },
      },
    },
    kind: 'GcpEntitlement',
    props: {
      state: 'AVAILABLE',
      eligible: ['user:ann@example.com'],
      approvalNeeded: true,
      approvers: ['user:bob@example.com'],
      resource: `${CRM}/projects/42`,
      roleBindings: [{ role: 'roles/owner', condition: null }],
    },
  },
  {
    type: 'cloudresourcemanager.googleapis.com/TagKey',
    name: `${CRM}/tagKeys/5`,
    ancestors,
    data: { name: 'tagKeys/5', parent: 'organizations/1', shortName: 'env', namespacedName: '1/env' },
    kind: 'GcpTagKey',
    props: { name: 'env', tagId: 'tagKeys/5', namespacedName: '1/env' },
    inside: 'organizations/1',
  },
  {
    type: 'cloudresourcemanager.googleapis.com/TagValue',
    name: `${CRM}/tagValues/6`,
    ancestors,
    data: { name: 'tagValues/6', parent: 'tagKeys/5', shortName: 'prod', namespacedName: '1/env/prod' },
    kind: 'GcpTagValue',
    props: { name: 'prod', tagId: 'tagValues/6', shortName: 'prod' },
    inside: `${CRM}/tagKeys/5`,
  },
  {
    type: 'cloudresourcemanager.googleapis.com/TagBinding',
    name: `${CRM}/tagBindings/b/tagValues/6`,
    ancestors,
    data: { parent: `${CRM}/organizations/1`, tagValue: 'tagValues/6' },
    kind: 'GcpTagBinding',
    props: { resource: `${CRM}/organizations/1`, tagValue: 'tagValues/6' },
  },
]
