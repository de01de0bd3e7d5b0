import { z } from 'zod'
import { ChangeError, defineChange } from './change.ts'
import { isProps } from './documents.ts'
import { lastPart } from './shapes.ts'

/** A binding goes out of the allow policy of a Google Cloud resource; `statement` is its place, counted from 0. */
export const removeBinding = defineChange({
  name: 'remove-binding',
  fields: { on: z.string(), statement: z.int().min(0) },
  apply(draft, { on, statement }) {
    const { iamPolicy } = draft.node(on).props
    const bindings = isProps(iamPolicy) && Array.isArray(iamPolicy.bindings) ? iamPolicy.bindings : []
    if (statement >= bindings.length) throw new ChangeError(`the policy of ${on} has no binding ${statement}`)
    draft.patch(on, { iamPolicy: { bindings: bindings.toSpliced(statement, 1) } })
  },
  instructions({ on, statement }, lookup) {
    const node = lookup(on)
    const policy = node?.props.iamPolicy
    const binding = isProps(policy) && Array.isArray(policy.bindings) ? policy.bindings[statement] : undefined
    const role = isProps(binding) && typeof binding.role === 'string' ? binding.role : `binding ${statement}`
    const name = typeof node?.props.name === 'string' ? node.props.name : lastPart(on)
    return {
      title: `Take ${role} on ${name} away from its members`,
      console: `IAM of ${name} > View by roles > ${role}: remove the members.`,
      cli: `# gcloud ... remove-iam-policy-binding ${lastPart(on)} --role=${role} --member=MEMBER`,
      terraform: `Delete the iam_binding or iam_member of ${role} on ${name}.`,
    }
  },
})
