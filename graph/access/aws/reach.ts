import type { SourcedPolicy } from './estate.ts'
import { type Glob, residuals } from './glob.ts'
import type { Policy } from './policy.ts'
import { matchesAction } from './statement.ts'
import { resolveTemplate } from './variables.ts'

/** What the statements of a policy name for one action, as patterns; variables stand as stars. */
interface Named {
  /** Resources of Allow statements. */
  readonly allowed: readonly Glob[]
  /** Some Allow names what it leaves out, and so nearly everything. */
  readonly allowsBroadly: boolean
  /** What Deny statements leave out. */
  readonly spared: readonly Glob[]
}

const namedBefore = new WeakMap<Policy, Map<string, Named>>()

/** Read once for each policy and action. */
export function namedBy(policy: Policy, action: string): Named {
  const byAction = namedBefore.get(policy) ?? new Map<string, Named>()
  namedBefore.set(policy, byAction)
  const known = byAction.get(action)
  if (known !== undefined) return known
  const relevant = policy.statements.filter((statement) => matchesAction(statement, action.toLowerCase()))
  const globs = (effect: 'Allow' | 'Deny', notResource: boolean) =>
    relevant
      .filter((statement) => statement.effect === effect && statement.notResource === notResource)
      .flatMap((statement) => statement.resources ?? [])
      .flatMap((template) => {
        const resolved = resolveTemplate(template, { lookup: () => 'unknown' })
        return resolved.state === 'absent' ? [] : [resolved.glob]
      })
  const named = {
    allowed: globs('Allow', false),
    allowsBroadly: relevant.some(({ effect, notResource }) => effect === 'Allow' && notResource),
    spared: globs('Deny', true),
  }
  byAction.set(action, named)
  return named
}

/** A name that no policy has. */
export const SOME_OBJECT = 'chokepoint-probe/object'

/** One member of the container for each pattern by which the policies let someone at a part of it. */
export function membersNamed(
  policies: readonly (SourcedPolicy | null)[],
  action: string,
  prefix: string,
): readonly string[] {
  const found = new Set<string>()
  for (const source of policies) {
    if (source === null) continue
    const { allowed, spared } = namedBy(source.policy, action)
    for (const glob of [...allowed, ...spared]) {
      // A star that begins before the container's parts do is about all of them.
      if (glob.shape === 'any' || (glob.shape === 'prefix' && prefix.startsWith(glob.head))) continue
      if (!beginsLike(glob, prefix)) continue
      for (const rest of residuals(glob, prefix)) {
        if (rest !== '*' && rest !== '') found.add(prefix + rest.replaceAll(/[*?]/g, 'x'))
      }
    }
  }
  return [...found]
}

/** A quick look at the text before the first wildcard. */
function beginsLike(glob: Glob, prefix: string): boolean {
  const { pattern } = glob
  const length = Math.min(glob.head.length, prefix.length)
  return pattern.length > length ? pattern.startsWith(prefix.slice(0, length)) : pattern.startsWith(prefix)
}
