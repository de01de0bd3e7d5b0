import { describe, expect, test } from 'vitest'
import type { Derivation } from '../../attack.ts'
import { deriveEstate, type ShortEstate, type ShortNode } from './estate.testkit.ts'

const ANN = 'user:ann@example.com'
const CRM = '//cloudresourcemanager.googleapis.com'
const DATA = '//storage.googleapis.com/data'
const READER = 'storage.objectViewer'

/** `env` of the organization, with two values. */
const TAGS: ShortEstate['nodes'] = {
  [`${CRM}/tagKeys/1`]: { kind: 'GcpTagKey', props: { tagId: 'tagKeys/1', namespacedName: '9/env' } },
  ...Object.fromEntries(
    ['prod', 'test'].map((shortName, at) => [
      `${CRM}/tagValues/${at}`,
      {
        kind: 'GcpTagValue',
        in: `${CRM}/tagKeys/1`,
        props: { tagId: `tagValues/${at}`, namespacedName: `9/env/${shortName}`, shortName },
      },
    ]),
  ),
}
const PROD = 0
const TEST = 1
const bound = (resource: string, value: number): ShortNode => ({
  kind: 'GcpTagBinding',
  props: { resource, tagValue: `tagValues/${value}` },
})
const PROJECT = `${CRM}/projects/42`
const BUCKET = '//storage.googleapis.com/projects/_/buckets/data'

const estate = (
  condition: string,
  bindings: readonly ShortNode[],
  tags: ShortEstate['nodes'] = TAGS,
): ShortEstate => ({
  nodes: {
    org: { kind: 'GcpOrganization' },
    'folders/7': { kind: 'GcpFolder', in: 'org' },
    project: {
      kind: 'GcpProject',
      in: 'folders/7',
      bindings: [[READER, [ANN], condition]],
      props: { projectNumber: '42' },
    },
    [DATA]: { kind: 'GcpBucket', in: 'project' },
    ...tags,
    ...Object.fromEntries(bindings.map((node, at) => [`binding-${at}`, node])),
  },
})

function reads(given: ShortEstate): 'yes' | 'maybe' | 'no' {
  const [edge] = deriveEstate(given).edges.filter(({ to }) => to === DATA)
  return edge === undefined ? 'no' : edge.conditions.length === 0 ? 'yes' : 'maybe'
}

const IS_PROD = "resource.matchTag('9/env', 'prod')"

describe('a condition on a tag', () => {
  test.each([
    ['holds on what bears it', IS_PROD, [bound(BUCKET, PROD)], 'yes'],
    ['holds below what bears it', IS_PROD, [bound(PROJECT, PROD)], 'yes'],
    ['holds below a folder that bears it', IS_PROD, [bound(`${CRM}/folders/7`, PROD)], 'yes'],
    ['does not hold with another value', IS_PROD, [bound(PROJECT, TEST)], 'no'],
    [
      'does not hold where a nearer value is another',
      IS_PROD,
      [bound(PROJECT, PROD), bound(BUCKET, TEST)],
      'no',
    ],
    ['does not hold where nothing bears it', IS_PROD, [], 'no'],
    ['does not hold for what another bucket bears', IS_PROD, [bound(`${CRM}/projects/77`, PROD)], 'no'],
    ['may hold where the key was not read', "resource.matchTag('9/team', 'a')", [], 'maybe'],
    ['may hold where the value was not read', IS_PROD, [bound(PROJECT, 7)], 'maybe'],
    [
      'may hold where a bucket that bears one was not found',
      IS_PROD,
      [bound('//storage.googleapis.com/x', PROD)],
      'maybe',
    ],
    ['names the key alone', "resource.hasTagKey('9/env')", [bound(PROJECT, TEST)], 'yes'],
    ['names the key by its id', "resource.hasTagKeyId('tagKeys/1')", [], 'no'],
    [
      'names both by their ids',
      "resource.matchTagId('tagKeys/1', 'tagValues/0')",
      [bound(PROJECT, PROD)],
      'yes',
    ],
    [
      'names another value by its id',
      "resource.matchTagId('tagKeys/1', 'tagValues/1')",
      [bound(PROJECT, PROD)],
      'no',
    ],
  ] as const)('%s', (_, condition, bindings, expected) => {
    expect(reads(estate(condition, bindings))).toBe(expected)
  })

  test('may hold, and is told, where no tags were read', () => {
    const given = estate(IS_PROD, [], {})
    expect(reads(given)).toBe('maybe')
    const told = ({ missing = [] }: Derivation) =>
      missing.filter(({ call }) => call.includes('tags bindings'))
    expect(told(deriveEstate(given))).toMatchObject([{ account: 'project' }])
    expect(told(deriveEstate(estate(IS_PROD, [])))).toEqual([])
  })
})

describe('a deny rule under a condition on a tag', () => {
  const denying = (bindings: readonly ShortNode[]): ShortEstate => ({
    ...estate("resource.name != 'x'", bindings),
    deny: {
      org: [
        {
          deniedPrincipals: ['principalSet://goog/public:all'],
          deniedPermissions: ['storage.googleapis.com/objects.get'],
          denialCondition: { expression: IS_PROD },
        },
      ],
    },
  })
  const wide = ({ nodes, ...rest }: ShortEstate): ShortEstate => ({
    ...rest,
    nodes: { ...nodes, org: { kind: 'GcpOrganization', bindings: [[READER, [ANN]]] } },
  })

  test('holds back on what bears the tag, though the grant is far above', () => {
    expect(reads(wide(denying([bound(BUCKET, PROD)])))).not.toBe('yes')
  })

  test('holds nothing back on what bears another', () => {
    const given = denying([bound(BUCKET, TEST)])
    const [edge] = deriveEstate(given).edges.filter(({ to }) => to === DATA)
    expect(edge?.conditions.map(({ key }) => key)).not.toContain('deny-policy')
    const [held] = deriveEstate(denying([bound(BUCKET, PROD)])).blocked
    expect(held?.by.type).toBe('deny-policy')
  })
})
