import { expect, test } from 'vitest'
import { toApiError } from './errors.ts'

const stateOf = (error: object, page = 0) => toApiError(error, 'ec2 describe-vpcs', 'eu-west-1', page).state

test.each([
  ['AccessDenied', 'DENIED'],
  ['AccessDeniedException', 'DENIED'],
  ['UnauthorizedOperation', 'DENIED'],
  ['AuthorizationErrorException', 'DENIED'],
  ['Throttling', 'THROTTLED'],
  ['ThrottlingException', 'THROTTLED'],
  ['RequestLimitExceeded', 'THROTTLED'],
  ['TooManyRequestsException', 'THROTTLED'],
  ['SlowDown', 'THROTTLED'],
  ['ExpiredToken', 'EXPIRED'],
  ['ExpiredTokenException', 'EXPIRED'],
  ['RequestExpired', 'EXPIRED'],
  ['OptInRequired', 'UNSUPPORTED'],
  ['InvalidClientTokenId', 'UNSUPPORTED'],
  ['UnrecognizedClientException', 'UNSUPPORTED'],
  ['ENOTFOUND', 'UNSUPPORTED'],
  ['InternalError', 'FAILED'],
  ['ECONNREFUSED', 'FAILED'],
])('%s is %s', (name, state) => {
  expect(stateOf({ name })).toBe(state)
})

test('a denial that says that Macie is off is none', () => {
  const error = (message: string) => Object.assign(new Error(message), { name: 'AccessDeniedException' })
  const codeOf = (message: string) =>
    toApiError(error(message), 'macie2 get-macie-session', 'eu-west-1', 0).code
  expect(codeOf('Macie is not enabled')).toBe('MacieNotEnabled')
  expect(codeOf('User is not authorized to perform: macie2:GetMacieSession')).toBe('AccessDeniedException')
})

test('a 403 without a code of its own is a denial', () => {
  expect(stateOf({ name: 'UnknownError', $metadata: { httpStatusCode: 403 } })).toBe('DENIED')
})

test('a failure after the first page is a truncated list', () => {
  expect(stateOf({ name: 'InternalError' }, 2)).toBe('TRUNCATED')
})

test('a denial after the first page is still a denial', () => {
  expect(stateOf({ name: 'AccessDenied' }, 2)).toBe('DENIED')
})

test('a denial does not repeat who was denied what', () => {
  const error = Object.assign(new Error('User: arn:aws:iam::1:user/u is not authorized'), {
    name: 'AccessDenied',
  })
  expect(toApiError(error, 's3api list-buckets', 'us-east-1', 0).message).toBe(
    's3api list-buckets: AccessDenied',
  )
})
