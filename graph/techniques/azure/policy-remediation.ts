import { z } from 'zod'
import { type Decision, heldBack } from '../../access/azure/decide.ts'
import { type AzureEstate, azureEstateOf } from '../../access/azure/estate.ts'
import { assignmentEvidence } from '../../access/azure/evidence.ts'
import { grantOf } from '../../access/azure/grants.ts'
import type { Action } from '../../access/azure/role.ts'
import { MAYBE, NO } from '../../access/tri.ts'
import type { AttackEdge, Condition } from '../../attack.ts'
import { distinctBy } from '../../group-by.ts'
import { TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'

const WRITE = 'microsoft.authorization/policydefinitions/write'
const REMEDIATE = 'microsoft.policyinsights/remediations/write'
const assignment = z.object({ name: z.string().optional(), customDefinitions: z.array(z.string()).min(1) })

/**
 * Who may change a custom definition and start a remediation where it is assigned has a template of their own deployed
 * as the assignment's identity. What effect the definition has now does not matter: that is changed with it, and
 * neither does the enforcement mode, which is about new resources.
 * https://learn.microsoft.com/azure/governance/policy/how-to/remediate-resources
 */
export function policyRemediationEdges(facts: FactIndex): AttackEdge[] {
  const estate = azureEstateOf(facts)
  const holdsAny = new Set(estate.principals)
  const holders = createHolders(estate)
  return facts.ofKind('AzurePolicyAssignment').flatMap(({ id, props }) => {
    const parsed = assignment.safeParse(props)
    // An identity without any role is of no use.
    const identities = facts
      .from(id, 'HAS_IDENTITY')
      .map(({ to }) => to)
      .filter((to) => [...estate.principalsOf(to)].some((one) => holdsAny.has(one)))
    if (!parsed.success || identities.length === 0) return []
    const { name = id, customDefinitions } = parsed.data
    const ways = customDefinitions.flatMap((definition) => waysOf(holders, definition, id))
    return distinctBy(ways, ({ principal }) => principal).flatMap((way) =>
      identities.filter((to) => to !== way.principal).map((to) => edgeOf(estate, way, to, { id, name })),
    )
  })
}

interface Way {
  readonly principal: string
  readonly definition: string
  /** What grants the change of the definition, then what grants the remediation. */
  readonly decisions: readonly [Decision, Decision]
}

/** By those with assignments of their own in it: what groups have alone is drawn from the groups. */
function waysOf(holders: Holders, definition: string, assigned: string): readonly Way[] {
  const [writers, starters] = [holders.of(WRITE, definition), holders.of(REMEDIATE, assigned)]
  return [...new Set([...writers.direct, ...starters.direct])].flatMap((principal): readonly Way[] => {
    const [write, start] = [writers.decide(principal), starters.decide(principal)]
    if (write.holds === NO || start.holds === NO) return []
    const own = [write, start].some(({ by }) => by?.principal === principal)
    return own ? [{ principal, definition, decisions: [write, start] }] : []
  })
}

interface Holders {
  of(action: Action, resource: string): HoldersOf
}
interface HoldersOf {
  readonly direct: Iterable<string>
  decide(principal: string): Decision
}

const NOTHING: Decision = { holds: NO, unless: [], block: null, by: null, blockedBy: null }

/** Who holds an action on a resource, found in one walk over what is assigned above it. */
function createHolders(estate: AzureEstate): Holders {
  const known = new Map<string, HoldersOf>()
  return {
    of(action, resource) {
      const key = `${action} ${resource}`
      const found = known.get(key) ?? holdersOf(estate, action, resource)
      known.set(key, found)
      return found
    },
  }
}

function holdersOf(estate: AzureEstate, action: Action, resource: string): HoldersOf {
  const direct = new Map<string, Decision>()
  for (const by of estate.chainOf(resource).flatMap((scope) => estate.assignmentsAt(scope))) {
    const grant = grantOf(by, action)
    if (grant.holds > (direct.get(by.principal)?.holds ?? NO))
      direct.set(by.principal, { ...grant, by, blockedBy: null })
  }
  return {
    direct: direct.keys(),
    decide(principal) {
      let best = NOTHING
      for (const who of estate.principalsOf(principal)) {
        const one = direct.get(who)
        if (one !== undefined && one.holds > best.holds) best = one
      }
      return best.holds === NO ? best : heldBack(estate, principal, action, resource, best)
    },
  }
}

function edgeOf(
  estate: AzureEstate,
  { principal, definition, decisions }: Way,
  to: string,
  assigned: { readonly id: string; readonly name: string },
): AttackEdge {
  const unknown = decisions
    .filter(({ holds }) => holds === MAYBE)
    .flatMap(({ unless }) => unless.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail })))
  const conditions = distinctBy(unknown, ({ key, detail }) => `${key} ${detail}`)
  const first = decisions[0].by
  return {
    from: principal,
    kind: 'CAN_RUN_AS',
    to,
    technique: 'az-policy-remediation-identity',
    attack: ['T1059.009', 'T1098'],
    likelihood: TECHNIQUE.twoCalls * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: [
      {
        type: 'policy-assignment',
        id: assigned.id,
        detail: `${assigned.name} assigns ${estate.placeOf(definition)}, a custom definition, with this identity`,
      },
      ...decisions.flatMap(({ by: one }, index) =>
        one === null ? [] : assignmentEvidence(estate, one, [index === 0 ? WRITE : REMEDIATE]),
      ),
    ],
    provenance:
      first === null
        ? null
        : { id: first.id, type: 'role-assignment', edit: { change: 'delete', resource: first.id } },
  }
}
