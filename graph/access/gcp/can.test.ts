import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { can, whoCan } from '../can.ts'
import type { ShortBinding, ShortNode } from './estate.testkit.ts'
import { ANN, ask, DATA, entitlement, factsOf, GET, type More, READER } from './question.testkit.ts'

describe('a member of a binding', () => {
  test('may what the role contains, on all below, by the binding that says so', () => {
    expect(
      ask([
        ['viewer', [ANN]],
        [READER, [ANN]],
      ]),
    ).toEqual({
      decision: 'allowed',
      by: [{ policy: 'shop', statement: 1, effect: 'Allow', layer: 'allow-policy', sid: null }],
      conditions: [],
      reason: 'roles/storage.objectViewer on shop grants it',
    })
    expect(ask([['viewer', [ANN]]])).toMatchObject({ decision: 'denied', by: [] })
  })

  test('is asked about in the spelling of deny policies, too', () => {
    expect(ask([[READER, [ANN]]], {}, ANN, 'storage.googleapis.com/objects.get').decision).toBe('allowed')
  })

  test('may not what a deny rule names, nor where the perimeter lets nobody in', () => {
    const rule = {
      deniedPrincipals: ['principal://goog/subject/ann@example.com'],
      deniedPermissions: ['storage.googleapis.com/objects.get'],
    }
    expect(ask([[READER, [ANN]]], { deny: { 'organizations/1': [rule] } })).toMatchObject({
      decision: 'denied',
      by: [{ policy: 'organizations/1#deny', effect: 'Deny', layer: 'deny-policy' }],
    })
    const perimeter: ShortNode = {
      kind: 'GcpServicePerimeter',
      props: {
        perimeterType: 'PERIMETER_TYPE_REGULAR',
        resources: ['projects/shop'],
        restrictedServices: ['storage.googleapis.com'],
      },
    }
    expect(ask([[READER, [ANN]]], { nodes: { perimeter } })).toMatchObject({
      decision: 'denied',
      by: [{ policy: 'perimeter', layer: 'service-perimeter' }],
    })
  })

  test('may perhaps what a condition leaves open, and what a role that is not known may contain', () => {
    expect(ask([[READER, [ANN], 'request.auth.claims.level > 3']])).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'iam-condition', detail: 'request.auth.claims.level > 3' }],
    })
    expect(ask([['never.heardOf', [ANN]]]).conditions).toMatchObject([{ key: 'role-not-read' }])
  })

  test('may perhaps what the table of predefined roles does not tell of a role', () => {
    const lists = (role: string) => ask([[role, [ANN]]], {}, ANN, 'compute.instances.list', 'shop')
    expect(lists('compute.viewer')).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'role-not-read', detail: expect.stringContaining('compute.instances.list') }],
    })
    const own = {
      kind: 'GcpRole',
      props: { role: 'roles/compute.viewer', permissions: ['compute.instances.get'] },
    }
    const read = factsOf([['compute.viewer', [ANN]]], { nodes: { own } })
    expect(can(read, { principal: ANN, action: 'compute.instances.list', resource: 'shop' }).decision).toBe(
      'denied',
    )
  })
})

describe('an object of a bucket', () => {
  const only = 'resource.name.startsWith("projects/_/buckets/data/objects/public/")'
  const sheets = 'resource.name.endsWith(".csv")'
  test.each([
    [`${DATA}/public/a.csv`, 'allowed', only],
    ['gs://data/public/a.csv', 'allowed', only],
    [`${DATA}/private/a.csv`, 'denied', only],
    [`${DATA}/a.csv`, 'allowed', sheets],
    [`${DATA}/a.txt`, 'denied', sheets],
  ])('%s is %s where the condition is %s', (resource, decision, condition) => {
    expect(ask([[READER, [ANN], condition]], {}, ANN, GET, resource).decision).toBe(decision)
  })
})

