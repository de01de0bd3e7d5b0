import { z } from 'zod'
import { ChangeError, defineChange } from './change.ts'
import { governedBy, putLevel } from './control-policies.ts'
import { isProps } from './documents.ts'
import { lastPart } from './shapes.ts'

/** A service control policy is detached from an account, unit or root. AWS keeps at least one at each. */
export const detachScp = defineChange({
  name: 'detach-scp',
  fields: { from: z.string(), policy: z.string() },
  apply(draft, { from, policy }) {
    for (const governed of governedBy(draft, from)) {
      const policies = governed.levels[governed.level] ?? []
      const kept = policies.filter((item) => !(isProps(item) && isCalled(item.id, policy)))
      if (kept.length === policies.length) throw new ChangeError(`${policy} is not attached to ${from}`)
      if (kept.length === 0)
        throw new ChangeError(`${policy} is the only policy at ${from}; AWS asks for at least one`)
      putLevel(draft, governed, kept)
    }
  },
  instructions: ({ from, policy }) => ({
    title: `Detach service control policy ${lastPart(policy)} from ${lastPart(from)}`,
    console: `AWS Organizations > ${lastPart(from)} > Policies > ${lastPart(policy)} > Detach.`,
    cli: `aws organizations detach-policy --target-id ${lastPart(from)} --policy-id ${lastPart(policy)}`,
    terraform: `Delete the aws_organizations_policy_attachment of ${lastPart(policy)} to ${lastPart(from)}.`,
  }),
})

const isCalled = (id: unknown, policy: string): boolean =>
  typeof id === 'string' && (id === policy || lastPart(id) === policy)
