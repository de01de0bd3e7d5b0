import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema.generated.ts'

/** Documents typed by api/schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { JSON: unknown; DateTime: string; ID: string }
  disableMasking: true
}>()

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada'
