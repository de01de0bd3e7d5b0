import { expect, test } from 'vitest'
import { namesOf } from './names.ts'

test('a provider is known by its URL', () => {
  expect(namesOf('arn:aws:iam::111122223333:oidc-provider/gitlab.com/group')).toContain('gitlab.com/group')
})

test('a secret is known by its name, without the random suffix of its ARN', () => {
  expect(namesOf('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3')).toContain('prod/db')
})

test('other names keep an ending that looks like such a suffix', () => {
  expect(namesOf('arn:aws:lambda:eu-west-1:111122223333:function:order-events')).not.toContain('order')
})

test('a name that is no ARN has no other', () => {
  expect(namesOf('prod/db')).toEqual([])
})
