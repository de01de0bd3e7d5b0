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

test('a part of an Azure resource is known by the resource too, so that equal parts of two are not one', () => {
  const server = (name: string) =>
    `/subscriptions/s/resourceGroups/Web/providers/Microsoft.Sql/servers/${name}`
  expect(namesOf(server('one'))).toEqual(['web~servers~one'])
  expect(namesOf(`${server('one')}/databases/shop`)).toEqual(['web~one~databases~shop'])
  expect(namesOf(`${server('two')}/databases/shop`)).toEqual(['web~two~databases~shop'])
})
