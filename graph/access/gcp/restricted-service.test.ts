import { expect, test } from 'vitest'
import { restrictedService } from './restricted-service.ts'

/** https://cloud.google.com/vpc-service-controls/docs/supported-products */
test.each([
  ['storage.objects.get', 'storage.googleapis.com'],
  ['iam.serviceAccounts.getAccessToken', 'iamcredentials.googleapis.com'],
  ['iam.serviceAccounts.signJwt', 'iamcredentials.googleapis.com'],
  ['iam.serviceAccountKeys.create', 'iam.googleapis.com'],
  ['resourcemanager.projects.setIamPolicy', 'cloudresourcemanager.googleapis.com'],
  ['cloudsql.instances.connect', 'sqladmin.googleapis.com'],
  ['iap.tunnelInstances.accessViaIAP', 'iaptunnel.googleapis.com'],
  ['container.clusters.get', 'container.googleapis.com'],
  ['container.operations.get', 'container.googleapis.com'],
])('%s is held back where %s is restricted', (permission, service) => {
  expect(restrictedService(permission)).toBe(service)
})

test.each([
  'iam.serviceAccounts.actAs',
  'compute.instances.osLogin',
  'compute.instances.osAdminLogin',
  'container.pods.exec',
])('%s is asked of no API that a perimeter restricts', (permission) => {
  expect(restrictedService(permission)).toBeNull()
})
