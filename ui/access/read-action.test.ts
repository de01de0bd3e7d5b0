import { expect, test } from 'vitest'
import { readAction } from './read-action.ts'

test('of a bucket it is the objects that are read', () => {
  expect(readAction({ kind: 'AwsS3Bucket', resourceId: 'arn:aws:s3:::exports' })).toEqual({
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exports/*',
  })
})

test('of resources of Azure and Google Cloud it is their data', () => {
  expect(readAction({ kind: 'AzureKeyVault', resourceId: '/subscriptions/s' })).toEqual({
    action: 'data:Microsoft.KeyVault/vaults/secrets/getSecret/action',
    resource: '/subscriptions/s',
  })
  expect(readAction({ kind: 'GcpSecret', resourceId: '//secretmanager.googleapis.com/s' })?.action).toBe(
    'secretmanager.versions.access',
  )
})

test('of a kind without one action for it nothing is asked', () => {
  expect(readAction({ kind: 'AwsMachineImage', resourceId: 'ami-1' })).toBeUndefined()
})
