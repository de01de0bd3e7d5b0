import { readFileSync, writeFileSync } from 'node:fs'
import { minifyIntrospection, preprocessIntrospection } from '@gql.tada/internal'
import { buildSchema, introspectionFromSchema } from 'graphql'

const SCHEMA = new URL('../api/schema.graphql', import.meta.url)
const TYPES = new URL('../ui/graphql/schema.generated.ts', import.meta.url)

/**
 * The explorer's view of api/schema.graphql, as gql.tada reads it. gql.tada's own command line needs the JavaScript
 * API of the TypeScript compiler, which version 7 no longer has.
 */
export function explorerTypes(sdl: string): string {
  const introspection = minifyIntrospection(introspectionFromSchema(buildSchema(sdl)))
  return `// Written by tools/ui-types.ts from api/schema.graphql.\nexport type introspection = ${preprocessIntrospection(introspection)}\n`
}

/** True when ui/graphql/schema.generated.ts is what api/schema.graphql says. */
export const explorerTypesAreCurrent = (): boolean =>
  readFileSync(TYPES, 'utf8') === explorerTypes(readFileSync(SCHEMA, 'utf8'))

if (process.argv[1] === import.meta.filename)
  writeFileSync(TYPES, explorerTypes(readFileSync(SCHEMA, 'utf8')))
