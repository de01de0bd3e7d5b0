import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { FactIndex } from '../snapshot/facts.ts'
import { parseBlock } from './addresses.ts'
import { internetBut, type Outside, rangesOf } from './internet.ts'
import type { OrderedVerdict } from './ordered-way.ts'
import { allPorts, formatPorts, type PortSet, withoutControl } from './ports.ts'

const CASE = {
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
}

interface Suite<Shape extends z.ZodRawShape> {
  /** Of JSON files, each a list of cases. */
  readonly folder: string
  /** An estate as a case writes it. */
  readonly estate: z.ZodObject<Shape>
  factsOf(estate: z.infer<z.ZodObject<Shape>>): FactIndex
  verdict(
    facts: FactIndex,
    from: string | Outside,
    to: string,
    wanted: (protocols: readonly string[]) => PortSet,
  ): OrderedVerdict
}

/** What gets from one place to another in a cloud, and what stops the rest; the page decides. At least 60 cases. */
export function testCases<Shape extends z.ZodRawShape>({
  folder,
  estate,
  factsOf,
  verdict,
}: Suite<Shape>): void {
  const files = readdirSync(folder)
  const cases = files.map((file) => {
    const documents = z
      .array(z.record(z.string(), z.json()))
      .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    return { file, list: documents.map((document) => readCase(document, estate)) }
  })
  describe.each(cases)('$file', ({ list }) => {
    test.each(list.map((one) => [one.said.name, one] as const))('%s', (_, { said, given }) => {
      const [from, to] = said.ask
      const block = parseBlock(from)
      const outside = from === 'Internet' ? internetBut([]) : block === null ? from : rangesOf([block])
      const found = verdict(factsOf(given), outside, to, (protocols) => withoutControl(allPorts(protocols)))
      const hops = said.hops === undefined ? undefined : found.hops.map(({ component }) => component)
      expect({
        page: said.reference,
        ports: formatPorts(found.ports),
        by: found.blockedBy === null ? undefined : [found.blockedBy.id, found.blockedBy.reason],
        unknown: found.conditions.length > 0,
        hops,
      }).toEqual({
        page: said.reference,
        ports: said.expect,
        by: said.by,
        unknown: said.unknown,
        hops: said.hops,
      })
    })
  })
  test('there are at least 60 cases, and each that is stopped says by what', () => {
    const all = cases.flatMap(({ list }) => list.map(({ said }) => said))
    expect(all.length).toBeGreaterThanOrEqual(60)
    expect(
      all.filter((one) => (one.by === undefined) === (one.expect.length === 0)).map(({ name }) => name),
    ).toEqual([])
  })
}

function readCase<Shape extends z.ZodRawShape>(
  document: { readonly [name: string]: unknown },
  estate: z.ZodObject<Shape>,
) {
  const own = (isOwn: boolean) =>
    Object.fromEntries(Object.entries(document).filter(([name]) => Object.hasOwn(CASE, name) === isOwn))
  return { said: z.object(CASE).parse(own(true)), given: estate.strict().parse(own(false)) }
}
