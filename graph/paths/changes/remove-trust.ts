import { z } from 'zod'
import { ChangeError, defineChange } from './change.ts'
import { withoutStatement } from './documents.ts'
import { lastPart, statement } from './shapes.ts'
import { statementLabel } from './statement-label.ts'

/** A statement goes out of the trust policy of a role. */
export const removeTrust = defineChange({
  name: 'remove-trust',
  fields: { role: z.string(), statement },
  apply(draft, { role, statement: name }) {
    const document = draft.node(role).props.trustPolicy
    if (document === undefined || document === null)
      throw new ChangeError(`the trust policy of ${role} was not collected`)
    draft.patch(role, { trustPolicy: withoutStatement(document, name, `${role}#trust`) })
  },
  instructions({ role, statement: name }, lookup) {
    const label = statementLabel(name, lookup(role)?.props.trustPolicy)
    return {
      title: `Remove ${label} of the trust policy of ${lastPart(role)}`,
      console: `IAM > Roles > ${lastPart(role)} > Trust relationships > Edit trust policy: delete ${label}, or narrow its Principal and Condition.`,
      cli: `aws iam update-assume-role-policy --role-name ${lastPart(role)} --policy-document file://trust-without-the-statement.json`,
      terraform: `In assume_role_policy of the aws_iam_role "${lastPart(role)}", delete or narrow the block that makes ${label}.`,
    }
  },
})
