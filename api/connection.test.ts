import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Connection, listConnection, pageSize } from './connection.ts'

test('walking the pages of any list gives every item once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 200 }), async (list, first) => {
      const walked: number[] = []
      let after: string | null = null
      for (;;) {
        const page: Connection<number> = await listConnection({ first, after }, list)
        walked.push(...page.nodes)
        if (!page.pageInfo.hasNextPage) break
        after = page.pageInfo.endCursor
      }
      expect(walked).toEqual(list)
    }),
  )
})

test('the total is only computed when somebody asks', async () => {
  const page = await listConnection({ first: 1 }, ['a', 'b'])
  expect(typeof page.totalCount).toBe('function')
  expect(await page.totalCount()).toBe(2)
})

test.each([0, -1, 201])('a page of %i is refused', (first) => {
  expect(() => pageSize(first)).toThrow(/outside 1 to 200/)
})

test('pages of 1 and of 200 are given', () => {
  expect([pageSize(1), pageSize(200), pageSize(null), pageSize(undefined, 8)]).toEqual([1, 200, 50, 8])
})

test.each(['nonsense', '', Buffer.from('{"x":1}').toString('base64url')])(
  'the cursor %j is refused',
  async (after) => {
    await expect(listConnection({ after }, [1])).rejects.toThrow('not a cursor of this list')
  },
)
