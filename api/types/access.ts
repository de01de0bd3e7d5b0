import { accessOf } from '../../graph/access/access-of.ts'
import { can, whoCan } from '../../graph/access/can.ts'
import { AccessQuestionError, type CanAnswer, type PrincipalAnswer } from '../../graph/access/question.ts'
import { storedId } from '../../graph/resource-id.ts'
import { type FactIndex, indexFacts } from '../../graph/snapshot/facts.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { listConnection } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { refuse } from '../errors.ts'
import { resourceNamed } from '../objects.ts'
import { requestContext } from '../request-context.ts'
import type { View } from '../view/view.ts'

/** Who may do what, with the statements that decide. */
export const access = defineType({
  sdl: /* GraphQL */ `
    enum AccessOutcome { ALLOWED DENIED CONDITIONAL }
    type AccessDecision {
      decision: AccessOutcome!
      "Why, in a sentence."
      explanation: String!
      "The statements that decided, or may decide; none for an implicit deny."
      statements: [AccessStatement!]!
      conditions: [UnknownContext!]!
    }
    type AccessStatement {
      effect: String!
      "Position in the document."
      statement: Int!
      sid: String
      """
      The layer of policies that it stands in: identityPolicies, resourcePolicy and so on; of Azure role-assignment,
      deny-assignment, lock, access-policy or anonymous-access; of Google Cloud allow-policy, entitlement, deny-policy,
      access-boundary, service-perimeter or organization-policy.
      """
      layer: String!
      policy: ID!
      "Where it stands, with the policy document."
      evidence: Evidence!
    }
    "What would have to be known to decide."
    type UnknownContext { key: String! detail: String! }
    type PrincipalAccess {
      principal: Resource!
      decision: AccessOutcome!
      statements: [AccessStatement!]!
      conditions: [UnknownContext!]!
    }
    type PrincipalConnection {
      edges: [PrincipalEdge!]!
      nodes: [PrincipalAccess!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type PrincipalEdge { node: PrincipalAccess! cursor: String! }
    "One access edge, a principal's own or that of a class it is in."
    type AccessEntry {
      kind: String!
      resource: Resource!
      conditions: [UnknownContext!]!
      evidence: [Evidence!]!
    }
    type AccessConnection {
      edges: [AccessEntryEdge!]!
      nodes: [AccessEntry!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type AccessEntryEdge { node: AccessEntry! cursor: String! }

    extend type Query {
      """
      May this principal do this? It is asked of the cloud of the resource; a principal of another one answers as the
      identity there that it can sign in as. \`context\` holds what is known of a request to AWS: condition key to value or
      values.
      """
      canPrincipal(principal: ID!, action: String!, resource: ID!, context: JSON, scan: ID): AccessDecision!
      """
      Every identity that may do the action on the resource, surely or perhaps: those that were read, anyone without a
      login (\`Internet\`), and whom the resource's policy names elsewhere. The principal \`*\`, at the end, stands for
      whoever is not listed: its conditions tell what was not read and may let them in.
      """
      whoCan(
        action: String!
        resource: ID!
        context: JSON
        first: Int = 50
        after: String
        scan: ID
      ): PrincipalConnection!
      "What a principal can get at."
      accessOf(principal: ID!, first: Int = 50, after: String, scan: ID): AccessConnection!
    }
  `,
  resolvers: {
    Query: {
      canPrincipal: async (_parent, { principal, action, resource, context, scan }, { views }) => {
        const view = await views.of(scan)
        const facts = await factsOf(view)
        const known = requestContext(context)
        const answer = refusing(() => can(facts, { principal, action, resource, context: known }))
        return { ...told(view, answer), explanation: answer.reason }
      },
      whoCan: async (_parent, { action, resource, context, scan, ...page }, { views }) => {
        const view = await views.of(scan)
        const facts = await factsOf(view)
        const known = requestContext(context)
        const list = refusing(() => whoCan(facts, { action, resource, context: known }))
        return paged(page, list, async (answer) => ({
          ...told(view, answer),
          principal: await resourceNamed(view, answer.principal),
        }))
      },
      accessOf: async (_parent, { principal: asked, scan, ...page }, { views }) => {
        const view = await views.of(scan)
        const principal = storedId(asked)
        const facts = await factsOf(view)
        if (facts.node(principal) === undefined)
          throw refuse('NOT_FOUND', `no resource has the id ${principal}`)
        return paged(page, accessOf(facts, principal), async ({ kind, resource, conditions, evidence }) => ({
          kind,
          resource: await resourceNamed(view, resource),
          conditions,
          evidence: evidence.map((one) => ({ view, evidence: one })),
        }))
      },
    },
  },
})

const OUTCOMES = { allowed: 'ALLOWED', denied: 'DENIED', conditional: 'CONDITIONAL' } as const

/** Evidence types by layer, as on edges. */
const EVIDENCE_TYPES: { readonly [layer: string]: string } = {
  identityPolicies: 'policy',
  permissionBoundaries: 'policy',
  resourcePolicy: 'resource-policy',
}

function told(view: View, answer: Pick<CanAnswer | PrincipalAnswer, 'decision' | 'by' | 'conditions'>) {
  return {
    decision: OUTCOMES[answer.decision],
    conditions: answer.conditions,
    statements: answer.by.map((hit) => {
      const type = EVIDENCE_TYPES[hit.layer] ?? hit.layer
      const detail = hit.sid === null ? hit.effect : `${hit.effect} (${hit.sid})`
      return {
        ...hit,
        evidence: { view, evidence: { type, id: hit.policy, statement: hit.statement, detail } },
      }
    }),
  }
}

/** Only what is on the page is looked up. */
async function paged<T, N>(
  page: Parameters<typeof listConnection>[0],
  list: readonly T[],
  toNode: (item: T) => Promise<N>,
) {
  const { edges, pageInfo } = await listConnection(page, list)
  const shown = await Promise.all(
    edges.map(async ({ node, cursor }) => ({ node: await toNode(node), cursor })),
  )
  return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo, totalCount: list.length }
}

const indexes = new WeakMap<Snapshot, FactIndex>()

async function factsOf(view: View): Promise<FactIndex> {
  const snapshot = await view.snapshot()
  const facts = indexes.get(snapshot) ?? indexFacts(snapshot)
  indexes.set(snapshot, facts)
  return facts
}

function refusing<T>(question: () => T): T {
  try {
    return question()
  } catch (error) {
    if (error instanceof AccessQuestionError) throw refuse('BAD_INPUT', error.message)
    throw error
  }
}