describe('an organization policy', () => {
  const enforces = (name: string): Partial<ShortNode> => ({
    props: { organizationPolicies: { [name]: { spec: { rules: [{ enforce: true }] } } } },
  })
  test('that prevents public access takes from everybody what anyone is granted, and nothing else', () => {
    const org = enforces('storage.publicAccessPrevention')
    const open: readonly ShortBinding[] = [[READER, ['allUsers']]]
    expect(ask(open).decision).toBe('allowed')
    expect(ask(open, { org })).toMatchObject({
      decision: 'denied',
      by: [{ policy: 'organizations/1', layer: 'organization-policy', effect: 'Deny' }],
    })
    expect(ask([[READER, ['allUsers', ANN]]], { org }).decision).toBe('allowed')
    expect(ask([[READER, ['allUsers', ANN]]], { org }, '*').decision).toBe('denied')
  })

  test('that lets nobody make keys holds that back from whoever may', () => {
    const names = ['iam.disableServiceAccountKeyCreation', 'iam.disableServiceAccountKeyUpload']
    const policies = Object.fromEntries(names.map((name) => [name, { spec: { rules: [{ enforce: true }] } }]))
    const keys = (org: Partial<ShortNode>) =>
      ask([['iam.serviceAccountKeyAdmin', [ANN]]], { org }, ANN, 'iam.serviceAccountKeys.create', 'shop')
        .decision
    expect(keys({})).toBe('allowed')
    expect(keys({ props: { organizationPolicies: policies } })).toBe('denied')
  })
})

describe('an entitlement of Privileged Access Manager', () => {
  const asked = (props?: Props) => ask([], { nodes: { rescue: entitlement(props) } })

  test('lets who is eligible take up its role first', () => {
    expect(asked()).toMatchObject({
      decision: 'conditional',
      by: [{ policy: 'rescue', statement: 0, effect: 'Allow', layer: 'entitlement' }],
      conditions: [{ key: 'entitlement-activation' }],
    })
    expect(asked({ approvalNeeded: true, approvers: ['user:bob@example.com'] }).conditions).toMatchObject([
      { key: 'entitlement-activation' },
      { key: 'approval' },
    ])
    const found = whoCan(factsOf([], { nodes: { rescue: entitlement() } }), { action: GET, resource: DATA })
    expect(found).toMatchObject([{ principal: ANN, decision: 'conditional' }])
  })

  test.each([
    ['is not available', { state: 'DELETING' }],
    ['is for somebody else', { eligible: ['user:bob@example.com'] }],
    ['gives another role', { roleBindings: [{ role: 'roles/viewer', condition: null }] }],
  ])('lets nobody do what it %s', (_, props) => {
    expect(asked(props).decision).toBe('denied')
  })
})

describe('who can', () => {
  const told = (bindings: readonly ShortBinding[], more: More = {}) =>
    whoCan(factsOf(bindings, more), { action: GET, resource: DATA }).map(
      ({ principal, decision }) => `${principal} ${decision}`,
    )

  test('tells groups and who is in them, and anyone first', () => {
    const groups = { 'team@example.com': [ANN] }
    expect(told([[READER, ['group:team@example.com']]], { groups })).toEqual([
      'group:team@example.com allowed',
      `${ANN} allowed`,
    ])
    expect(told([[READER, ['allUsers']]], { groups })).toEqual([
      'Internet allowed',
      `${ANN} allowed`,
      'group:team@example.com allowed',
      'AnyGoogleAccount allowed',
    ])
  })

  test('tells once that others may be in a group that was not read', () => {
    expect(told([[READER, ['group:team@example.com']]])).toEqual([
      'group:team@example.com allowed',
      '* conditional',
    ])
    expect(ask([[READER, ['group:team@example.com']]]).conditions).toEqual([
      { key: 'group-members-not-read', detail: 'who is in group:team@example.com' },
    ])
  })
})

describe('a question that makes no sense', () => {
  test.each([
    ['of a misspelt permission', ANN, 'storage.object.get', DATA, 'did you mean storage.objects.get?'],
    ['of an action of another cloud', ANN, 's3:GetObject', DATA, 'no permission of Google Cloud'],
    ['of a resource that was not read', ANN, GET, '//storage.googleapis.com/other', 'not in the snapshot'],
    ['of somebody who was deleted', 'deleted:user:ann@example.com?uid=1', GET, DATA, 'was deleted'],
    ['of nobody', 'ann', GET, DATA, 'user:ann@example.com'],
    ['of nothing', ANN, GET, 'data', 'no resource that was read'],
  ])('%s says what is wrong', (_, principal, action, resource, says) => {
    expect(() => ask([], {}, principal, action, resource)).toThrow(says)
  })

  test('with conditions of AWS says so', () => {
    const context = { 'aws:SourceIp': ['10.0.0.1'] }
    const question = { principal: ANN, action: GET, resource: DATA, context }
    expect(() => can(factsOf([]), question)).toThrow('takes no context')
  })
})
