import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pythonEnvironment } from '../../tools/python.ts'
import { toOcsf } from './ocsf.ts'
import { exported } from './testkit.ts'

/** Prints the JSON Schema of a class of OCSF, from the schema that its makers export. */
const SCHEMA_OF = `
import json, sys
from ocsf_json_schema import OcsfJsonSchema, OcsfJsonSchemaEmbedded, get_ocsf_schema
schema = OcsfJsonSchemaEmbedded(OcsfJsonSchema(get_ocsf_schema(sys.argv[1])))
print(json.dumps(schema.get_class_schema(schema.lookup_class_name_from_uid(int(sys.argv[2])), ['cloud'])))
`

// In this suite because the package that carries the schema is Python's.
const python = join(pythonEnvironment('ocsf-json-schema-1.2.0', ['ocsf-json-schema==1.2.0']), 'python')

const Event = z.looseObject({ class_uid: z.number(), metadata: z.looseObject({ version: z.string() }) })
const events = toOcsf(exported()).map((event) => Event.parse(JSON.parse(JSON.stringify(event))))

function validator(version: string, classUid: number) {
  const schema: object = JSON.parse(
    execFileSync(python, ['-c', SCHEMA_OF, version, String(classUid)], { encoding: 'utf8' }),
  )
  return new Ajv2020({ strict: false }).compile(schema)
}

describe.each([2002, 2003, 2004])('class %i', (classUid) => {
  const own = events.filter((event) => event.class_uid === classUid)
  const validate = validator(own[0]?.metadata.version ?? '', classUid)

  test('every event is valid by the schema of the release that it names', () => {
    expect(own.length).toBeGreaterThan(0)
    for (const event of own) expect(validate(event) ? [] : validate.errors).toEqual([])
  })

  test('an event that lacks what is required, or has what is not known, is not', () => {
    expect(validate({ ...own[0], metadata: {} })).toBe(false)
    expect(validate({ ...own[0], verdict: 'bad' })).toBe(false)
  })
})
