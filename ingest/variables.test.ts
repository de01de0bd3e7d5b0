import { expect, test } from 'vitest'
import { environmentProps, traceVariables, variablesOf } from './variables.ts'

test('of variables only names and kinds of credential are kept', () => {
  const variables = variablesOf({ STAGE: 'prod', DB_PASSWORD: 'correct-horse' })
  expect(environmentProps(traceVariables(variables))).toEqual({
    environmentNames: ['DB_PASSWORD', 'STAGE'],
    environmentCredentialKinds: ['password'],
    foreignClients: [],
    environmentAccessKeyIds: [],
  })
})

test('a variable that is kept elsewhere gives nothing away', () => {
  expect(traceVariables([{ name: 'DB_PASSWORD' }])).toEqual({
    names: ['DB_PASSWORD'],
    kinds: [],
    accessKeyIds: [],
    foreignClients: [],
  })
})

test('a command can hold a credential too', () => {
  expect(traceVariables([], 'deploy --key AKIAQYLPMN5HXAMPLE77').accessKeyIds).toEqual([
    'AKIAQYLPMN5HXAMPLE77',
  ])
})
