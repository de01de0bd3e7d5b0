import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { ec2 } from './index.ts'

const arn = (resource: string, account = '111111111111') => `arn:aws:ec2:us-east-1:${account}:${resource}`
const collect = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(
    ec2,
    Object.fromEntries(Object.entries(answers).map(([call, answer]) => [`ec2 ${call}`, answer])),
  )

const snapshot = (permissions: unknown) =>
  collect({
    'describe-snapshots': {
      Snapshots: [{ SnapshotId: 'snap-1', OwnerId: '111111111111', VolumeId: 'vol-ffffffff' }],
    },
    'describe-snapshot-attribute snap-1': permissions,
  })
const snapshotId = 'arn:aws:ec2:us-east-1::snapshot/snap-1'

test('a snapshot shared with all is public', async () => {
  const { props } = await snapshot({ CreateVolumePermissions: [{ Group: 'all' }] })
  expect(props(snapshotId)).toMatchObject({ public: true, sharedWith: [] })
})

test('a snapshot shared with an account is not public', async () => {
  const { props } = await snapshot({ CreateVolumePermissions: [{ UserId: '999999999999' }] })
  expect(props(snapshotId)).toMatchObject({ public: false, sharedWith: ['999999999999'] })
})

test('whether a snapshot is shared is unknown when that was denied', async () => {
  const { props } = await snapshot(denied('ec2 describe-snapshot-attribute'))
  expect(props(snapshotId)).not.toHaveProperty('public')
})

test("somebody else's snapshot is not the account's", async () => {
  const { ids } = await collect({
    'describe-snapshots': { Snapshots: [{ SnapshotId: 'snap-2', OwnerId: '999999999999' }] },
  })
  expect(ids).toEqual([])
})

test('a launch template is what its default version says', async () => {
  const { props, from } = await collect({
    'describe-launch-templates': {
      LaunchTemplates: [{ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web' }],
    },
    'describe-launch-template-versions lt-1': {
      LaunchTemplateVersions: [
        { DefaultVersion: false, LaunchTemplateData: { MetadataOptions: { HttpTokens: 'optional' } } },
        {
          DefaultVersion: true,
          LaunchTemplateData: {
            MetadataOptions: { HttpTokens: 'required' },
            IamInstanceProfile: { Name: 'web' },
          },
        },
      ],
    },
  })
  const id = arn('launch-template/lt-1')
  expect(props(id)).toMatchObject({ httpTokens: 'required', instanceProfile: 'web' })
  expect(from(id)).toEqual(['HAS_INSTANCE_PROFILE arn:aws:iam::111111111111:instance-profile/web'])
})
