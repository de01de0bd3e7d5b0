import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../../graph/derive.ts'
import { mergePartitions } from '../../../graph/snapshot/merge.ts'
import { folderOf } from '../../files/files.testkit.ts'
import { readInputs } from '../../files/index.ts'
import { FILE_PROVIDERS } from '../../files/providers.ts'
import { collectAll } from '../../run.ts'

const ACCOUNT = '111122223333'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/r`
const POLICY = `${ROLE}#inline/p`

const ALLOW = '{"Effect":"Allow","Action":"*","Resource":"*"}'
const whole = (statement: string, version = '2012-10-17') =>
  `{"Version":"${version}","Statement":${statement}}`
const asText = (document: string) => JSON.stringify(document)
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const twice = (text: string) => encodeURIComponent(encodeURIComponent(text))

/** A role whose inline policy is this, as raw JSON in the file of an export. */
async function withDocument(document: string) {
  const details = `{"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{
    "Path":"/","RoleName":"r","RoleId":"AROA1","Arn":"${ROLE}","CreateDate":"2026-01-01T00:00:00+00:00",
    "AssumeRolePolicyDocument":${whole('[]')},"InstanceProfileList":[],"AttachedManagedPolicies":[],"Tags":[],
    "RolePolicyList":[{"PolicyName":"p","PolicyDocument":${document}}]}]}`
  const folder = await folderOf({
    [`${ACCOUNT}/global/iam/get-account-authorization-details.json`]: details,
    [`${ACCOUNT}/global/sts/get-caller-identity.json`]: `{"Account":"${ACCOUNT}","Arn":"${ROLE}","UserId":"x"}`,
  })
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs)
  const facts = mergePartitions(null, partitions, '2026-11-01T00:00:00.000Z')
  const began = process.cpuUsage()
  const { snapshot } = deriveSnapshot(facts)
  const { user } = process.cpuUsage(began)
  const states = snapshot.coverage
    .filter(({ service }) => service === 'iam')
    .flatMap(({ missing }) => missing.filter(({ resource }) => resource === POLICY).map(({ state }) => state))
  const grants = [...snapshot.relationships.values()].filter(
    ({ from, props }) => from === ROLE && props.evidence,
  )
  return { snapshot, states, grants, milliseconds: user / 1000 }
}

test('the policy in its place, well-formed, makes an administrator', async () => {
  const { grants, states } = await withDocument(whole(ALLOW))
  expect(grants.map(({ kind }) => kind)).toContain('ADMIN_OF')
  expect(states).toEqual([])
})

test('and so it does percent-encoded', async () => {
  const { grants } = await withDocument(asText(encodeURIComponent(whole(ALLOW))))
  expect(grants.map(({ kind }) => kind)).toContain('ADMIN_OF')
})

test.each<[string, string]>([
  ['null', 'null'],
  ['a number', '7'],
  ['an unknown Version', whole(ALLOW, '2026-01-01')],
  ['a lower-case effect', whole('{"Effect":"allow","Action":"*","Resource":"*"}')],
  ['a key twice, as text', asText(whole('{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}'))],
  ['__proto__', asText(whole('{"__proto__":{"Effect":"Allow"},"Action":"*","Resource":"*"}'))],
  ['invalid UTF-8', asText('%7B%FF%FE%7D')],
  ['10 MB', whole(`{"Sid":"${'x'.repeat(10_000_000)}","Effect":"Allow","Action":["*",7],"Resource":"*"}`)],
  [
    '10 MB as text',
    asText(whole(`{"Sid":"${'x'.repeat(10_000_000)}","Effect":"Allow","Action":"*","Resource":"*"}`)),
  ],
  ['100,000 statements', whole(`[${Array.from({ length: 100_000 }, () => ALLOW).join()}]`)],
  ['depth 10,000', asText(nested(10_000))],
  ['percent-encoded twice', asText(twice(whole(ALLOW)))],
])('a policy that is %s is told as unparseable, and allows nothing', async (_, document) => {
  const { snapshot, states, grants } = await withDocument(document)
  expect(snapshot.nodes.has(ROLE)).toBe(true)
  expect(grants).toEqual([])
  expect(states).toEqual(['UNPARSEABLE'])
})
