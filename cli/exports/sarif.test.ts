import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { toSarif } from './sarif.ts'
import { exported } from './testkit.ts'

/** The schema of OASIS, as Microsoft's SARIF tools carry it. */
const SCHEMA = new URL(
  '../assets/sarif-2.1.0.schema.json',
  import.meta.resolve('@microsoft/sarif-multitool-ts'),
)
const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': true,
  uuid: true,
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
} as const
const log = toSarif(exported())

test('the log is valid by the schema of SARIF 2.1.0', async () => {
  const schema: object = JSON.parse(await readFile(SCHEMA, 'utf8'))
  const ajv = new Ajv2020({ strict: false, formats: FORMATS })
  const validate = ajv.compile(schema)
  expect(validate(JSON.parse(JSON.stringify(log))) ? [] : validate.errors).toEqual([])
  expect(validate({ ...log, runs: [{ tool: {} }] })).toBe(false)
})

test('what is excepted is suppressed, with the reason', () => {
  expect(log).toMatchObject({
    runs: [
      {
        results: expect.arrayContaining([
          expect.objectContaining({
            kind: 'fail',
            suppressions: [
              expect.objectContaining({ justification: expect.stringContaining('public on purpose') }),
            ],
          }),
        ]),
      },
    ],
  })
})

test('what was not evaluated is open, not passed', () => {
  expect(JSON.stringify(log)).toContain('"kind":"open","level":"none"')
  expect(JSON.stringify(log)).not.toContain('"kind":"pass"')
})
