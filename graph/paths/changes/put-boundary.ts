import { z } from 'zod'
import { ChangeError, defineChange } from './change.ts'
import { document, identityType, lastPart } from './shapes.ts'

/** A user or role gets a permissions boundary in place of the one it has; null takes it away. */
export const putBoundary = defineChange({
  name: 'put-boundary',
  fields: { on: z.string(), document: document.nullable() },
  apply(draft, change) {
    const { kind, props } = draft.node(change.on)
    if (kind !== 'AwsIamUser' && kind !== 'AwsIamRole')
      throw new ChangeError(`${change.on} is no user or role; nothing else takes a permissions boundary`)
    draft.unrelate(({ kind: relation, from }) => relation === 'BOUNDED_BY' && from === change.on)
    if (change.document === null) return
    const account = typeof props.account === 'string' ? props.account : ''
    const id = draft.newId(`arn:aws:iam::${account}:policy/simulated-boundary-`)
    draft.nodes.set(id, {
      id,
      kind: 'AwsIamPolicy',
      props: {
        name: lastPart(id),
        provider: 'aws',
        account,
        region: 'global',
        type: 'customer-managed',
        document: change.document,
      },
    })
    draft.relate({ from: change.on, kind: 'BOUNDED_BY', to: id, props: {} })
  },
  instructions({ on }) {
    const type = identityType(on)
    return {
      title: `Set a permissions boundary on ${type} ${lastPart(on)}`,
      console: `IAM > ${lastPart(on)} (${type}) > Permissions boundary > Set: choose the policy.`,
      cli: `aws iam put-${type}-permissions-boundary --${type}-name ${lastPart(on)} --permissions-boundary POLICY_ARN`,
      terraform: `In the aws_iam_${type} "${lastPart(on)}", set permissions_boundary.`,
    }
  },
})
