import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { MAYBE, YES } from '../tri.ts'
import { decide } from './decide.ts'
import { estateFrom, scopeNamed } from './estate.testkit.ts'

const props = z.record(z.string(), z.json())
const cases = z.array(
  z.object({
    name: z.string(),
    reference: z.url(),
    assignments: z.array(
      z.union([
        z.tuple([z.string(), z.string(), z.string()]),
        z.tuple([z.string(), z.string(), z.string(), props]),
      ]),
    ),
    denials: z.array(props).optional(),
    locks: z.array(z.tuple([z.string(), z.string()])).optional(),
    members: z.array(z.tuple([z.string(), z.string()])).optional(),
    ask: z.tuple([z.string(), z.string(), z.string()]),
    expect: z.enum(['allowed', 'conditional', 'denied']),
  }),
)

const FOLDER = join(import.meta.dirname, 'cases')
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
const roles = z.record(z.string(), z.array(props)).parse(read('roles.json'))
const files = readdirSync(FOLDER).filter((name) => name !== 'roles.json')

describe.each(files)('%s', (file) => {
  test.each(cases.parse(read(file)).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { denials = [], locks = [], members = [], assignments, ask } = one
    const estate = estateFrom({ roles, assignments, denials, locks, members })
    const { holds } = decide(estate, ask[0], ask[1], scopeNamed(ask[2]))
    const verdict = holds === YES ? 'allowed' : holds === MAYBE ? 'conditional' : 'denied'
    expect({ verdict, by: one.reference }).toEqual({ verdict: one.expect, by: one.reference })
  })
})

test('there are at least 150 cases', () => {
  const all = files.flatMap((file) => cases.parse(read(file)))
  expect(all.length).toBeGreaterThanOrEqual(150)
})
