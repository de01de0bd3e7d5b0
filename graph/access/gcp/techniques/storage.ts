import { ALLOWED, TECHNIQUE } from '../../../likelihood.ts'
import { PUBLIC_ACCESS_PREVENTION } from '../constraints.ts'
import { defineGcpTechnique, type GcpTechnique, has, notEnforced, onTarget } from '../technique.ts'

const PERMISSIONS = 'https://cloud.google.com/storage/docs/access-control/iam-permissions'
const open = notEnforced(PUBLIC_ACCESS_PREVENTION, 'public access prevention is not enforced on the bucket')

const bucket = {
  category: 'data',
  target: 'GcpBucket',
  likelihood: ALLOWED,
  references: [PERMISSIONS],
} as const

const writes: GcpTechnique = defineGcpTechnique({
  ...bucket,
  id: null,
  title: 'Writes objects into a bucket',
  edge: 'CAN_WRITE',
  attack: ['T1565.001'],
  needs: [onTarget('storage.objects.create')],
  nearMisses: [{ says: 'reading is not writing', role: 'roles/storage.objectViewer' }],
})

export const STORAGE: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...bucket,
    id: 'gcp-storage-object-read',
    title: 'Reads the objects of a bucket',
    edge: 'CAN_READ',
    attack: ['T1530'],
    who: 'somebody',
    needs: [onTarget('storage.objects.get')],
    nearMisses: [
      { says: 'Editor of the project reads no objects', role: 'roles/editor' },
      { says: 'neither does Viewer', role: 'roles/viewer' },
    ],
  }),
  defineGcpTechnique({
    ...bucket,
    id: 'gcp-storage-public-object',
    title: 'Anyone reads the objects of a bucket',
    edge: 'CAN_READ',
    attack: ['T1530'],
    references: [PERMISSIONS, 'https://cloud.google.com/storage/docs/public-access-prevention'],
    who: 'anyone',
    needs: [onTarget('storage.objects.get')],
    prerequisites: [open],
    publicProperty: 'publicRead',
    nearMisses: [
      {
        says: 'public access prevention is enforced while the binding remains',
        target: { publicAccessPrevention: 'enforced' },
      },
      {
        says: 'the organization enforces it',
        enforces: ['storage.publicAccessPrevention'],
      },
    ],
  }),
  { ...writes, who: 'somebody' },
  { ...writes, who: 'anyone', prerequisites: [open], publicProperty: 'publicWrite' },
  defineGcpTechnique({
    ...bucket,
    id: 'gcp-storage-object-acl',
    title: 'Lets itself read objects by their access control lists',
    edge: 'CAN_READ',
    attack: ['T1530'],
    likelihood: TECHNIQUE.twoCalls,
    references: [PERMISSIONS, 'https://cloud.google.com/storage/docs/uniform-bucket-level-access'],
    who: 'somebody',
    unless: 'storage.objects.get',
    needs: [onTarget('storage.objects.setIamPolicy')],
    prerequisites: [
      has('uniformAccess', [false], 'lists of objects count: uniform bucket-level access is off'),
    ],
    nearMisses: [
      { says: 'with uniform bucket-level access lists are ignored', target: { uniformAccess: true } },
    ],
  }),
]
