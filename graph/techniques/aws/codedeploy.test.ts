import { describe, expect, test } from 'vitest'
import { derivePrivilegesIn, withProps } from '../techniques.testkit.ts'
import { revisionDeployed } from './codedeploy.ts'

const { example } = revisionDeployed
const idOf = (kind: string) => example.nodes.find(([, own]) => own === kind)?.[0] ?? 'none'
const [GROUP, INSTANCE] = [idOf('AwsCodeDeployGroup'), idOf('AwsEc2Instance')]
const filter = (key: string | null, value: string | null, type = 'KEY_AND_VALUE') => ({ key, value, type })
const reached = (tagFilters: Parameters<typeof withProps>[2][string], tags: readonly string[]) =>
  derivePrivilegesIn(
    [revisionDeployed],
    withProps(withProps(example, GROUP, { tagFilters }), INSTANCE, { tags }),
  ).edges.length

describe('a deployment goes to instances that', () => {
  const app = [[filter('app', 'shop')]]
  const both = [[filter('app', 'shop'), filter('app', 'blog')], [filter('tier', null, 'KEY_ONLY')]]
  test.each([
    ['have the tag', app, ['app=shop'], 1],
    ['have it with another value: no', app, ['app=blog'], 0],
    ['have no tags: no', app, [], 0],
    ['fit every list by one filter', both, ['app=blog', 'tier=web'], 1],
    ['fit one list of two: no', both, ['app=blog'], 0],
    ['have the value under any key', [[filter(null, 'shop', 'VALUE_ONLY')]], ['x=shop'], 1],
    ['are named by no filter: no', [], ['app=shop'], 0],
  ])('%s', (_name, filters, tags, edges) => {
    expect(reached(filters, tags)).toBe(edges)
  })
})

test('it goes to the instances of its Auto Scaling groups, in its region', () => {
  const scaling = (region: string) => ({
    ...withProps(example, GROUP, { tagFilters: [], autoScalingGroups: ['web'] }),
    facts: [...example.facts, ['asg', 'MANAGES', INSTANCE] as const],
    nodes: [
      ...withProps(example, GROUP, { tagFilters: [], autoScalingGroups: ['web'] }).nodes,
      ['asg', 'AwsAutoScalingGroup', { account: '111111111111', region, name: 'web' }] as const,
    ],
  })
  expect(derivePrivilegesIn([revisionDeployed], scaling('us-east-1')).edges).toHaveLength(1)
  expect(derivePrivilegesIn([revisionDeployed], scaling('eu-west-1')).edges).toEqual([])
})
