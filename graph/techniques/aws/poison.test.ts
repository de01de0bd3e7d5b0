import { expect, test } from 'vitest'
import { derivePrivilegesIn, withProps } from '../techniques.testkit.ts'
import { imageReplaced } from './poison.ts'

const { example } = imageReplaced
const repository = example.nodes.find(([, kind]) => kind === 'AwsEcrRepository')?.[0] ?? 'none'
const edges = (policy: Parameters<typeof withProps>[2][string]) =>
  derivePrivilegesIn([imageReplaced], withProps(example, repository, { policy })).edges

const deny = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action }],
})

test('the policy of the repository can keep an image from being pushed', () => {
  expect(edges(deny('ecr:PutImage'))).toEqual([])
  expect(edges(deny('ecr:BatchGetImage'))).toHaveLength(1)
})

test('a repository policy that was not collected leaves it open', () => {
  expect(edges(undefined)[0]?.conditions.map(({ state }) => state)).toContain('unknown')
})
