import type { Account, Identity, PolicyClass } from '../../access/aws/estate.ts'
import type { AttackEdge, BlockedEdge, Derivation } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import type { PrivilegeTechnique } from '../privilege.ts'
import { abilitiesOver } from './abilities.ts'
import { apply, type Becoming, type Round } from './apply.ts'
import { createClasses } from './classes.ts'
import { createDecider } from './decide.ts'
import { createHubs } from './hubs.ts'
import { asksFor } from './plan.ts'
import type { Scene } from './scene.ts'
import { variantsOf } from './variants.ts'

/** With the changes of policies that lead no further by themselves. */
export type Privileges = Derivation & { readonly becoming: readonly Becoming[] }

/** Every edge that privilege techniques give to principals that are not administrators already. */
export function derivePrivileges(declared: readonly PrivilegeTechnique[], scene: Scene): Privileges {
  const work = begin(declared, scene)
  for (const account of scene.estate.accounts.values()) {
    const round = work.roundIn(account)
    for (const found of account.classes) {
      const [first] = found.members
      if (first !== undefined && !scene.administrators.has(first.id)) work.applyAll(found, round)
    }
  }
  return work.result()
}

/** What techniques give to an identity that is none yet, such as a user after a change of its own policies. */
export function derivePrivilegesOf(
  declared: readonly PrivilegeTechnique[],
  scene: Scene,
  account: Account,
  identity: Identity,
): Derivation {
  const work = begin(declared, scene)
  work.applyAll(identity.class, work.roundIn(account))
  return work.result()
}

function begin(declared: readonly PrivilegeTechnique[], scene: Scene) {
  const techniques = declared.flatMap(variantsOf)
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const becoming: Becoming[] = []
  const drawn = { edges, blocked, becoming }
  const [classes, hubs] = [createClasses(), createHubs()]
  const able = abilitiesOver(techniques.flatMap(({ needs }) => needs.self.map(({ action }) => action)))
  const byAction = indexByAction(techniques)
  return {
    roundIn: (account: Account): Round => ({
      ...drawn,
      ...{ scene, account, classes, hubs },
      decider: createDecider(scene, account),
      pools: new Map(),
      endsIn: new Map(),
    }),
    applyAll(found: PolicyClass, round: Round): void {
      const allowed = able.of(found.own)
      for (const action of allowed) {
        for (const { technique, asks } of byAction.get(action) ?? []) {
          if (asks.every((one) => allowed.has(one))) apply(technique, found, round)
        }
      }
    },
    result: (): Privileges => ({
      ...drawn,
      nodes: [...classes.nodes(), ...hubs.nodes],
      facts: [...classes.facts(), ...hubs.facts],
      properties: new Map(),
    }),
  }
}

interface Indexed {
  readonly technique: PrivilegeTechnique
  /** Actions it asks for, lower-cased. */
  readonly asks: readonly string[]
}

/** Techniques by the last thing they ask for, which few principals may do. */
function indexByAction(techniques: readonly PrivilegeTechnique[]): ReadonlyMap<string, readonly Indexed[]> {
  const list = techniques.map((technique) => ({
    technique,
    asks: asksFor(technique).map(({ action }) => action.toLowerCase()),
  }))
  return groupBy(list, ({ asks }) => asks.at(-1) ?? '')
}
