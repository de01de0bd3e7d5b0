import type { Change } from '../../graph/paths/changes/change.ts'
import { ChangeError } from '../../graph/paths/changes/change.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { refuse } from '../errors.ts'
import { resourceNamed } from '../objects.ts'

/** What if: changes made in a copy of the facts, derived again. */
export const whatIf = defineType({
  sdl: /* GraphQL */ `
    "One change, in the form of \`provenance.edit\`; \`change\` says which fields it takes."
    input ChangeInput {
      "remove-statement, detach-policy, attach-policy, put-boundary, attach-scp, detach-scp, remove-rule, remove-binding, set, remove-trust or delete"
      change: String!
      policy: ID
      "Index or Sid."
      statement: JSON
      from: ID
      to: ID
      on: ID
      role: ID
      group: ID
      rule: JSON
      resource: ID
      property: String
      value: JSON
      document: JSON
    }
    type Simulation {
      "Ids of attack paths that can't be walked any more."
      closed: [ID!]!
      closedPaths: [AttackPath!]!
      "Attack paths that could not be walked before."
      opened: [AttackPath!]!
      before: SimulationScore!
      after: SimulationScore!
    }
    type SimulationScore {
      "Expected loss: likelihood times impact, over every start and target; lower is better."
      score: Float!
      paths: Int!
    }
    "A control, and what opens when it goes away."
    type Guardrail {
      id: ID!
      "service-control-policy, permissions-boundary, resource-policy, network-acl, ..."
      type: String!
      control: Resource!
      statement: String
      detail: String!
      "Attack edges that it stops."
      holdsBack: Int!
      opensPaths: Int!
      "The worst of them; they are in no scan."
      opens(first: Int = 20): [AttackPath!]!
      riskHeldBack: Float!
      "Targets that no path leads to while it stands."
      protects: [Resource!]!
      protectsCount: Int!
      verified: Boolean!
    }

    extend type Query {
      "Makes the changes in a copy of the facts and derives again; nothing is stored."
      simulate(changes: [ChangeInput!]!, assume: [String!], scan: ID): Simulation!
      "Controls by the risk that opens when they go away."
      guardrails(assume: [String!], first: Int = 50, scan: ID): [Guardrail!]!
      guardrail(id: ID!, assume: [String!], scan: ID): Guardrail
    }
  `,
  resolvers: {
    Query: {
      simulate: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const changes = readChanges(args.changes)
        const answer = await context.remediation
          .ask(view, args.assume ?? [], { name: 'simulate', asked: changes.map(({ data }) => data) })
          .catch(refuseChangeError)
        return {
          ...answer,
          closedPaths: answer.closedPaths.map((path) => ({ view, path })),
          opened: answer.opened.map((path) => ({ view, path })),
        }
      },
      guardrails: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const found = await context.remediation.guardrails(view, args.assume ?? [])
        return found.slice(0, pageSize(args.first)).map((guardrail) => ({ view, guardrail }))
      },
      guardrail: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const found = await context.remediation.guardrails(view, args.assume ?? [])
        const guardrail = found.find(({ id }) => id === args.id)
        return guardrail === undefined ? null : { view, guardrail }
      },
    },
    Guardrail: {
      id: ({ guardrail }) => guardrail.id,
      type: ({ guardrail }) => guardrail.type,
      control: ({ view, guardrail }) =>
        resourceNamed(view, guardrail.control.replace(/#(policy|trust)$/, '')),
      statement: ({ guardrail }) => (guardrail.statement === null ? null : String(guardrail.statement)),
      detail: ({ guardrail }) => guardrail.detail,
      holdsBack: ({ guardrail }) => guardrail.holdsBack,
      opensPaths: ({ guardrail }) => guardrail.opensPaths,
      opens: ({ view, guardrail }, { first }) =>
        guardrail.opened.slice(0, pageSize(first)).map((path) => ({ view, path })),
      riskHeldBack: ({ guardrail }) => guardrail.riskHeldBack,
      protects: ({ view, guardrail }) => Promise.all(guardrail.protects.map((id) => resourceNamed(view, id))),
      protectsCount: ({ guardrail }) => guardrail.protects.length,
      verified: ({ guardrail }) => guardrail.verified,
    },
  },
})

const MAX_CHANGES = 100

function readChanges(inputs: readonly object[]): readonly Change[] {
  if (inputs.length > MAX_CHANGES) throw refuse('BAD_INPUT', `changes: more than ${MAX_CHANGES}`)
  return inputs.map((input) => {
    const { change, ...fields } = { change: '', ...input }
    // Clients send null for what they leave out; only here is null a value of its own.
    const meansNull = change === 'set' ? 'value' : change === 'put-boundary' ? 'document' : ''
    const given = Object.entries(fields).filter(([name, value]) => value != null || name === meansNull)
    try {
      return readChange({ change, ...Object.fromEntries(given) })
    } catch (error) {
      return refuseChangeError(error)
    }
  })
}

function refuseChangeError(error: unknown): never {
  if (error instanceof ChangeError) throw refuse('BAD_INPUT', error.message)
  throw error
}
