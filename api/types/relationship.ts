import type { AttackEdgeFields } from '../../graph/attack.ts'
import { RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { attackFields } from '../../queries/path-record.ts'
import { defineType } from '../define-type.ts'
import type { RelationshipModel } from '../models.ts'

/** A fact or an attack edge between two resources. */
export const relationship = defineType({
  sdl: /* GraphQL */ `
    type Relationship {
      id: ID!
      from: ID!
      to: ID!
      kind: String!
      verb: String!
      class: EdgeClass!
      technique: String
      attack: [String!]!
      likelihood: Float
      conditions: [Condition!]!
      evidence: [Evidence!]!
      provenance: Provenance
      properties: JSON!
    }
    type Condition { key: String! state: ConditionState! detail: String! }
  `,
  resolvers: {
    Relationship: {
      id: ({ relationship: { rid, from, to } }) =>
        Buffer.from(JSON.stringify([rid, from, to])).toString('base64url'),
      from: ({ relationship }) => relationship.from,
      to: ({ relationship }) => relationship.to,
      kind: ({ relationship }) => relationship.kind,
      verb: ({ relationship }) => RELATIONSHIP_KINDS.get(relationship.kind)?.verb ?? relationship.kind,
      class: ({ relationship }) => RELATIONSHIP_KINDS.get(relationship.kind)?.class ?? 'fact',
      technique: (model) => fieldsOf(model)?.technique ?? null,
      attack: (model) => fieldsOf(model)?.attack ?? [],
      likelihood: (model) => fieldsOf(model)?.likelihood ?? null,
      conditions: (model) => fieldsOf(model)?.conditions ?? [],
      evidence: (model) =>
        (fieldsOf(model)?.evidence ?? []).map((evidence) => ({ view: model.view, evidence })),
      provenance: (model) => {
        const provenance = fieldsOf(model)?.provenance ?? null
        return provenance === null ? null : { view: model.view, provenance }
      },
      properties: ({ relationship }) => relationship.props,
    },
  },
})

/** Null for facts, which carry none of them. */
function fieldsOf({ relationship }: RelationshipModel): AttackEdgeFields | null {
  const parsed = attackFields.safeParse(relationship.props)
  return parsed.success ? parsed.data : null
}
