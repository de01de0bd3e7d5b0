import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as resolvers from '@graphql-codegen/typescript-resolvers'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { parse, buildSchema as parseSchema } from 'graphql'
import { buildSchema, printedSchema } from '../api/schema.ts'
import { packageFile } from '../graph/package-root.ts'

const SCHEMA = packageFile('api', 'schema.graphql')
const TYPES = packageFile('api', 'resolvers.generated.ts')

const MODELS = [
  'Resource',
  'Relationship',
  'Evidence',
  'Provenance',
  'AttackPath',
  'AttackStep',
  'Finding',
  'Exception',
  'Framework',
  'Posture',
  'PostureMove',
  'Requirement',
  'RequirementControl',
  'Rule',
  'Scan',
  'Coverage',
  'Change',
  'Fix',
  'Guardrail',
  'ChokePoint',
  'BlastRadius',
  'ReachedClass',
  'ResourceConnection',
  'FindingConnection',
  'ExceptionConnection',
  'AttackPathConnection',
  'RuleConnection',
  'ScanConnection',
  'CoverageConnection',
  'ChangeConnection',
  'FixConnection',
  'NeighbourConnection',
]
const ENUMS = [
  'Severity',
  'Impact',
  'FindingStatus',
  'ExceptionState',
  'RequirementStatus',
  'FixState',
  'RuleKind',
  'CoverageState',
  'ConditionState',
  'Direction',
  'ChangeType',
  'NodeClass',
  'EdgeClass',
  'FindingOrderField',
  'OrderDirection',
]

/** The types that resolvers are checked against. */
export async function generateTypes(sdl: string): Promise<string> {
  const config = {
    contextType: './context.ts#RequestContext',
    enumValues: Object.fromEntries(ENUMS.map((name) => [name, `./models.ts#${name}`])),
    mappers: Object.fromEntries(MODELS.map((name) => [name, `./models.ts#${name}Model`])),
    scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
    strictScalars: true,
    enumsAsTypes: true,
    immutableTypes: true,
    skipTypename: true,
    useTypeImports: true,
    inputMaybeValue: 'T | null | undefined',
    maybeValue: 'T | null',
    defaultScalarType: 'unknown',
  }
  const types = await codegen({
    filename: TYPES,
    schema: parse(sdl),
    documents: [],
    config,
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  })
  return types.replaceAll(/^export \{/gm, 'export type {')
}

/** Changes of `next` that callers written for `now` would not survive. */
export async function breakingChanges(now: string, next: string): Promise<readonly string[]> {
  const changes = await diff(parseSchema(now), parseSchema(next))
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => change.message)
}

async function main(): Promise<number> {
  const next = printedSchema(buildSchema())
  const breaking = await breakingChanges(readFileSync(SCHEMA, 'utf8'), next)
  if (breaking.length > 0 && !process.argv.includes('--breaking')) {
    process.stderr.write(
      `not written, callers would break (--breaking writes it all the same):\n${breaking.join('\n')}\n`,
    )
    return 1
  }
  writeFileSync(SCHEMA, next)
  writeFileSync(TYPES, await generateTypes(next))
  return 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main()
