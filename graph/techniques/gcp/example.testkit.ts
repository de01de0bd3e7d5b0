import { deriveGcpAccess } from '../../access/gcp/derive.ts'
import {
  type ShortBinding,
  type ShortEstate,
  type ShortNode,
  snapshotOf,
} from '../../access/gcp/estate.testkit.ts'
import { SCOPE_KINDS } from '../../access/gcp/hierarchy.ts'
import type { GcpNeed, GcpTechnique } from '../../access/gcp/technique.ts'
import type { AttackEdge } from '../../attack.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import { deriveGcpTechniques } from './derive.ts'

export const ANN = 'user:ann@example.com'
export const PROJECT = 'project'
const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'
const OTHER = 'serviceAccount:other@project.iam.gserviceaccount.com'

const SCOPES: { readonly [kind: string]: string } = {
  GcpOrganization: 'org',
  GcpFolder: 'folder',
  GcpProject: PROJECT,
}
const idOf = (kind: string): string =>
  SCOPES[kind] ??
  (kind === 'GcpBucket' ? '//storage.googleapis.com/target' : undefined) ??
  (kind === 'GcpServiceAccount' ? ROBOT : `//${kind.toLowerCase()}.googleapis.com/projects/${PROJECT}/target`)

/** Lets the attacker have this much, where a test does not say otherwise. */
export interface Given {
  /** Each is one custom role: its node, what it contains, and the condition of its binding. */
  readonly roles: readonly {
    readonly at: string
    readonly permissions: readonly string[]
    readonly condition?: string
  }[]
  /** Predefined roles on the scope. */
  readonly predefined?: readonly string[]
  readonly target?: Props
  readonly denied?: readonly string[]
  readonly enforces?: readonly string[]
  /** What the target refers to is not there. */
  readonly unrelated?: true
}

/** The scope that holds the target, at which the attacker's roles are. */
export const scopeOf = ({ target }: GcpTechnique): string => SCOPES[target] ?? PROJECT
export function endOf({ gives, target }: GcpTechnique): string {
  if (gives === 'target') return idOf(target)
  return 'relation' in gives ? relatedId(gives.relation) : reached(gives.reachBy)[0]
}

/** Something that an account gets to by a technique, with the role that it holds there. */
const REACHED: { readonly [technique: string]: readonly [id: string, kind: string, role: string] } = {
  'gcp-iam-sa-access-token': [OTHER, 'GcpServiceAccount', 'iam.serviceAccountTokenCreator'],
  'gcp-run-invoke': ['//run.googleapis.com/projects/project/services/s', 'GcpRunService', 'run.invoker'],
  'gcp-storage-object-read': [idOf('GcpBucket'), 'GcpBucket', 'storage.objectViewer'],
}

function reached(techniques: readonly string[]): readonly [id: string, kind: string, role: string] {
  const found = REACHED[techniques[0] ?? '']
  if (found === undefined) throw new Error(`nothing is reached by ${techniques.join()}`)
  return found
}

const relatedId = (relation: string): string =>
  relation === 'HAS_EXECUTION_ROLE' ? OTHER : idOf('GcpBucket')

const relationsOf = ({ needs, gives }: GcpTechnique): readonly string[] => [
  ...new Set([
    ...needs.flat().flatMap(({ on }) => (typeof on === 'string' ? [] : [on.relation])),
    ...(gives !== 'target' && 'relation' in gives ? [gives.relation] : []),
  ]),
]

export const permissionsOf = (needs: readonly GcpNeed[]): readonly string[] =>
  needs.map(({ permission }) => permission)

