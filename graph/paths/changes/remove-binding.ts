import { z } from 'zod'
import type { Value } from '../../snapshot/records.ts'
import { type Binding, bindingCommands, membersInWords } from './binding-command.ts'
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
    const binding = bindingAt(node?.props.iamPolicy, statement)
    const { role, members } = binding
    const name = typeof node?.props.name === 'string' ? node.props.name : lastPart(on)
    return {
      title: `Take ${role} on ${name} away from ${membersInWords(members)}`,
      console: `IAM of ${name} > View by roles > ${role}: remove ${members.length === 0 ? 'the members' : members.join(', ')}.`,
      cli: bindingCommands(node?.kind ?? '', on, binding),
      terraform: `Delete the iam_binding or iam_member of ${role} on ${name}.`,
    }
  },
})

function bindingAt(policy: Value | undefined, statement: number): Binding {
  const found = isProps(policy) && Array.isArray(policy.bindings) ? policy.bindings[statement] : undefined
  const { role, members, condition } = isProps(found) ? found : {}
  return {
    role: typeof role === 'string' ? role : `binding ${statement}`,
    members: Array.isArray(members)
      ? members.filter((member): member is string => typeof member === 'string')
      : [],
    condition: isProps(condition) ? condition : null,
  }
}
