import { NO } from '../../tri.ts'
import { type Column, grantsAlone } from './columns.ts'
import { subtract, union } from './ranges.ts'
import { both, either, NOWHERE, type Region, weakened, without } from './region.ts'

/** Where each way to be allowed something is open; the rules are those of `weigh` in evaluate.ts. */
interface Regions {
  /** An Allow of the resource's policy is enough. */
  readonly byGrant: Region
  /** An Allow of one's own is enough, within one's permission boundary. */
  readonly byOwn: Region
}

/** What is left to those to whom resources' policies say the same, whatever their own policies say. */
export class Ways {
  /** Something is left to those whose own policies grant nothing. */
  readonly grants: boolean
  private readonly open: Region
  private readonly columns: readonly Column[]
  private readonly isHome: boolean
  private found: Regions | null = null

  /** `open`: where no organization policy stops them; `isHome`: the resources are of their account. */
  constructor(open: Region, columns: readonly Column[], isHome: boolean) {
    // Elsewhere both sides must allow; at home a policy may grant something to whoever is allowed nothing.
    this.grants = isHome && columns.some(grantsAlone)
    this.open = open
    this.columns = columns
    this.isHome = isHome
  }

  /** Where one may act whose own policies allow this. */
  for(own: Region): Region {
    if (own.may.length === 0 && !this.grants) return NOWHERE
    this.found ??= this.isHome ? atHome(this.open, this.columns) : elsewhere(this.open, this.columns)
    const { byGrant, byOwn } = this.found
    return either(byGrant, both(byOwn, own))
  }
}

function elsewhere(open: Region, columns: readonly Column[]): Regions {
  const allowed = columns.map((column) => weakened(openIn(column, open), column.says.allow))
  return { byGrant: NOWHERE, byOwn: allowed.reduce(either, NOWHERE) }
}

function atHome(open: Region, columns: readonly Column[]): Regions {
  let [byGrant, byOwn] = [NOWHERE, open]
  for (const column of columns) {
    const { positions, says, needed } = column
    const here = openIn(column, open)
    byGrant = either(byGrant, weakened(here, says.direct))
    if (!needed && says.deny === NO) continue
    const allowed = needed ? weakened(here, says.allow) : here
    byOwn = {
      must: union(subtract(byOwn.must, positions), allowed.must),
      may: union(subtract(byOwn.may, positions), allowed.may),
    }
  }
  return { byGrant, byOwn }
}

function openIn({ positions, says }: Column, open: Region): Region {
  const there: Region = { must: positions, may: positions }
  return both(without(open, weakened(there, says.deny)), there)
}
