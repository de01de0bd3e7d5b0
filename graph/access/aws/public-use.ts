import type { NodeRecord } from '../../snapshot/records.ts'
import { targetOf } from './ask.ts'
import { conditionsOf } from './edges.ts'
import type { Estate } from './estate.ts'
import { bestAnswer } from './grantees.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'

/** What is used under a resource policy, and by which actions a stranger would use it. */
interface PublicUse {
  readonly kind: string
  readonly actions: readonly string[]
}

/** Kinds of which only is asked whether they are open to anyone; who else may use them gives no edge. */
export const PUBLIC_USE: readonly PublicUse[] = [
  {
    kind: 'AwsEcrRepository',
    actions: ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:SetRepositoryPolicy'],
  },
]

/** `publicAccess`: some action is open to any AWS principal, after every layer and without condition. */
export function derivePublicUse(estate: Estate, node: NodeRecord, use: PublicUse, output: Output): void {
  const policy = estate.resourcePolicy(node, 'policy', `${node.id}#policy`)
  if (policy === undefined) return
  const target = targetOf(node, estate.accounts.get(String(node.props.account ?? '')), policy)
  const publicAccess = use.actions.some((action) => {
    const question = {
      target,
      action,
      needsPolicy: false,
      resourcesFor: () => [node.id],
      candidates: () => [],
    }
    return outsiders(estate, target, action)
      .filter((outsider) => outsider.node.id === ANY_AWS_PRINCIPAL)
      .flatMap(({ askers }) => askers.map((asker) => bestAnswer(asker, question)))
      .some((answer) => answer.decision.decision !== 'denied' && conditionsOf(answer).length === 0)
  })
  output.property(node.id, { publicAccess })
}
