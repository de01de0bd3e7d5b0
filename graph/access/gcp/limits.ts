import { distinctBy } from '../../group-by.ts'
import { NO, YES } from '../tri.ts'
import { coversPermission, limitsOn } from './decide.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Ground, GroundsFor } from './ground.ts'
import { expandGroups, type Holder } from './holders.ts'
import { isRestricted, restrictsIn } from './perimeters.ts'
import { denyForm } from './policy.ts'
import { requestOn } from './requests.ts'

/** A permission, and the node that it is used on. */
export interface Use {
  readonly permission: string
  readonly node: string
}

/** Holders alike: what stops them, or what may. */
export interface Share {
  readonly holders: readonly Holder[]
  readonly denied: boolean
  readonly by: readonly Ground[]
}

export interface Limits {
  /** No deny policy, boundary or perimeter says anything of these uses, whoever makes them. */
  isFree(uses: readonly Use[]): boolean
  /** The holders by what deny policies, boundaries and perimeters do to any of the uses, or to the like `below` their nodes. */
  split(holders: readonly Holder[], uses: readonly Use[], below?: 'below'): readonly Share[]
  /** Whether something below a scope limits one of the permissions that the scope itself does not. */
  isSetBelow(scope: string, permissions: readonly string[]): boolean
}

export function createLimits(estate: GcpEstate, now: string | null): Limits {
  const { boundaries, hierarchy } = estate
  const below = new Map<string, boolean>()
  const expanded = new Map<readonly Holder[], readonly Holder[]>()
  /** Who holds something by it mostly holds more. */
  const eachOf = (holders: readonly Holder[]): readonly Holder[] => {
    const found = expanded.get(holders) ?? expandGroups(holders, estate)
    expanded.set(holders, found)
    return found
  }
  const isDenied = (node: string, permission: string): boolean => {
    const denied = denyForm(permission)
    return estate.denyRulesAt(node).some((rule) => coversPermission(rule, denied))
  }
  const isLimited = ({ permission, node }: Use): boolean =>
    boundaries.length > 0 ||
    isRestricted(estate, permission) ||
    (estate.deniedScopes.size > 0 && estate.chainOf(node).some((above) => isDenied(above, permission)))
  const isSetBelow = (scope: string, permissions: readonly string[]): boolean => {
    if (boundaries.length === 0 && estate.deniedScopes.size === 0 && estate.perimeters.length === 0)
      return false
    const key = `${scope} ${permissions.join(' ')}`
    const known = below.get(key)
    if (known !== undefined) return known
    const found = hierarchy
      .scopesIn(scope)
      .some(
        (child) =>
          boundaries.some(({ resources }) => resources.includes(child)) ||
          permissions.some(
            (permission) => isDenied(child, permission) || restrictsIn(estate, child, permission),
          ) ||
          isSetBelow(child, permissions),
      )
    below.set(key, found)
    return found
  }
  return {
    isSetBelow,
    isFree: (uses) => !uses.some(isLimited),
    split(holders, uses, below) {
      const limited = uses.filter(isLimited)
      if (limited.length === 0) return [{ holders, denied: false, by: [] }]
      const asked = limited.map(({ permission, node }) => {
        const request = requestOn(permission, estate.facts.node(node), now)
        // What lies below may bear tags of its own.
        const facts = below ? request : { ...request, ...estate.tagsOn(node) }
        return limitsOn(estate, { permission, resource: node, facts })
      })
      const shares = createShares()
      for (const holder of eachOf(holders)) shares.add(holder, groundsFor(asked, holder))
      return shares.all()
    },
  }
}

function groundsFor(asked: readonly GroundsFor[], { asker }: Holder): readonly Ground[] {
  const [only, second] = asked
  return only !== undefined && second === undefined ? only(asker) : asked.flatMap((grounds) => grounds(asker))
}

/** Holders by what holds them back, in the order in which each share came up. */
function createShares() {
  const shares = new Map<string, { holders: Holder[]; denied: boolean; by: readonly Ground[] }>()
  /** Many are held back by the very same. */
  const byGrounds = new Map<readonly Ground[], Holder[]>()
  return {
    all: (): readonly Share[] => [...shares.values()],
    add(holder: Holder, grounds: readonly Ground[]): void {
      const holders = byGrounds.get(grounds) ?? holdersAt(grounds)
      byGrounds.set(grounds, holders)
      holders.push(holder)
    },
  }

  function holdersAt(grounds: readonly Ground[]): Holder[] {
    const sure = grounds.filter(({ applies }) => applies === YES)
    const by = distinctBy(sure.length > 0 ? sure : grounds.filter(({ applies }) => applies !== NO), nameOf)
    const key = `${sure.length > 0} ${by.map(nameOf).join(' ')}`
    const share = shares.get(key) ?? { holders: [], denied: sure.length > 0, by }
    shares.set(key, share)
    return share.holders
  }
}

/** Tells grounds apart that hold back in the same way. */
export function nameOf(ground: Ground): string {
  if (ground.type === 'deny') return `${ground.rule.policy} ${ground.rule.index}`
  if (ground.type === 'boundary') return ground.boundary.policy
  if (ground.type === 'perimeter') return `${ground.perimeter} ${ground.direction} ${ground.service}`
  return ground.type
}