/** Everything with which the technique works, but for what the attacker holds. */
export function exampleOf(technique: GcpTechnique, given: Given): Snapshot {
  const examples = technique.prerequisites.flatMap(({ example }) => example ?? [])
  const related = given.unrelated === true ? [] : relationsOf(technique)
  const target = idOf(technique.target)
  const nodes: { [id: string]: ShortNode } = {
    org: { kind: 'GcpOrganization', props: { organizationPolicies: policies(given.enforces ?? []) } },
    folder: { kind: 'GcpFolder', in: 'org' },
    [PROJECT]: { kind: 'GcpProject', in: 'folder', props: { projectNumber: '42' } },
    elsewhere: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
  }
  const put = (id: string, kind: string, props: Props, relations: ShortNode['relations'] = []) => {
    const known = nodes[id]
    const place = SCOPE_KINDS.includes(kind) ? known?.in : PROJECT
    nodes[id] = {
      kind,
      ...(place !== undefined && { in: place }),
      props: { ...(known?.props ?? {}), ...props },
      relations,
    }
  }
  const { gives } = technique
  if (gives !== 'target' && 'reachBy' in gives && given.unrelated !== true) {
    const [id, kind, role] = reached(gives.reachBy)
    nodes[id] = { kind, in: PROJECT, props: accountProps(id), bindings: [[role, [ROBOT]]] }
  }
  for (const id of related.map(relatedId))
    put(id, id === OTHER ? 'GcpServiceAccount' : 'GcpBucket', accountProps(id))
  put(
    target,
    technique.target,
    { ...accountProps(target), ...merged(examples.map((one) => one.target)), ...given.target },
    related.map((relation) => [relation, relatedId(relation)]),
  )
  put(PROJECT, 'GcpProject', { ...merged(examples.map(({ project }) => project)) }, nodes[PROJECT]?.relations)
  for (const [at, [kind, props]] of examples.flatMap(({ beside = [] }) => beside).entries())
    put(`//beside/projects/${PROJECT}/${at}`, kind, props)
  const holds = examples.flatMap((one) => one.holds ?? [])
  bind(nodes, technique, given, holds)
  const deny = (given.denied ?? []).map((permission) => ({
    deniedPrincipals: ['principalSet://goog/public:all'],
    deniedPermissions: [permission],
  }))
  const snapshot = snapshotOf({
    nodes,
    ...(deny.length > 0 && { deny: { org: deny } }),
  } satisfies ShortEstate)
  return { ...snapshot, coverage: [READ] }
}

/** When it was read: conditions on the time are decided by it. */
const READ = {
  provider: 'gcp',
  account: PROJECT,
  region: 'global',
  service: 'asset',
  state: 'OK',
  reason: null,
  at: '2026-11-21T00:00:00Z',
  missing: [],
} as const

function bind(
  nodes: { [id: string]: ShortNode },
  technique: GcpTechnique,
  { roles, predefined = [] }: Given,
  holds: readonly string[],
): void {
  const add = (at: string, binding: ShortBinding) => {
    const node = nodes[at]
    if (node === undefined) throw new Error(`there is no node ${at}`)
    nodes[at] = { ...node, bindings: [...(node.bindings ?? []), binding] }
  }
  for (const [index, { at, permissions, condition }] of roles.entries()) {
    nodes[`role-${index}`] = { kind: 'GcpRole', in: 'org', props: { role: `x/${index}`, permissions } }
    add(
      at,
      condition === undefined
        ? [`x/${index}`, [attackerOf(technique)]]
        : [`x/${index}`, [attackerOf(technique)], condition],
    )
  }
  for (const role of predefined) add(scopeOf(technique), [role, [attackerOf(technique)]])
  const own = technique.target === 'GcpServiceAccount' ? ROBOT : OTHER
  for (const role of holds) add(PROJECT, [role, [own]])
}

export const attackerOf = ({ who }: GcpTechnique): string => (who === 'anyone' ? 'allUsers' : ANN)
const sourceOf = ({ who }: GcpTechnique): string => (who === 'anyone' ? 'Internet' : ANN)

const accountProps = (id: string): Props =>
  id.startsWith('serviceAccount:') ? { email: id.slice('serviceAccount:'.length), uniqueId: '1' } : {}

const merged = (all: readonly (Props | undefined)[]): Props => Object.assign({}, ...all)

const policies = (names: readonly string[]): Props =>
  Object.fromEntries(names.map((name) => [name, { spec: { rules: [{ enforce: true }] } }]))

/** Edges by which the attacker gets to the target by the technique. */
export function edgesOf(technique: GcpTechnique, facts: Snapshot): readonly AttackEdge[] {
  const index = indexFacts(facts)
  const access = deriveGcpAccess(index)
  const edges = [...access.edges, ...deriveGcpTechniques(index, [access]).edges]
  return edges.filter(
    ({ from, kind, to, technique: id }) =>
      from === sourceOf(technique) &&
      kind === technique.edge &&
      to === endOf(technique) &&
      id === technique.id,
  )
}
