import { listExceptions } from '../../queries/exceptions.ts'
import { runQuery } from '../../queries/query.ts'
import {
  type ExceptionBook,
  ExceptionRefusedError,
  editException,
  makeException,
  revokeException,
} from '../../rules/engine/exception-book.ts'
import { endOf } from '../../rules/engine/exceptions.ts'
import { ROLES } from '../auth/caller.ts'
import { listConnection } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { defineType, enumValues } from '../define-type.ts'
import { refuse } from '../errors.ts'
import { listedFindings } from '../lists/findings.ts'
import type { ExceptionModel } from '../models.ts'
import { toNodeId } from '../node-id.ts'
import { ruleOf } from '../objects.ts'

/** Decisions to live with findings. */
export const exception = defineType({
  sdl: /* GraphQL */ `
    enum ExceptionState { ACTIVE EXPIRED REVOKED }
    "A decision to live with findings. What it covers has to fit every field that is given."
    type Exception implements Node {
      id: ID!
      exceptionId: ID!
      state: ExceptionState!
      "Id of the one finding it is about."
      finding: ID
      rule: Rule
      "An id, or a pattern with * and ?."
      resource: String
      "key=value, or a key alone."
      tag: String
      account: ID
      reason: String!
      author: String!
      createdAt: DateTime!
      updatedAt: DateTime!
      expiresAt: DateTime
      revokedAt: DateTime
      revokedBy: String
      "Facts that must stay as they are: exposure, sensitivity, attack-paths, path, detail, tags, property:<name>."
      premise: [String!]!
      "What it excepts now."
      findings(first: Int = 50, after: String): FindingConnection!
    }
    type ExceptionConnection {
      edges: [ExceptionEdge!]!
      nodes: [Exception!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type ExceptionEdge { node: Exception! cursor: String! }
    "At least one of finding, rule, resource, tag and account."
    input ExceptionInput {
      finding: ID
      rule: ID
      resource: String
      tag: String
      account: ID
      reason: String!
      "A day or a time, ISO 8601."
      expiresAt: String
      "Default: exposure, sensitivity, attack-paths, path."
      premise: [String!]
    }
    "Absent fields stay as they are; an expiry of null takes it away."
    input ExceptionEditInput { reason: String expiresAt: String premise: [String!] }

    extend type Query {
      "The newest first."
      exceptions(states: [ExceptionState!], first: Int = 50, after: String): ExceptionConnection!
      exception(id: ID!): Exception
    }
    extend type Mutation {
      "Needs the role analyst. Holds at once, and in every later scan until it ends."
      createException(exception: ExceptionInput!): Exception!
      "Needs the role analyst. What a changed fact had reopened is covered again."
      updateException(id: ID!, exception: ExceptionEditInput!): Exception!
      "Needs the role analyst. It stays listed."
      revokeException(id: ID!): Exception!
    }
  `,
  resolvers: {
    ExceptionState: enumValues(['active', 'expired', 'revoked']),
    Query: {
      exceptions: async (_parent, args, context) => {
        const all = await allExceptions(context)
        return listConnection(
          args,
          all.filter((model) => args.states?.includes(stateOf(model)) ?? true),
        )
      },
      exception: async (_parent, args, context) =>
        (await allExceptions(context)).find(({ exception: { id } }) => id === args.id) ?? null,
    },
    Mutation: {
      createException: (_parent, args, context) =>
        written(context, (book) => makeException(book, args.exception, author(context))),
      updateException: (_parent, args, context) =>
        written(context, (book) => editException(book, args.id, args.exception, author(context))),
      revokeException: (_parent, args, context) =>
        written(context, (book) => revokeException(book, args.id, author(context))),
    },
    Exception: {
      id: ({ exception: { id } }) => toNodeId('Exception', id),
      exceptionId: ({ exception: { id } }) => id,
      state: stateOf,
      finding: ({ exception: { finding } }) => finding,
      rule: ({ view, exception: { rule } }, _args, context) =>
        rule === null ? null : ruleOf(view, context, rule),
      resource: ({ exception: { resource } }) => resource,
      tag: ({ exception: { tag } }) => tag,
      account: ({ exception: { account } }) => account,
      reason: ({ exception: { reason } }) => reason,
      author: ({ exception }) => exception.author,
      createdAt: ({ exception: { createdAt } }) => createdAt,
      updatedAt: ({ exception: { updatedAt } }) => updatedAt,
      expiresAt: ({ exception: { expiresAt } }) => expiresAt,
      revokedAt: ({ exception: { revokedAt } }) => revokedAt,
      revokedBy: ({ exception: { revokedBy } }) => revokedBy,
      premise: ({ exception: { premise } }) => premise,
      findings: ({ view, exception: { id } }, args, context) =>
        listedFindings(view, { exception: id }, { field: 'severity', direction: 'desc' }, args, context),
    },
  },
})

function stateOf({ exception: record }: ExceptionModel): 'active' | 'expired' | 'revoked' {
  if (record.revokedAt !== null) return 'revoked'
  return endOf(record, new Date().toISOString()) === null ? 'active' : 'expired'
}

async function allExceptions({ views, store }: RequestContext): Promise<readonly ExceptionModel[]> {
  const view = await views.of()
  return (await runQuery(store, listExceptions, {})).map(({ record }) => ({ view, exception: record }))
}

const author = ({ caller }: RequestContext) => ({ name: caller.name, at: new Date().toISOString() })

async function written(
  context: RequestContext,
  write: (book: ExceptionBook) => Promise<ExceptionModel['exception']>,
): Promise<ExceptionModel> {
  if (ROLES.indexOf(context.caller.role) < ROLES.indexOf('analyst'))
    throw refuse('FORBIDDEN', 'exceptions need the role analyst')
  const book = { store: context.store, rules: [...context.rules.values()] }
  try {
    return { exception: await write(book), view: await context.views.of() }
  } catch (error) {
    if (error instanceof ExceptionRefusedError) throw refuse('BAD_INPUT', error.message)
    throw error
  }
}
