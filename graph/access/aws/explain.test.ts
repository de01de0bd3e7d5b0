import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { can } from './can.ts'
import { allow, deny, type EstateParts, factsOf, HOME, OTHER, policy, trust, user } from './testkit.ts'

const ALICE = user('alice')
const GET = 's3:GetObject'
const reason = (
  parts: Partial<EstateParts>,
  principal = ALICE,
  action = GET,
  resource = 'arn:aws:s3:::data/x',
) => can(factsOf({ identities: {}, buckets: { data: {} }, ...parts }), { principal, action, resource }).reason
const alice = (...statements: readonly Props[]) => ({
  identities: { [ALICE]: { policies: [policy(...statements)] } },
})
const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }

test('what allows is told by number or Sid, three statements at most', () => {
  expect(reason(alice(allow(GET)))).toBe(`${GET} is allowed by statement 0 of the identity policy`)
  const named = { ...allow(GET), Sid: 'Read' }
  expect(reason(alice(deny('ec2:*'), named))).toBe(`${GET} is allowed by "Read" of the identity policy`)
  const [one, two] = ['statement 0', 'statement 1'].map((name) => `${name} of the identity policy`)
  expect(reason(alice(allow(GET), allow(GET)))).toBe(`${GET} is allowed by ${one}, ${two}`)
  const three = `${one}, ${two}, statement 2 of the identity policy`
  expect(reason(alice(allow(GET), allow(GET), allow(GET)))).toBe(`${GET} is allowed by ${three}`)
  const four = [allow(GET), allow(GET), allow(GET), allow(GET)]
  expect(reason(alice(...four))).toBe(`${GET} is allowed by ${three} and 1 more`)
})

test('the root user needs no statement', () => {
  expect(reason({}, `arn:aws:iam::${HOME}:root`)).toBe(
    `${GET} is allowed by default: the account root user has full access`,
  )
})

test('what denies is told by its statement', () => {
  const document = policy({ ...deny('s3:*'), Principal: '*' })
  const parts = { ...alice(allow(GET)), buckets: { data: { policy: document } } }
  expect(reason(parts)).toBe(`${GET} is denied by statement 0 of the resource policy`)
})

test('what does not allow is told by its layer', () => {
  expect(reason(alice())).toBe(`${GET} is not allowed: no identity policy allows it`)
  const bounded = {
    identities: { [ALICE]: { policies: [policy(allow(GET))], boundary: policy(allow('ec2:*')) } },
  }
  expect(reason(bounded)).toBe(`${GET} is not allowed: the permissions boundary does not allow it`)
  const levels = (name: string) => ({
    ...alice(allow(GET)),
    accounts: { [HOME]: { [name]: [[policy({ ...allow('ec2:*'), Principal: '*' })]] } },
  })
  expect(reason(levels('serviceControlPolicies'))).toBe(
    `${GET} is not allowed: a level of the organization has no service control policy that allows it`,
  )
  expect(reason(levels('resourceControlPolicies'))).toBe(
    `${GET} is not allowed: a level of the organization has no resource control policy that allows it`,
  )
  const carol = user('carol', OTHER)
  const far = { accounts: { [OTHER]: {} }, identities: { [carol]: { policies: [policy(allow(GET))] } } }
  expect(reason(far, carol)).toBe(`${GET} is not allowed: the resource policy does not allow it`)
  const federated = `arn:aws:sts::${HOME}:federated-user/alice`
  expect(reason(alice(allow(GET)), federated)).toBe(
    `${GET} is not allowed: the session policy does not allow it`,
  )
})

test('what is open is told by the layer it hangs on', () => {
  expect(reason(alice(allow(GET, '*', mfa)))).toBe(
    `${GET} hangs on context that is not known: the identity policy may or may not allow it`,
  )
  expect(reason(alice(allow(GET), deny('s3:*', '*', mfa)))).toBe(
    `${GET} is allowed unless a Deny of the identity policy applies, which hangs on context that is not known`,
  )
  const deploy = `arn:aws:iam::${HOME}:role/deploy`
  const parts = {
    identities: {
      [ALICE]: { policies: [policy(allow('sts:AssumeRole'))] },
      [deploy]: { trust: trust({ AWS: HOME }, mfa) },
    },
  }
  expect(reason(parts, ALICE, 'sts:AssumeRole', deploy)).toBe(
    'sts:AssumeRole hangs on context that is not known: the resource policy may or may not allow it',
  )
})
