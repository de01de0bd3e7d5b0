import type { NodeRecord } from '../../snapshot/records.ts'
import type { Scene } from '../engine/scene.ts'
import { accountOf, candidate, follow, isProtectedRole, nodesIn, trustOf } from '../engine/sources.ts'
import {
  definePrivilege,
  type Permission,
  type Prerequisite,
  type PrivilegeTechnique,
  type Source,
} from '../privilege.ts'
import type { GraphLiteral } from '../technique.ts'
import { identity, scenario, TARGET_ROLE, trustFor } from './example.ts'

/** https://attack.mitre.org/techniques/T1548/005/ and https://attack.mitre.org/techniques/T1078/004/ */
export const ABUSES_SERVICE = ['T1548.005', 'T1078.004']

/** A service that no technique uses. */
const OTHER_SERVICE = 'monitoring.rds.amazonaws.com'

const sources = new Map<string, Source>()

/** Roles that a service may take: what iam:PassRole can hand to it. */
export function rolesTrusting(...services: readonly string[]): Source {
  const says = `roles that trust ${services.join(' or ')}`
  const known = sources.get(says)
  if (known !== undefined) return known
  const source: Source = {
    says,
    *inAccount(scene, account) {
      for (const role of nodesIn(scene, account, 'AwsIamRole')) yield* trusting(scene, role, services, {})
    },
  }
  sources.set(says, source)
  return source
}

/** The role as a candidate when one of the services may take it, with the statement that says so. */
export function trusting(
  scene: Scene,
  role: NodeRecord,
  services: readonly string[],
  nodes: { readonly [name: string]: NodeRecord },
) {
  if (isProtectedRole(role)) return []
  for (const service of services) {
    const { state, conditions, evidence } = trustOf(scene, role, service)
    if (state !== 'unmet') return [candidate({ ...nodes, role }, role.id, { conditions, evidence })]
  }
  return []
}

/** Workloads of one kind and the role each holds, where the service may take that role. */
export const workloadsWithRole = (kind: string, name: string, service: string): Source => ({
  says: `roles of ${kind}`,
  *inAccount(scene, account) {
    for (const workload of nodesIn(scene, account, kind)) {
      for (const role of follow(scene, workload.id, 'HAS_EXECUTION_ROLE')) {
        if (accountOf(role) !== account) continue
        for (const found of trusting(scene, role, [service], { [name]: workload }))
          yield { ...found, evidence: [holds(workload, role), ...found.evidence] }
      }
    }
  },
})

export const holds = (workload: NodeRecord, role: NodeRecord) => ({
  type: 'setting',
  id: workload.id,
  detail: `runs as ${role.id}`,
})

/** What both families leave to the single technique. */
type Own = Pick<PrivilegeTechnique, 'id' | 'title' | 'likelihood' | 'references'> & {
  readonly target?: readonly Prerequisite[]
  readonly world?: readonly Prerequisite[]
  readonly nodes?: GraphLiteral['nodes']
  readonly facts?: GraphLiteral['facts']
}

export const passRoleTo = (service: string | readonly string[]): Permission => ({
  action: 'iam:PassRole',
  on: 'role',
  context: { 'iam:PassedToService': service },
})

/** Passes a role to something new, and lets that act. */
export function newPassRole(
  own: Own & {
    /** The service principal that the role must trust. */
    readonly service: string
    readonly alsoTrusted?: readonly string[]
    /** What iam:PassedToService says, where it is another one. */
    readonly passedTo?: string | readonly string[]
    /** False where a service passes the role for the principal. */
    readonly passes?: false
    readonly permissions: readonly Permission[]
    readonly on?: { readonly [name: string]: string }
    readonly source?: Source
  },
): PrivilegeTechnique {
  const pass = own.passes === false ? [] : [passRoleTo(own.passedTo ?? own.service)]
  const self = [...pass, ...own.permissions]
  const trustedBy = (service: string) =>
    scenario({
      permissions: self,
      on: { role: TARGET_ROLE, ...own.on },
      nodes: [identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(service) }), ...(own.nodes ?? [])],
      facts: own.facts ?? [],
    })
  return definePrivilege({
    id: own.id,
    title: own.title,
    category: 'new-passrole',
    edge: 'CAN_RUN_AS',
    attack: ABUSES_SERVICE,
    likelihood: own.likelihood,
    references: own.references,
    source: own.source ?? rolesTrusting(own.service, ...(own.alsoTrusted ?? [])),
    needs: { self, target: own.target ?? [], world: own.world ?? [] },
    example: trustedBy(own.service),
    nearMiss: trustedBy(OTHER_SERVICE),
  })
}

/** Changes or uses a workload that already holds a role. */
export function existingWorkload(
  own: Own & {
    readonly kind: string
    readonly name: string
    /** Id of the workload in the example. */
    readonly workload: string
    readonly service: string
    readonly permissions: readonly Permission[]
    readonly props?: GraphLiteral['nodes'][number][2]
    readonly on?: { readonly [name: string]: string }
    readonly source?: Source
    readonly category?: PrivilegeTechnique['category']
  },
): PrivilegeTechnique {
  const trustedBy = (service: string) =>
    scenario({
      permissions: own.permissions,
      on: { [own.name]: own.workload, role: TARGET_ROLE, ...own.on },
      nodes: [
        identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(service) }),
        [own.workload, own.kind, { account: own.workload.split(':')[4] ?? '', ...own.props }],
        ...(own.nodes ?? []),
      ],
      facts: [...(own.facts ?? [[own.workload, 'HAS_EXECUTION_ROLE', TARGET_ROLE]])],
    })
  return definePrivilege({
    id: own.id,
    title: own.title,
    category: own.category ?? 'existing-passrole',
    edge: 'CAN_RUN_AS',
    attack: ABUSES_SERVICE,
    likelihood: own.likelihood,
    references: own.references,
    source: own.source ?? workloadsWithRole(own.kind, own.name, own.service),
    needs: { self: own.permissions, target: own.target ?? [], world: own.world ?? [] },
    example: trustedBy(own.service),
    nearMiss: trustedBy(OTHER_SERVICE),
  })
}
