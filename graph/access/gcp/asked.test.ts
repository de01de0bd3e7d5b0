import { describe, expect, test } from 'vitest'
import type { ShortBinding } from './estate.testkit.ts'
import { ANN, ask, DATA, GET, type More, READER } from './question.testkit.ts'

describe('who is asked about', () => {
  const open: readonly ShortBinding[] = [[READER, ['allUsers']]]
  const signedIn: readonly ShortBinding[] = [[READER, ['allAuthenticatedUsers']]]
  test.each<[string, readonly ShortBinding[], string]>([
    ['*', open, 'allowed'],
    ['Internet', open, 'allowed'],
    ['allUsers', open, 'allowed'],
    ['*', signedIn, 'denied'],
    ['Internet', signedIn, 'denied'],
    ['AnyGoogleAccount', signedIn, 'allowed'],
    ['allAuthenticatedUsers', signedIn, 'allowed'],
    [ANN, signedIn, 'allowed'],
    ['domain:example.com', [[READER, ['domain:example.com']]], 'allowed'],
    ['USER', [], 'nobody of Google Cloud'],
    ['projectViewer:shop', open, 'is nobody who asks; write a member such as user:ann@example.com'],
    ['principalSet://goog/unheard-of', open, 'is nobody who asks'],
    [
      'deleted:user:ann@example.com?uid=1',
      open,
      '"deleted:user:ann@example.com?uid=1" was deleted: nobody can be it',
    ],
  ])('%s by %s', (who, bindings, expected) => {
    const answer = () => ask(bindings, {}, who).decision
    if (['allowed', 'denied'].includes(expected)) expect(answer()).toBe(expected)
    else expect(answer).toThrow(expected)
  })
})

describe('an action', () => {
  const grants = (role: string, action: string, resource: string) =>
    ask([[role, [ANN]]], {}, ANN, action, resource).decision

  test.each([
    ['storage.objectViewer', 'storage.googleapis.com/objects.get', DATA],
    ['resourcemanager.projectIamAdmin', 'cloudresourcemanager.googleapis.com/projects.setIamPolicy', 'shop'],
    ['resourcemanager.projectIamAdmin', 'resourcemanager.projects.setIamPolicy', 'shop'],
    ['iam.serviceAccountKeyAdmin', 'iam.googleapis.com/serviceAccountKeys.create', 'shop'],
  ])('that %s contains may be written %s', (role, action, resource) => {
    expect(grants(role, action, resource)).toBe('allowed')
  })

  test('of workload identity pools is written in one way only', () => {
    const made = 'iam.googleapis.com/workloadIdentityPools.create'
    const own = { kind: 'GcpRole', props: { role: 'projects/shop/roles/pools', permissions: [made] } }
    const answer = ask([['projects/shop/roles/pools', [ANN]]], { nodes: { own } }, ANN, made, 'shop')
    expect(answer.decision).toBe('allowed')
  })

  const malformed =
    'is no permission of Google Cloud; write it as service.resource.verb, such as storage.objects.get'
  test.each([
    ['get', malformed],
    ['objects.get', malformed],
    ['Storage.objects.get', malformed],
    ['1storage.objects.get', malformed],
    ['storage.objects.get!', malformed],
    ['storage.objects.get.', malformed],
    ['storage..get', malformed],
    [' storage.objects.get', malformed],
    ['storage.googleapis.com/objects/get', malformed],
    ['storage.googleapis.com/', malformed],
    ['x/storage.googleapis.com/objects.get', malformed],
    ['storage.Objects.Get', 'did you mean storage.objects.get?'],
    [
      'storage.object.get',
      '"storage.object.get" is no permission of Google Cloud; did you mean storage.objects.get?',
    ],
    ['storage.googleapis.com/object.get', '"storage.googleapis.com/object.get" is no permission'],
  ])('%s is refused', (action, says) => {
    expect(() => ask([], {}, ANN, action)).toThrow(says)
  })

  test('that nothing tells of is asked about as it is', () => {
    expect(ask([], {}, ANN, 'newservice.things.get', 'shop').decision).toBe('denied')
    expect(ask([], {}, ANN, 'newservice.some.deep.things.get', 'shop').decision).toBe('denied')
  })
})

describe('a resource', () => {
  const more: More = {
    nodes: {
      shop: {
        kind: 'GcpProject',
        in: 'organizations/1',
        bindings: [[READER, [ANN]]],
        props: { projectNumber: '42' },
      },
      '//storage.googleapis.com/gone': { kind: 'GcpBucket', in: 'shop', props: { stub: true } },
    },
  }
  test.each([
    DATA,
    'gs://data',
    '//storage.googleapis.com/projects/_/buckets/data',
    'shop',
    'projects/shop',
    'projects/42',
    'gs://data/a/b/c',
    '//storage.googleapis.com/projects/_/buckets/data/objects/a',
  ])('may be written %s', (resource) => {
    const answer = ask([], more, ANN, GET, resource)
    expect(answer.decision).toBe('allowed')
  })

  test.each([
    ['//storage.googleapis.com/gone'],
    ['//storage.googleapis.com/gone/a'],
    ['gs://other/data'],
    ['projects/other'],
    ['//storage.googleapis.com/x/gs://data'],
    ['//x'],
  ])('%s is not in the snapshot', (resource) => {
    expect(() => ask([], more, ANN, GET, resource)).toThrow(`${resource} is not in the snapshot`)
  })

  const of = (condition: string, resource: string) =>
    ask([[READER, [ANN], condition]], {}, ANN, GET, resource).decision
  test.each([
    ['resource.name == "projects/_/buckets/data/objects/a/b.csv"', 'gs://data/a/b.csv', 'allowed'],
    ['resource.name == "projects/_/buckets/data/objects/a/b.csv"', 'gs://data/objects/a/b.csv', 'allowed'],
    ['resource.name == "projects/_/buckets/data/objects/b.csv"', 'gs://data/a/b.csv', 'denied'],
    ['resource.name == "projects/_/buckets/data/objects/a"', 'gs://data', 'conditional'],
  ])('is what conditions see: %s of %s', (condition, resource, expected) => {
    expect(of(condition, resource)).toBe(expected)
  })
})
