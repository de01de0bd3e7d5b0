import { z } from 'zod'
import { defineChange } from './change.ts'
import { governedBy, putLevel } from './control-policies.ts'
import { document, lastPart } from './shapes.ts'

/** An account, unit or root gets a further service control policy. */
export const attachScp = defineChange({
  name: 'attach-scp',
  fields: { to: z.string(), document },
  apply(draft, change) {
    const id = draft.newId(`${change.to}#service-control-policy/simulated-`)
    for (const governed of governedBy(draft, change.to))
      putLevel(draft, governed, [
        ...(governed.levels[governed.level] ?? []),
        { id, document: change.document },
      ])
  },
  instructions: ({ to }) => ({
    title: `Attach a service control policy to ${lastPart(to)}`,
    console: `AWS Organizations > Policies > Service control policies > Create policy; then ${lastPart(to)} > Policies > Attach.`,
    cli: `aws organizations attach-policy --target-id ${lastPart(to)} --policy-id POLICY_ID`,
    terraform: `resource "aws_organizations_policy_attachment" "guard" { target_id = "${lastPart(to)}", policy_id = aws_organizations_policy.guard.id }`,
  }),
})
