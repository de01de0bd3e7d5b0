import { constraint } from '../../access/gcp/constraints.ts'
import { defineGcpTechnique, type GcpTechnique, type Prerequisite } from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'

/** Whoever has no right to the key gets nothing out of a copy; of a key of Google's nothing is asked. */
const readable: Prerequisite = {
  id: 'copy-encryption',
  says: 'no key of the customer keeps the copy closed',
  control: true,
  decide({ props: { encryption } }) {
    if (encryption === 'google') return { state: 'met' }
    return { state: encryption === 'supplied' ? 'unmet' : 'unknown' }
  },
  example: { target: { encryption: 'google' } },
  nearMiss: { encryption: 'supplied' },
}

const USE = constraint('compute.storageResourceUseRestrictions')

/** A list that is set names who may use disks, images and snapshots: whether the attacker's project is on it is open. */
const usableElsewhere: Prerequisite = {
  id: 'use-elsewhere',
  toldAs: 'organization-policy',
  says: 'no constraint keeps copies from projects of the attacker',
  decide({ id }, { constraints }) {
    return { state: constraints.isSet(USE, id) ? 'unknown' : 'met' }
  },
  example: {},
  nearMiss: null,
}

const copied = {
  category: 'data',
  edge: 'CAN_COPY',
  likelihood: TECHNIQUE.twoCalls,
  prerequisites: [readable, usableElsewhere],
} as const

const SHARING = 'https://cloud.google.com/compute/docs/images/managing-access-custom-images'
const supplied = {
  says: 'encrypted with a key that only its owner has',
  target: { encryption: 'supplied' },
} as const

/** How what holds a copy of a disk is used and shared. */
const KINDS = [
  ['GcpDisk', 'disks'],
  ['GcpSnapshot', 'snapshots'],
  ['GcpImage', 'images'],
] as const

export const DISKS: readonly GcpTechnique[] = [
  ...KINDS.map(([target, collection]) =>
    defineGcpTechnique({
      ...copied,
      id: 'gcp-gce-snapshot-copy',
      title: 'Makes a disk of its own out of a disk, snapshot or image',
      attack: ['T1578.001', 'T1537'],
      references: [
        'https://cloud.google.com/compute/docs/disks/create-snapshots',
        'https://cloud.google.com/compute/docs/access/iam-permissions',
      ],
      target,
      needs: [
        [{ permission: `compute.${collection}.useReadOnly`, on: 'target' }],
        ...(target === 'GcpDisk'
          ? [
              [
                { permission: 'compute.disks.createSnapshot', on: 'target' },
                { permission: 'compute.snapshots.create', on: 'project' },
              ] as const,
            ]
          : []),
      ],
      nearMisses: [
        supplied,
        { says: 'seeing it is not using it', permissions: [`compute.${collection}.get`] },
      ],
    }),
  ),
  ...[...KINDS, ['GcpMachineImage', 'machineImages'] as const].map(([target, collection]) =>
    defineGcpTechnique({
      ...copied,
      id: 'gcp-gce-share-image',
      title: 'Shares a disk, snapshot or image with anyone',
      attack: ['T1537'],
      references: [SHARING, 'https://cloud.google.com/compute/docs/access/iam-permissions'],
      target,
      needs: [[{ permission: `compute.${collection}.setIamPolicy`, on: 'target' }]],
      nearMisses: [
        supplied,
        { says: 'reading the policy is not writing it', permissions: [`compute.${collection}.getIamPolicy`] },
      ],
    }),
  ),
]
