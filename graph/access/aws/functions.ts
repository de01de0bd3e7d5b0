import { WORKLOAD } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { ask, targetOf } from './ask.ts'
import { createContext } from './context.ts'
import { derivedKeys } from './derived-keys.ts'
import { conditionsOf, edgeFrom } from './edges.ts'
import type { Estate } from './estate.ts'
import { DIRECT_CALL } from './known-context.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import { parsePrincipal } from './principal.ts'

const INVOKE = 'lambda:InvokeFunction'
const INVOKE_URL = 'lambda:InvokeFunctionUrl'

/** A call of the API, not of a function URL. */
const BY_API = createContext([
  { 'lambda:invokedviafunctionurl': ['false'], 'lambda:functionurlauthtype': 'absent' },
])

/**
 * CAN_INVOKE from outsiders that the function's policy lets in. Identities of the account get no edge: who may call
 * a function does not hold it, and those who are meant to call it are many.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function deriveFunction(estate: Estate, node: NodeRecord, output: Output): void {
  const policy = estate.resourcePolicy(node, 'policy', `${node.id}#policy`)
  if (policy === undefined) return
  const target = targetOf(node, estate.accounts.get(String(node.props.account ?? '')), policy)
  let publicInvoke = isOpenByUrl(node, target)
  for (const { node: from, askers } of outsiders(estate, target, INVOKE)) {
    const [best] = askers
      .map((asker) => ask(asker, target, INVOKE, node.id, BY_API))
      .filter(({ decision }) => decision.decision !== 'denied')
      .sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
    if (best === undefined) continue
    const edge = edgeFrom({ kind: 'CAN_INVOKE', from: from.id, to: node.id, attack: ['T1648'] }, best)
    if (edge === null) continue
    output.node(from)
    output.add({ ...edge, likelihood: edge.likelihood * WORKLOAD.publicFunction })
    if (from.id === ANY_AWS_PRINCIPAL && conditionsOf(best).length === 0) publicInvoke = true
  }
  output.property(node.id, { publicInvoke, exposure: publicInvoke ? 'internet' : 'internal' })
}

/** A URL without login, and both permissions for everyone. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function isOpenByUrl(node: NodeRecord, target: ReturnType<typeof targetOf>): boolean {
  const anyone = parsePrincipal('*')
  if (node.props.urlAuthType !== 'NONE' || anyone === null) return false
  const context = createContext([
    { 'lambda:functionurlauthtype': ['NONE'], 'lambda:invokedviafunctionurl': ['true'] },
    DIRECT_CALL,
    derivedKeys(anyone, target.account),
  ])
  const asker = { principal: anyone, context, own: { identity: [], boundaries: [], serviceControl: [] } }
  return [INVOKE_URL, INVOKE].every(
    (action) => ask(asker, target, action, node.id).decision.decision === 'allowed',
  )
}
