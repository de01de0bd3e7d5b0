import type { IncomingMessage, ServerResponse } from 'node:http'
import { EnvelopArmor } from '@escape.tech/graphql-armor'
import { GraphQLError, type GraphQLSchema, getOperationAST, NoSchemaIntrospectionCustomRule } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Caller } from '../auth/caller.ts'
import type { RequestContext } from '../context.ts'
import type { Views } from '../view/views.ts'
import { countNodes } from './node-limit.ts'

const MAX_BODY = 256 * 1024
const MAX_NODES = 25_000
/** How often a request is answered anew because a scan was stored while it was read. */
const ATTEMPTS = 3

interface Options {
  readonly schema: GraphQLSchema
  readonly logger: Logger
  readonly introspection: boolean
  /** The views of one request; `gone` is aborted when the caller hangs up. */
  readonly createViews: (gone: AbortSignal) => Views
  readonly shared: Omit<RequestContext, 'views' | 'caller' | 'gone'>
}

interface ServerContext {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly caller: Caller
}

/** The GraphQL handler: limits, masked errors and one scan per request. */
export function createGraphql({ schema, logger, introspection, createViews, shared }: Options) {
  const armor = new EnvelopArmor({
    maxDepth: { n: 16 },
    maxAliases: { n: 30 },
    maxDirectives: { n: 20 },
    maxTokens: { n: 3_000 },
    costLimit: { maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.2 },
    blockFieldSuggestion: { enabled: !introspection },
  })
  return createYoga<ServerContext, RequestContext>({
    schema,
    graphqlEndpoint: '/graphql',
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    logging: false,
    healthCheckEndpoint: '/healthz',
    maxRequestBodySize: MAX_BODY,
    context: ({ caller, request: { signal } }) => ({
      ...shared,
      caller,
      gone: signal,
      views: createViews(signal),
    }),
    maskedErrors: { errorMessage: 'Unexpected error.', maskError: maskWith(logger) },
    plugins: [
      ...armor.protect().plugins,
      limitNodes(schema),
      answerFromOneScan(createViews),
      ...(introspection ? [] : [withoutIntrospection]),
    ],
  })
}

const withoutIntrospection: Plugin = {
  onValidate: ({ addValidationRule }) => addValidationRule(NoSchemaIntrospectionCustomRule),
}

function limitNodes(schema: GraphQLSchema): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const count = countNodes(schema, args.document, args.variableValues ?? {}, args.operationName)
      if (count <= MAX_NODES) return
      const message = `the query asks for up to ${count} objects and ${MAX_NODES} is the most: ask for smaller pages`
      const error = new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}

/** Queries only read, so an answer that a publish came across can be thrown away and made again. */
function answerFromOneScan(createViews: Options['createViews']): Plugin<RequestContext> {
  return {
    onExecute({ args: { document, operationName }, executeFn, setExecuteFn }) {
      // What writes must not be made twice.
      if (getOperationAST(document, operationName)?.operation === 'mutation') return
      setExecuteFn(async (args: Parameters<typeof executeFn>[0]) => {
        for (let attempt = 1; ; attempt++) {
          const views = createViews(args.contextValue.gone)
          const result = await executeFn({ ...args, contextValue: { ...args.contextValue, views } })
          if (attempt === ATTEMPTS || (await views.stillCurrent().catch(() => true))) return result
        }
      })
    },
  }
}

/** Callers see what they can do something about; all else is logged here and hidden there. */
const maskWith =
  (logger: Logger) =>
  (error: unknown, message: string): Error => {
    if (isExpected(error)) return error
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
    logger.error({ err: cause }, 'a query failed')
    const path = error instanceof GraphQLError ? error.path : undefined
    return new GraphQLError(message, { path, extensions: { code: 'INTERNAL' } })
  }

function isExpected(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false
  const cause = error.originalError
  if (cause instanceof GraphQLError) return isExpected(cause)
  if (cause !== undefined && cause !== null) return false
  // Without a path it is about the request itself: syntax, validation, variables.
  return error.path === undefined || typeof error.extensions.code === 'string'
}
