import { expect, test } from 'vitest'
import { pagesOf } from './pages.ts'
import type { SdkClient } from './sdk.ts'

/** A client that answers with the pages one after another, and what it was asked. */
async function read(pages: readonly object[], declared: Parameters<typeof pagesOf>[1]['declared']) {
  const inputs: object[] = []
  const client: SdkClient = {
    send: async (command) => {
      inputs.push(command)
      return pages[inputs.length - 1] ?? {}
    },
    destroy: () => {},
    middlewareStack: { add: () => {} },
  }
  const operation = { commandName: 'List', createCommand: (input: object) => input, paginate: null }
  const got: object[] = []
  for await (const page of pagesOf(client, { operation, input: { Zone: 'z' }, declared })) got.push(page)
  return { got, inputs }
}

test('what a page tells of the next goes into the input beside what was asked', async () => {
  const pages = [{ NextName: 'b', NextType: 'A' }, { NextName: 'c', NextId: 'x' }, {}]
  const next = { StartName: 'NextName', StartType: 'NextType', StartId: 'NextId' }
  const { got, inputs } = await read(pages, { next })
  expect(got).toEqual(pages)
  expect(inputs).toEqual([
    { Zone: 'z' },
    { Zone: 'z', StartName: 'b', StartType: 'A' },
    { Zone: 'z', StartName: 'c', StartId: 'x' },
  ])
})

test('a call that declares nothing of it is made once, and so is one whose page ends it', async () => {
  expect((await read([{ NextToken: 'more' }], {})).inputs).toHaveLength(1)
  expect((await read([{ NextToken: '' }], { next: { NextToken: 'NextToken' } })).inputs).toHaveLength(1)
})
