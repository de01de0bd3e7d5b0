import { blockedBy, standingFor } from '../../access/aws/edges.ts'
import type { Account, Identity, PolicyClass } from '../../access/aws/estate.ts'
import type { AttackEdge, BlockedEdge } from '../../attack.ts'
import type { Candidate, Permission, PrivilegeTechnique, Source } from '../privilege.ts'
import type { Classes } from './classes.ts'
import { type Decider, type Granted, isDenied, isStopped } from './decide.ts'
import { edgeOf, groundsOf, type Proof, proofOf } from './edge.ts'
import { type Group, groupsOf, type OnNode } from './groups.ts'
import { type Hubs, MANY_TARGETS } from './hubs.ts'
import { isOnNode, planOf } from './plan.ts'
import { createPool, meetsPrerequisites, type Pool } from './pool.ts'
import { prepare } from './prepare.ts'
import type { Scene } from './scene.ts'

/** One account's part of the work. */
export interface Round {
  readonly scene: Scene
  readonly account: Account
  readonly edges: AttackEdge[]
  readonly blocked: BlockedEdge[]
  readonly classes: Classes
  readonly hubs: Hubs
  readonly decider: Decider
  /** By `poolKey`. */
  readonly pools: Map<PrivilegeTechnique | Source, Pool>
  /** How many targets a group of candidates has, by group. */
  readonly endsIn: Map<PrivilegeTechnique, Map<string, number>>
  readonly becoming: Becoming[]
}

/** A change of an identity's policies that a principal may make, and that makes no administrator of it. */
export interface Becoming {
  readonly technique: PrivilegeTechnique
  readonly self: Identity
  readonly granted: readonly Granted[]
  readonly candidate: Candidate
  readonly becomes: Identity
}

export function apply(technique: PrivilegeTechnique, found: PolicyClass, round: Round): void {
  if ('inAccount' in technique.source) applyInAccount(technique, technique.source, found, round)
  else applyToSelf(technique, technique.source, found, round)
}

function applyInAccount(
  technique: PrivilegeTechnique,
  source: Extract<Source, { inAccount: unknown }>,
  found: PolicyClass,
  round: Round,
): void {
  // Of a class that holds users and roles a role answers: what names a user directly is less limited.
  const self = found.members.find(({ principal }) => principal.kind === 'role') ?? found.members[0]
  const pool = poolOf(technique, source, round)
  if (self === undefined || pool.candidates.length === 0) return
  const fresh = freshAnswers(technique, self, round)
  if (fresh === null) return
  const { onNodes, asked } = planOf(technique)
  for (const group of groupsOf(pool, self, round.account, asked)) {
    const onGroup = nodeAnswers(onNodes, self, group.representative, round)
    if (onGroup === null) continue
    const granted = [...onGroup, ...fresh]
    if (granted.some(fails)) block(technique, found, group, granted, round)
    else drawGroup(technique, found, group, granted, round)
  }
}

function poolOf(
  technique: PrivilegeTechnique,
  source: Extract<Source, { inAccount: unknown }>,
  { scene, account, pools }: Round,
): Pool {
  const known = pools.get(poolKey(technique))
  if (known !== undefined) return known
  const candidates = [...source.inAccount(scene, account.id)]
    // What only changes another identity's policies, short of administrator, is not followed from here.
    .filter(({ becomes, limitedBy }) => becomes === undefined || limitedBy !== undefined)
    .flatMap((candidate) => meetsPrerequisites(technique, candidate, scene) ?? [])
  const pool = createPool(source.says, candidates)
  pools.set(poolKey(technique), pool)
  return pool
}

/** Techniques that ask nothing of their targets have those of their source in common. */
const poolKey = (technique: PrivilegeTechnique): PrivilegeTechnique | Source =>
  technique.needs.target.length + technique.needs.world.length === 0 ? technique.source : technique

const fails = (granted: Granted): boolean => isDenied(granted) && granted.permission.optional !== true

/** Answers about the candidate's nodes. null when it lacks one that is asked about. */
function nodeAnswers(
  permissions: readonly (Permission & OnNode)[],
  self: Identity,
  candidate: Candidate,
  { decider }: Round,
): readonly Granted[] | null {
  const answers: Granted[] = []
  for (const permission of permissions) {
    const granted = decider.onNode(permission, self, candidate)
    if (granted === null && permission.optional !== true) return null
    if (granted !== null && (!isDenied(granted) || fails(granted))) answers.push(granted)
  }
  return answers
}

/** Answers about what is new or exists anyway. null when something needed does not exist. */
function freshAnswers(
  technique: PrivilegeTechnique,
  self: Identity,
  { decider }: Round,
): readonly Granted[] | null {
  const found: Granted[] = []
  for (const permissions of planOf(technique).elsewhere) {
    const answers = decider.onAny(permissions, self)
    if (answers === null) return null
    for (const granted of answers) if (!isDenied(granted) || fails(granted)) found.push(granted)
  }
  return found
}

