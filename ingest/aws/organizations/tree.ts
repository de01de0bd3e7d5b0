import type { CollectContext } from '../../collector.ts'
import { accountList, type MemberAccount, type Root, type Unit, unitList } from './shapes.ts'

/** A root or unit with what is right below it; undefined where that could not be read. */
export interface Branch {
  readonly id: string
  /** undefined for the root. */
  readonly unit: Unit | undefined
  /** Ids from the root down to and including this one. */
  readonly path: readonly string[]
  readonly units: readonly Unit[] | undefined
  readonly accounts: readonly MemberAccount[] | undefined
}

/** AWS allows five levels of units below the root; a loop in a forged export ends here. */
const MAX_DEPTH = 8

/** The root and every unit, parents first. */
export async function readTree(context: CollectContext, root: Root): Promise<readonly Branch[]> {
  const branches: Branch[] = []
  let level: { unit: Unit | undefined; path: readonly string[] }[] = [{ unit: undefined, path: [root.Id] }]
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: typeof level = []
    for await (const branch of context.map(level, ({ unit, path }) => readBranch(context, unit, path))) {
      branches.push(branch)
      next.push(...(branch.units ?? []).map((unit) => ({ unit, path: [...branch.path, unit.Id] })))
    }
    level = next
  }
  return branches
}

async function readBranch(
  context: CollectContext,
  unit: Unit | undefined,
  path: readonly string[],
): Promise<Branch> {
  const id = path.at(-1) ?? ''
  const input = { ParentId: id }
  const units = await context.attempt('organizations list-organizational-units-for-parent', input)
  const accounts = await context.attempt('organizations list-accounts-for-parent', input)
  return {
    id,
    unit,
    path,
    units: units === undefined ? undefined : unitList.parse(units ?? {}).OrganizationalUnits,
    accounts: accounts === undefined ? undefined : accountList.parse(accounts ?? {}).Accounts,
  }
}
