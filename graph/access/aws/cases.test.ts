import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { evaluateCase } from './case.ts'

const folder = new URL('./cases/', import.meta.url)

const Cases = z.array(
  z.looseObject({
    name: z.string(),
    url: z.url(),
    expect: z.object({
      decision: z.enum(['allowed', 'denied', 'conditional']),
      layer: z.string().optional(),
      by: z.array(z.looseObject({ layer: z.string() })).optional(),
      conditions: z.array(z.looseObject({ key: z.string() })).optional(),
      reason: z.string().optional(),
    }),
  }),
)

describe.each(readdirSync(folder).sort())('%s', (file) => {
  const cases = Cases.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const result = evaluateCase(one)
    const answer = result.ok ? result.answer : result.error
    const { layer, ...expected } = one.expect
    expect(answer).toMatchObject({ ...expected, ...(layer === undefined ? {} : { stoppedBy: layer }) })
  })
})
