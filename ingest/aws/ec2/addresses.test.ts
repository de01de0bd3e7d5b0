import { expect, test } from 'vitest'
import { collectFrom } from '../../answers.fixture.ts'
import { ec2 } from './index.ts'

const arn = (resource: string) => `arn:aws:ec2:us-east-1:111111111111:${resource}`

test('an elastic address is kept, in use or not', async () => {
  const { props } = await collectFrom(ec2, {
    'ec2 describe-addresses': {
      Addresses: [
        { PublicIp: '3.80.1.2', AllocationId: 'eipalloc-1', AssociationId: 'eipassoc-1' },
        { PublicIp: '3.80.1.3', AllocationId: 'eipalloc-2' },
      ],
    },
  })
  expect(props(arn('elastic-ip/eipalloc-1'))).toMatchObject({ publicIp: '3.80.1.2', associated: true })
  expect(props(arn('elastic-ip/eipalloc-2'))).toMatchObject({ publicIp: '3.80.1.3', associated: false })
})
