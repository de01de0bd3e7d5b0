import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, HOME, OTHER, policy } from './testkit.ts'

const IMAGES = `arn:aws:ecr:eu-west-1:${HOME}:repository/images`

function isPublic(document: Props | null | undefined): unknown {
  const props = { account: HOME, ...(document === undefined ? {} : { policy: document }) }
  const { properties } = derive({ identities: {}, nodes: [{ id: IMAGES, kind: 'AwsEcrRepository', props }] })
  return properties.get(IMAGES)?.publicAccess
}

const everyone = { Principal: '*' }
const pull = { ...allow('ecr:BatchGetImage'), ...everyone }

test('a repository whose policy lets anyone pull is public', () => {
  expect(isPublic(policy(pull))).toBe(true)
})

test.each([
  ['another account alone', policy({ ...pull, Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })],
  [
    'anyone of an organization',
    policy({ ...pull, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
  ],
  ['anyone, and denies it again', policy(pull, { ...deny('ecr:*'), ...everyone })],
  ['nobody', null],
])('one that lets in %s is not', (_whom, document) => {
  expect(isPublic(document)).toBe(false)
})

test('a Deny for other addresses than any, or any but one office, takes nothing or everything away', () => {
  const unlessFrom = (range: string) => ({
    ...deny('ecr:*'),
    ...everyone,
    Condition: { NotIpAddress: { 'aws:SourceIp': range } },
  })
  expect(isPublic(policy(pull, unlessFrom('0.0.0.0/0')))).toBe(true)
  expect(isPublic(policy(pull, unlessFrom('198.51.100.0/24')))).toBe(false)
})

test('of one whose policy was not read nothing is said', () => {
  expect(isPublic(undefined)).toBe(undefined)
})

test('a vault is public when anyone may ask for its archives', () => {
  const VAULT = `arn:aws:glacier:eu-west-1:${HOME}:vaults/backups`
  const isOpen = (action: string) => {
    const document = policy({ ...allow(action, VAULT), ...everyone })
    const node = { id: VAULT, kind: 'AwsGlacierVault', props: { account: HOME, policy: document } }
    return derive({ identities: {}, nodes: [node] }).properties.get(VAULT)?.publicAccess
  }
  expect(isOpen('glacier:InitiateJob')).toBe(true)
  expect(isOpen('glacier:ListTagsForVault')).toBe(false)
})

const LOGS = `arn:aws:es:eu-west-1:${HOME}:domain/logs`

function isOpenDomain(statement: Props | null, publicEndpoint: boolean | 'unread' = true): unknown {
  const props = {
    account: HOME,
    ...(statement === null ? {} : { policy: policy(statement) }),
    ...(publicEndpoint === 'unread' ? {} : { publicEndpoint }),
  }
  const { properties } = derive({ identities: {}, nodes: [{ id: LOGS, kind: 'AwsOpenSearchDomain', props }] })
  return properties.get(LOGS)?.publicAccess
}

const search = { ...allow('es:ESHttp*', `${LOGS}/*`), ...everyone }

test.each([
  ['everything', search],
  ['one index', { ...search, Resource: `${LOGS}/public-*` }],
  ['reading alone', { ...search, Action: 'es:ESHttpGet' }],
  ['everything from any address', { ...search, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }],
])('a domain on the Internet whose policy lets anyone at %s is public', (_what, statement) => {
  expect(isOpenDomain(statement)).toBe(true)
})

test.each([
  ['from one address', { ...search, Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.7/32' } } }],
  ['of another account', { ...search, Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }],
  ['at its configuration alone', { ...search, Action: 'es:DescribeDomain', Resource: LOGS }],
])('one that lets people %s at it is not', (_who, statement) => {
  expect(isOpenDomain(statement)).toBe(false)
})

test('a domain in a VPC is not, whatever its policy says and whether it was read', () => {
  expect(isOpenDomain(search, false)).toBe(false)
  expect(isOpenDomain(null, false)).toBe(false)
})

test('of a domain of which one of both was not read nothing is said', () => {
  expect(isOpenDomain(search, 'unread')).toBe(undefined)
  expect(isOpenDomain(null)).toBe(undefined)
})

const FILES = `arn:aws:elasticfilesystem:eu-west-1:${HOME}:file-system/fs-1`
const mount = { ...allow('elasticfilesystem:ClientMount', FILES), ...everyone }

// https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
test.each<[string, Props | null, boolean]>([
  ['lets anyone mount it', policy(mount), true],
  [
    'asks for a mount target',
    policy({ ...mount, Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }),
    false,
  ],
  ['names a role', policy({ ...mount, Principal: { AWS: `arn:aws:iam::${HOME}:role/app` } }), false],
  ['is none', null, false],
])('a file system whose policy %s: public is %s', (_what, document, expected) => {
  const node = { id: FILES, kind: 'AwsEfsFileSystem', props: { account: HOME, policy: document } }
  expect(derive({ identities: {}, nodes: [node] }).properties.get(FILES)?.publicAccess).toBe(expected)
})
