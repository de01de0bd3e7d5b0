import { decide } from '../../access/gcp/decide.ts'
import type { Asker } from '../../access/gcp/estate.ts'
import {
  ACT_AS,
  defineGcpTechnique,
  type GcpTechnique,
  onProject,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { ENABLED } from '../../access/gcp/techniques/iam.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'

/**
 * Something new is made that acts as a service account. Only accounts of the project that it is made in: an account is
 * attached in another project only where the organization lifted the default that forbids it.
 * https://cloud.google.com/iam/docs/attach-service-accounts
 */
export const newWorkload = ({
  permissions,
  prerequisites = [],
  ...technique
}: Pick<GcpTechnique, 'id' | 'title' | 'attack' | 'references' | 'nearMisses'> &
  Partial<Pick<GcpTechnique, 'likelihood' | 'prerequisites'>> & {
    /** Alternatives; on the project. */
    readonly permissions: readonly (readonly string[])[]
  }): GcpTechnique =>
  defineGcpTechnique({
    category: 'new-workload',
    edge: 'CAN_RUN_AS',
    likelihood: TECHNIQUE.newCompute,
    target: 'GcpServiceAccount',
    needs: permissions.map((all) => [...onProject(...all), ...onTarget(ACT_AS)]),
    prerequisites: [ENABLED, ...prerequisites],
    ...technique,
  })

/** The account has a role on its project without which the product refuses to work as it. */
export const accountHolds = (permission: string, role: string): Prerequisite => ({
  id: `account-holds-${permission}`,
  says: `the service account holds what ${role} contains on its project`,
  decide(account, estate) {
    const project = estate.chainOf(account.id).find((id) => estate.facts.node(id)?.kind === 'GcpProject')
    const email = String(account.props.email)
    const asker: Asker = { id: account.id, member: { type: 'serviceAccount', email } }
    if (project === undefined) return { state: 'unknown' }
    const { decision } = decide(estate, { asker, permission, resource: project, facts: {} })
    return {
      state: decision === 'allowed' ? 'met' : decision === 'denied' ? 'unmet' : 'unknown',
      by: project,
    }
  },
  example: { holds: [role] },
  nearMiss: null,
})

/** Something of a kind lies in the project of the target; a project of which none was read has none. */
export const hasBeside = (kind: string, says: string, props: Props): Prerequisite => ({
  id: `beside-${kind}`,
  says,
  decide(target, { facts, hierarchy, chainOf }) {
    const project = chainOf(target.id).find((id) => facts.node(id)?.kind === 'GcpProject') ?? ''
    const found = hierarchy
      .resourcesIn(project, kind)
      .some((node) => Object.entries(props).every(([name, value]) => node.props[name] === value))
    return { state: found ? 'met' : 'unmet' }
  },
  example: { beside: [[kind, props]] },
  nearMiss: null,
})
