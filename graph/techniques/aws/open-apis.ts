import type { AttackEdge, Condition, Derivation, DerivationStep } from '../../attack.ts'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import { UNKNOWN_CONDITION, WORKLOAD } from '../../likelihood.ts'
import { textsOf } from '../../network/network.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, RelationshipRecord, Value } from '../../snapshot/records.ts'
import { askResourcePolicy } from './policies.ts'

/**
 * CAN_INVOKE from the Internet to functions behind methods and routes of APIs that ask for no authorization. The
 * function's own policy lets API Gateway in, or the integration has a role of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integrations.html
 */
export const deriveOpenApis: DerivationStep = (facts, before) => {
  const edges = ['AwsRestApi', 'AwsHttpApi'].flatMap((kind) =>
    facts.ofKind(kind).flatMap((api) => {
      const open = new Set(openOf(api, before))
      return facts.from(api.id, 'FORWARDS_TO').flatMap((way) => edgeOf(facts, api, way, open))
    }),
  )
  const isMissing = edges.length > 0 && facts.node(INTERNET_ID) === undefined
  return { edges, nodes: isMissing ? [INTERNET_NODE] : [], properties: new Map(), blocked: [] }
}

/** What its resource policy leaves open is derived by access; HTTP APIs have none. A private API is not on the Internet. */
function openOf({ id, kind, props }: NodeRecord, before: readonly Derivation[]): string[] {
  if (kind === 'AwsHttpApi') return textsOf(props.openRoutes)
  if (props.endpoint === 'PRIVATE') return []
  return before.flatMap(({ properties }) => textsOf(properties.get(id)?.anonymousMethods))
}

function edgeOf(
  facts: FactIndex,
  api: NodeRecord,
  way: RelationshipRecord,
  open: ReadonlySet<string>,
): AttackEdge[] {
  const methods = textsOf(way.props.openMethods).filter((method) => open.has(method))
  const target = facts.node(way.to)
  if (methods.length === 0 || target === undefined) return []
  const conditions = letsGatewayIn(target.props.policy, target.id)
  return [
    {
      from: INTERNET_ID,
      kind: 'CAN_INVOKE',
      to: way.to,
      technique: null,
      attack: ['T1190'],
      likelihood: WORKLOAD.publicFunction * UNKNOWN_CONDITION ** conditions.length,
      conditions,
      evidence: [{ type: 'setting', id: api.id, detail: `${methods.join(', ')} ask for no authorization` }],
      provenance: null,
    },
  ]
}

function letsGatewayIn(policy: Value | undefined, resource: string): Condition[] {
  const asked = askResourcePolicy(policy, {
    principal: 'apigateway.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource,
  })
  if (asked.state === 'met' || policy === undefined) return []
  return asked.answer?.decision === 'conditional'
    ? []
    : [
        {
          key: 'integration-role',
          state: 'unknown',
          detail: 'whether a role of the integration may invoke it is not known',
        },
      ]
}
