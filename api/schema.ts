import { makeExecutableSchema } from '@graphql-tools/schema'
import { type GraphQLSchema, printSchema } from 'graphql'
import type { RequestContext } from './context.ts'
import { TYPES } from './index.ts'

/** The schema that the service answers by. */
export function buildSchema(): GraphQLSchema {
  return makeExecutableSchema<RequestContext>({
    typeDefs: TYPES.map((type) => type.sdl),
    resolvers: TYPES.map((type) => type.resolvers),
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  })
}

/** The form in which the schema is committed as api/schema.graphql. */
export const printedSchema = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`
