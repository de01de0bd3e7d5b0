import { z } from 'zod'
import { ChangeError, defineChange } from './change.ts'
import { identityType, lastPart } from './shapes.ts'

/** A policy is detached from an identity; an inline one is deleted. */
export const detachPolicy = defineChange({
  name: 'detach-policy',
  fields: { from: z.string(), policy: z.string() },
  apply(draft, { from, policy }) {
    draft.node(from)
    const gone = draft.unrelate(
      (relationship) =>
        relationship.kind === 'HAS_POLICY' && relationship.from === from && relationship.to === policy,
    )
    if (gone === 0) throw new ChangeError(`${policy} is not attached to ${from}`)
  },
  instructions({ from, policy }) {
    const type = identityType(from)
    return {
      title: `Detach ${lastPart(policy)} from ${type} ${lastPart(from)}`,
      console: `IAM > ${lastPart(from)} (${type}) > Permissions > ${lastPart(policy)} > Remove.`,
      cli: `aws iam detach-${type}-policy --${type}-name ${lastPart(from)} --policy-arn ${policy}`,
      terraform: `Delete the aws_iam_${type}_policy_attachment of ${policy} to ${lastPart(from)}.`,
    }
  },
})
