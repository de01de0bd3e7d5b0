import {
  type Asset,
  account,
  type Binding,
  bind,
  folder,
  group,
  ORGANIZATION,
  type Project,
  project,
} from '../asset.ts'

/** Alderway works on its data in Google Cloud: one folder, two projects of production and one to try things in. */
export const DATA = folder('Data')
export const analytics = project('alderway-analytics', [DATA])
export const recommendations = project('alderway-recommendations', [DATA])
export const dataDevelopment = project('alderway-data-dev', [DATA])

const HOST = '//cloudresourcemanager.googleapis.com'

export const organization: readonly Asset[] = [
  {
    type: 'cloudresourcemanager.googleapis.com/Organization',
    name: `${HOST}/${ORGANIZATION}`,
    ancestors: [ORGANIZATION],
    data: { displayName: 'alderway.example', owner: { directoryCustomerId: 'C04alder1' } },
    bindings: [
      bind('resourcemanager.organizationAdmin', ['user:emergency-google@alderway.example']),
      bind('iam.securityReviewer', [group('security')]),
      bind('cloudasset.viewer', [group('security')]),
    ],
    organizationPolicies: [
      { constraint: 'constraints/storage.uniformBucketLevelAccess', boolean_policy: { enforced: true } },
    ].map(({ boolean_policy, ...one }) => ({ ...one, booleanPolicy: boolean_policy })),
  },
  {
    type: 'cloudresourcemanager.googleapis.com/Folder',
    name: `${HOST}/${DATA}`,
    ancestors: [DATA, ORGANIZATION],
    data: { displayName: 'Data', lifecycleState: 'ACTIVE' },
    bindings: [
      bind('browser', [group('data-platform')]),
      bind('resourcemanager.folderIamAdmin', [account(dataDevelopment, 'landing-zone')]),
    ],
  },
]

/** A project with its policy, and the constraints that are set on it. */
export const projectAsset = (
  of: Project,
  name: string,
  bindings: readonly Binding[],
  enforced: readonly string[] = [],
): Asset => ({
  type: 'cloudresourcemanager.googleapis.com/Project',
  name: `${HOST}/projects/${of.number}`,
  ancestors: of.ancestors,
  data: { projectId: of.id, projectNumber: of.number, name, lifecycleState: 'ACTIVE' },
  bindings,
  ...(enforced.length === 0
    ? {}
    : {
        organizationPolicies: enforced.map((one) => ({
          constraint: `constraints/${one}`,
          booleanPolicy: { enforced: true },
        })),
      }),
})
