import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { Action } from './role.ts'

/** What must be so besides the permission. */
export interface Prerequisite {
  readonly id: string
  readonly says: string
  /** A protection: when it alone is missing, the edge is told as blocked. */
  readonly control?: true
  decide(target: NodeRecord, facts: FactIndex): 'met' | 'unmet' | 'unknown'
  /** Properties with which it is so. */
  readonly example: Props
  /** Properties with which it is not so; null when it then is not known. */
  readonly nearMiss: Props | null
}

/**
 * An attack through Azure Resource Manager or a service's data plane, declared: which actions on which kind of
 * resource give what.
 */
export interface AzureTechnique {
  /** az-<service>-<what> */
  readonly id: string
  readonly title: string
  /** data | existing-workload | new-workload | credential-access | managed-identity | role-assignment | network */
  readonly category: string
  readonly edge: string
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly references: readonly string[]
  /** Kind of the resource that the actions are about. */
  readonly target: string
  /** Alternatives; of one, every action is needed. */
  readonly needs: readonly (readonly Action[])[]
  /** Actions on some resource of another kind, such as a machine that the identity is given to. */
  readonly also?: { readonly kind: string; readonly needs: readonly (readonly Action[])[] }
  /** What the attacker gets to: the target, the identities that its code acts as, or the cluster whose node it is. */
  readonly gives: 'target' | 'identities' | 'cluster'
  readonly prerequisites: readonly Prerequisite[]
}

export const defineAzureTechnique = (
  technique: Omit<AzureTechnique, 'gives' | 'prerequisites'> &
    Partial<Pick<AzureTechnique, 'gives' | 'prerequisites'>>,
): AzureTechnique => ({ gives: 'target', prerequisites: [], ...technique })

/** A property that has to have one of these values; what was not collected is unknown. */
export const has = (
  property: string,
  values: readonly (string | boolean | null)[],
  says: string,
  options: { readonly control?: true } = {},
): Prerequisite => ({
  id: property,
  says,
  ...options,
  decide({ props }) {
    const value = props[property]
    if (value === undefined) return 'unknown'
    return values.some((one) => one === value) ? 'met' : 'unmet'
  },
  example: { [property]: values[0] ?? null },
  nearMiss: { [property]: typeof values[0] === 'boolean' ? !values[0] : 'something else' },
})

/** A list of which one of these has to be part; what was not collected is unknown. */
export const includes = (property: string, values: readonly string[], says: string): Prerequisite => ({
  id: property,
  says,
  decide({ props }) {
    const list = props[property]
    if (!Array.isArray(list)) return 'unknown'
    return values.some((one) => list.includes(one)) ? 'met' : 'unmet'
  },
  example: { [property]: values.slice(0, 1) },
  nearMiss: { [property]: ['something else'] },
})

/** What is not read at all, and so is never known. */
export const notRead = (id: string, says: string): Prerequisite => ({
  id,
  says,
  decide: () => 'unknown',
  example: {},
  nearMiss: null,
})

/** The service's own firewall lets anybody in; else the attacker needs a place inside, which is not known. */
export const openNetwork: Prerequisite = {
  id: 'network-path',
  says: "the service's firewall lets the attacker in",
  decide(target, facts) {
    const props = behindFirewall(target, facts)?.props
    if (props === undefined || props.publicNetworkAccess === false) return 'unknown'
    if (props.anyAddress === true) return 'met'
    return props.defaultAction === 'Deny' ? 'unknown' : 'met'
  },
  example: { publicNetworkAccess: true, defaultAction: 'Allow' },
  nearMiss: null,
}

/** A container stands behind the firewall of its account. */
function behindFirewall(target: NodeRecord, facts: FactIndex): NodeRecord | undefined {
  if (target.kind !== 'AzureBlobContainer') return target
  const [account] = facts.to(target.id, 'CONTAINS')
  return account === undefined ? undefined : facts.node(account.from)
}

/** The cluster whose nodes lie in the same group of resources. https://learn.microsoft.com/azure/aks/faq */
export const clusterOf = (facts: FactIndex, id: string): readonly NodeRecord[] =>
  facts
    .ofKind('AzureKubernetesCluster')
    .filter(
      ({ props }) =>
        typeof props.nodeResourceGroup === 'string' && id.startsWith(`${props.nodeResourceGroup}/`),
    )
