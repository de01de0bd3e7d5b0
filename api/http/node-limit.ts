import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

interface Question {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: { readonly [name: string]: unknown }
}

/**
 * Most objects that a query can ask for: page sizes multiply along nested connections, so that a short query could
 * otherwise read the whole store many times over.
 */
export function countNodes(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: { readonly [name: string]: unknown },
  operationName?: string | null,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  const operations: OperationDefinitionNode[] = []
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition)
  }
  const wanted = operations.filter(({ name }) => operationName == null || name?.value === operationName)
  const question = { schema, fragments, variables }
  return wanted.reduce((sum, { selectionSet }) => sum + countIn(selectionSet, 'Query', 1, question), 0)
}

function countIn(set: SelectionSetNode, typeName: string, times: number, question: Question): number {
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + countField(selection, typeName, times, question)
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value ?? typeName
      return sum + countIn(selection.selectionSet, name, times, question)
    }
    const fragment = question.fragments.get(selection.name.value)
    if (fragment === undefined) return sum
    return sum + countIn(fragment.selectionSet, fragment.typeCondition.name.value, times, question)
  }, 0)
}

function countField(field: FieldNode, typeName: string, times: number, question: Question): number {
  const type = question.schema.getType(typeName)
  const definition = isObjectType(type) ? type.getFields()[field.name.value] : undefined
  if (definition === undefined || field.selectionSet === undefined) return 0
  const { first } = getArgumentValues(definition, field, question.variables)
  const inner = getNamedType(definition.type).name
  if (typeof first !== 'number') return countIn(field.selectionSet, inner, times, question)
  const pages = times * Math.max(1, first)
  return pages + countIn(field.selectionSet, inner, pages, question)
}
