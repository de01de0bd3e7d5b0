import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { NodeRecord, Value } from '../../graph/snapshot/records.ts'
import { defineType } from '../define-type.ts'
import { splitId } from '../split-id.ts'
import type { View } from '../view/view.ts'

/** The property that holds the document, by what stands after `#` in an evidence id. */
const PART_PROPERTIES: { readonly [part: string]: string } = {
  policy: 'policy',
  trust: 'trustPolicy',
  acl: 'acl',
}

/** The property that holds the document, by the kind of evidence. */
const TYPE_PROPERTIES: { readonly [type: string]: readonly string[] } = {
  policy: ['document'],
  'permission-boundary': ['document'],
  'trust-policy': ['trustPolicy'],
  'resource-policy': ['policy'],
  'allow-policy': ['iamPolicy'],
  'deny-policy': ['rules'],
  'access-policy': ['accessPolicies'],
  'organization-policy': ['organizationPolicies'],
  acl: ['acl'],
  route: ['routes'],
  'security-group-rule': ['ingress', 'egress'],
  'network-acl': ['entries'],
}

/** Why an edge stands, with the document that says so. */
export const evidence = defineType({
  sdl: /* GraphQL */ `
    type Evidence {
      type: String!
      id: ID!
      statement: String
      detail: String!
      "The policy document, route table, group or ACL it is about, as JSON; null when it is not stored."
      document: JSON
    }
  `,
  resolvers: {
    Evidence: {
      type: ({ evidence }) => evidence.type,
      id: ({ evidence }) => evidence.id,
      statement: ({ evidence }) => (evidence.statement === undefined ? null : String(evidence.statement)),
      detail: ({ evidence }) => evidence.detail,
      document: async ({ view, evidence }) => {
        const whole = await view.node.load(evidence.id)
        if (whole !== null && evidence.type === 'role-assignment') return assignmentDocument(view, whole)
        if (whole !== null) return documentOf(whole, evidence.type, undefined)
        const { owner, part } = splitId(evidence.id)
        const node = part === undefined ? null : await view.node.load(owner)
        return node === null ? null : documentOf(node, evidence.type, part)
      },
    },
  },
})

function documentOf(node: NodeRecord, type: string, part: string | undefined): Value {
  const byPart = part === undefined ? undefined : PART_PROPERTIES[part]
  const names = byPart === undefined ? (TYPE_PROPERTIES[type] ?? jsonProperties(node)) : [byPart]
  const held = names.filter((name) => node.props[name] !== undefined)
  if (held.length > 1) return Object.fromEntries(held.map((name) => [name, node.props[name] ?? null]))
  return node.props[held[0] ?? ''] ?? null
}

/** An assignment says who and where, its role says what: together they are what a policy is elsewhere. */
async function assignmentDocument(view: View, { props }: NodeRecord): Promise<Value> {
  const { principalId = null, scope = null, roleDefinitionId = null, condition } = props
  const role = await view.node.load(String(roleDefinitionId))
  return {
    principalId,
    scope,
    ...(condition === undefined ? {} : { condition }),
    roleDefinitionId,
    roleName: role?.props.name ?? props.roleName ?? null,
    // A role that was not read says nothing, which is not nothing allowed.
    permissions: role?.props.permissions ?? null,
  }
}

const jsonProperties = (node: NodeRecord): readonly string[] =>
  Object.entries(NODE_KINDS.get(node.kind)?.properties ?? {})
    .filter(([, declaration]) => declaration.type === 'json')
    .map(([name]) => name)
    .slice(0, 1)
