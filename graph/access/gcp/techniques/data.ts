import { ALLOWED, WORKLOAD } from '../../../likelihood.ts'
import { defineGcpTechnique, type GcpTechnique, has, onTarget } from '../technique.ts'

const BIGQUERY = 'https://cloud.google.com/bigquery/docs/access-control'
const data = { category: 'data', likelihood: ALLOWED } as const

export const DATA: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...data,
    id: 'gcp-secret-access',
    title: 'Reads the versions of a secret',
    references: ['https://cloud.google.com/secret-manager/docs/access-control'],
    target: 'GcpSecret',
    edge: 'CAN_READ',
    needs: [onTarget('secretmanager.versions.access')],
    attack: ['T1555.006'],
    nearMisses: [
      { says: 'Viewer of the project sees no payload', role: 'roles/viewer' },
      { says: 'neither does Editor', role: 'roles/editor' },
      { says: 'nor the viewer of secrets', role: 'roles/secretmanager.viewer' },
    ],
  }),
  defineGcpTechnique({
    ...data,
    id: 'gcp-kms-decrypt',
    title: 'Decrypts with a key',
    references: ['https://cloud.google.com/kms/docs/reference/permissions-and-roles'],
    target: 'GcpCryptoKey',
    edge: 'CAN_READ',
    needs: [onTarget('cloudkms.cryptoKeyVersions.useToDecrypt')],
    attack: ['T1552', 'T1530'],
    nearMisses: [
      {
        says: 'who reads a bucket under the key needs no right to it, nor gets one',
        role: 'roles/storage.admin',
      },
      { says: 'encrypting is not decrypting', role: 'roles/cloudkms.cryptoKeyEncrypter' },
    ],
  }),
  defineGcpTechnique({
    ...data,
    id: 'gcp-bigquery-read',
    title: 'Reads the tables of a dataset',
    // Listing rows takes no job: https://cloud.google.com/bigquery/docs/reference/rest/v2/tabledata/list
    references: [BIGQUERY],
    target: 'GcpBigQueryDataset',
    edge: 'CAN_READ',
    needs: [onTarget('bigquery.tables.getData')],
    attack: ['T1213', 'T1530'],
    nearMisses: [
      { says: 'Viewer of the project reads no rows by the role itself', role: 'roles/viewer' },
      { says: 'metadata is no data', role: 'roles/bigquery.metadataViewer' },
    ],
  }),
  defineGcpTechnique({
    ...data,
    id: null,
    title: 'Writes the tables of a dataset',
    references: [BIGQUERY],
    target: 'GcpBigQueryDataset',
    edge: 'CAN_WRITE',
    needs: [onTarget('bigquery.tables.updateData')],
    attack: ['T1565.001'],
    nearMisses: [{ says: 'reading is not writing', role: 'roles/bigquery.dataViewer' }],
  }),
  defineGcpTechnique({
    ...data,
    id: 'gcp-artifact-image-push',
    title: 'Pushes images and packages that workloads fetch',
    references: [
      'https://cloud.google.com/artifact-registry/docs/access-control',
      'https://cloud.google.com/artifact-registry/docs/repositories/create-repos',
    ],
    target: 'GcpArtifactRepository',
    edge: 'CAN_WRITE',
    needs: [onTarget('artifactregistry.repositories.uploadArtifacts')],
    prerequisites: [
      has('immutableTags', [false], 'a tag that workloads name may be moved to another image', {
        control: true,
      }),
    ],
    attack: ['T1525', 'T1195.002'],
    nearMisses: [
      { says: 'tags are immutable, so that what is pulled stays', target: { immutableTags: true } },
      { says: 'pulling is not pushing', role: 'roles/artifactregistry.reader' },
    ],
  }),
  defineGcpTechnique({
    ...data,
    category: 'existing-workload',
    id: 'gcp-run-invoke',
    title: 'Invokes a Cloud Run service',
    references: ['https://cloud.google.com/run/docs/authenticating/overview'],
    target: 'GcpRunService',
    edge: 'CAN_INVOKE',
    needs: [onTarget('run.routes.invoke')],
    attack: ['T1190'],
    likelihood: WORKLOAD.publicFunction,
    nearMisses: [{ says: 'seeing a service is not invoking it', role: 'roles/run.viewer' }],
  }),
]