/** A control is told when it alone is in the way: everything else is granted, or held back by a control too. */
function block(
  technique: PrivilegeTechnique,
  found: PolicyClass,
  { key, representative, members }: Group,
  granted: readonly Granted[],
  { blocked, classes, endsIn }: Round,
): void {
  const failed = granted.filter(fails)
  const [first] = failed
  if (first === undefined || !failed.every(isStopped)) return
  const ends = { from: classes.sourceOf(found), kind: technique.edge, to: representative.end }
  // Counted once for all principals that have the same group.
  const counted = endsIn.get(technique) ?? new Map<string, number>()
  endsIn.set(technique, counted)
  const targets = counted.get(key) ?? new Set(members().map(({ end }) => end)).size
  counted.set(key, targets)
  const stands = standingFor(found.members.length * targets)
  blocked.push({ ...blockedBy(ends, first.answer), technique: technique.id, ...stands })
}

function drawGroup(
  technique: PrivilegeTechnique,
  found: PolicyClass,
  group: Group,
  granted: readonly Granted[],
  { edges, blocked, classes, hubs, account, pools }: Round,
): void {
  const pool = pools.get(poolKey(technique))
  if (pool === undefined) return
  const from = classes.sourceOf(found)
  const { sets, limited } = prepare(pool, group)
  const grounds = groundsOf(granted)
  for (const { end, limitedBy } of limited) {
    if (limitedBy !== undefined)
      blocked.push({
        ...{ from, kind: technique.edge, to: end, technique: technique.id, by: limitedBy },
        ...standingFor(found.members.length),
      })
  }
  for (const set of sets) {
    if (set.members.length > MANY_TARGETS) {
      set.hub ??= hubs.hubOf(account.id, technique.source.says, set.members)
      const shared = { conditions: set.first.conditions, evidence: [] }
      const saying = ({ permission }: Granted) => (isOnNode(permission) ? technique.source.says : undefined)
      edges.push(edgeOf(technique, from, set.hub, proofOf(technique, grounds, shared, saying)))
      continue
    }
    for (const member of set.members) {
      if (member.end === from) continue
      const named = ({ permission }: Granted) =>
        isOnNode(permission) ? member.nodes[permission.on]?.id : undefined
      edges.push(edgeOf(technique, from, member.end, proofOf(technique, grounds, member, named)))
    }
  }
}

/** Techniques a principal uses on what is its own: decided for each member, said once where all agree. */
function applyToSelf(
  technique: PrivilegeTechnique,
  source: Extract<Source, { ofSelf: unknown }>,
  found: PolicyClass,
  round: Round,
): void {
  const proofs = found.members.map((self) => proofsOf(technique, source, self, round))
  const [first] = proofs
  if (first === undefined) return
  const { edges, classes } = round
  if (found.members.length > 1 && proofs.every((other) => sameEnds(first, other))) {
    for (const [end, proof] of first) edges.push(edgeOf(technique, classes.sourceOf(found), end, proof))
    return
  }
  for (const [at, member] of found.members.entries()) {
    for (const [end, proof] of proofs[at] ?? []) edges.push(edgeOf(technique, member.id, end, proof))
  }
}

type Proofs = ReadonlyMap<string, Proof>

function proofsOf(
  technique: PrivilegeTechnique,
  source: Extract<Source, { ofSelf: unknown }>,
  self: Identity,
  round: Round,
): Proofs {
  const proofs = new Map<string, Proof>()
  const fresh = freshAnswers(technique, self, round)
  if (fresh === null) return proofs
  const { onNodes } = planOf(technique)
  for (const raw of source.ofSelf(round.scene, self)) {
    const candidate = meetsPrerequisites(technique, raw, round.scene)
    if (candidate === null) continue
    const onCandidate = nodeAnswers(onNodes, self, candidate, round)
    if (onCandidate === null) continue
    const granted = [...onCandidate, ...fresh]
    if (candidate.becomes !== undefined || candidate.limitedBy !== undefined) {
      keepBack(technique, self, candidate, granted, round)
      continue
    }
    if (granted.some(fails)) {
      blockOne(technique, self, candidate, granted, round)
      continue
    }
    const proof = proofOf(technique, groundsOf(granted), candidate)
    if (proof.likelihood > (proofs.get(candidate.end)?.likelihood ?? 0)) proofs.set(candidate.end, proof)
  }
  return proofs
}

/** What does not lead to the candidate's end whoever may do it: it is told, and followed where it leads elsewhere. */
function keepBack(
  technique: PrivilegeTechnique,
  self: Identity,
  candidate: Candidate,
  granted: readonly Granted[],
  round: Round,
): void {
  const { limitedBy, becomes, end } = candidate
  const isGranted = !granted.some(fails)
  if (isGranted && becomes !== undefined)
    round.becoming.push({ technique, self, granted, candidate, becomes })
  if (limitedBy === undefined) return
  if (!isGranted) blockOne(technique, self, candidate, granted, round)
  else
    round.blocked.push({
      from: self.id,
      kind: technique.edge,
      to: end,
      technique: technique.id,
      by: limitedBy,
    })
}

function blockOne(
  technique: PrivilegeTechnique,
  self: Identity,
  candidate: Candidate,
  granted: readonly Granted[],
  round: Round,
): void {
  const alone = { key: candidate.end, representative: candidate, members: () => [candidate] }
  block(technique, { ...self.class, members: [self] }, alone, granted, round)
}

function sameEnds(left: Proofs, right: Proofs): boolean {
  if (left.size !== right.size) return false
  for (const [end, { likelihood }] of left) if (right.get(end)?.likelihood !== likelihood) return false
  return true
}
