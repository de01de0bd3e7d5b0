import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseBlock } from '../addresses.ts'
import { internetBut, rangesOf } from '../internet.ts'
import { allPorts, formatPorts, withoutControl } from '../ports.ts'
import { azureVerdict } from './can-reach.ts'
import { factsOf, ShortEstate } from './estate.testkit.ts'

/** What gets from one place to another in Azure, and what stops the rest; the page decides. */
const cases = z.array(
  ShortEstate.extend({
    name: z.string(),
    reference: z.url(),
    /** From, to. */
    ask: z.tuple([z.string(), z.string()]),
    /** Ports that get through; none where something stops it. */
    expect: z.array(z.string()),
    /** The component that stops it: its id and what it is. */
    by: z.tuple([z.string(), z.string()]).optional(),
    /** Something on the way is not known. */
    unknown: z.boolean().default(false),
    /** Components that let it through, in their order. */
    hops: z.array(z.string()).optional(),
  }).strict(),
)
type Case = z.infer<typeof cases>[number]

function verdictOf({ ask: [from, to], ...estate }: Case) {
  const block = parseBlock(from)
  const outside = from === 'Internet' ? internetBut([]) : block === null ? from : rangesOf([block])
  const verdict = azureVerdict(factsOf(estate), outside, to, (protocols) =>
    withoutControl(allPorts(protocols)),
  )
  const { ports, blockedBy, conditions, hops } = verdict
  return {
    expect: formatPorts(ports),
    by: blockedBy === null ? undefined : [blockedBy.id, blockedBy.reason],
    unknown: conditions.length > 0,
    hops: hops.map(({ component }) => component),
  }
}

const FOLDER = join(import.meta.dirname, 'cases')
const files = readdirSync(FOLDER)
const read = (name: string) => cases.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))

describe.each(files)('%s', (file) => {
  test.each(read(file).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const found = verdictOf(one)
    const { expect: ports, by, unknown } = one
    const hops = one.hops === undefined ? {} : { hops: found.hops }
    expect({
      ports: found.expect,
      by: found.by,
      unknown: found.unknown,
      ...hops,
      page: one.reference,
    }).toEqual({
      ports,
      by,
      unknown,
      ...(one.hops === undefined ? {} : { hops: one.hops }),
      page: one.reference,
    })
  })
})

test('there are at least 60 cases, and each that is stopped says by what', () => {
  const all = files.flatMap(read)
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(
    all.filter((one) => (one.by === undefined) === (one.expect.length === 0)).map(({ name }) => name),
  ).toEqual([])
})
