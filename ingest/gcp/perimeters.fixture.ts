import type { FakeAsset } from './fake.testkit.ts'

const line = (content: Omit<FakeAsset, 'name' | 'assetType' | 'ancestors'>): FakeAsset => ({
  name: '//cloudresourcemanager.googleapis.com/organizations/1',
  assetType: 'cloudresourcemanager.googleapis.com/Organization',
  ancestors: ['organizations/1'],
  ...content,
})

export const POLICY = 'accessPolicies/9'

/** The access policy of an organization: a level for its office, and a perimeter around project 42 that tries out another. */
export const PERIMETER_LINES: readonly FakeAsset[] = [
  line({ accessPolicy: { name: POLICY, title: 'shop', parent: 'organizations/1' } }),
  line({
    accessLevel: {
      name: `${POLICY}/accessLevels/office`,
      title: 'office',
      basic: { conditions: [{ ipSubnetworks: ['198.51.100.0/24'], members: ['user:ann@shop.example'] }] },
    },
  }),
  line({
    accessLevel: { name: `${POLICY}/accessLevels/odd`, custom: { expr: { expression: 'true' } } },
  }),
  line({
    servicePerimeter: {
      name: `${POLICY}/servicePerimeters/shop`,
      title: 'around the shop',
      status: {
        resources: ['projects/42'],
        restrictedServices: ['storage.googleapis.com'],
        accessLevels: [`${POLICY}/accessLevels/office`],
        ingressPolicies: [
          {
            ingressFrom: {
              identities: ['user:bob@shop.example'],
              sources: [{ accessLevel: '*' }, { resource: 'projects/77' }],
            },
            ingressTo: {
              resources: ['*'],
              operations: [
                {
                  serviceName: 'storage.googleapis.com',
                  methodSelectors: [
                    { method: 'google.storage.objects.get' },
                    { permission: 'storage.objects.get' },
                  ],
                },
              ],
            },
          },
        ],
        egressPolicies: [
          {
            egressFrom: { identityType: 'ANY_SERVICE_ACCOUNT' },
            egressTo: { resources: ['projects/78'], operations: [{ serviceName: '*' }] },
          },
        ],
      },
      spec: { resources: ['projects/42', 'projects/43'], restrictedServices: ['bigquery.googleapis.com'] },
      useExplicitDryRunSpec: true,
    },
  }),
]
