import { ask, targetOf } from '../../access/aws/ask.ts'
import { createContext } from '../../access/aws/context.ts'
import { derivedKeys } from '../../access/aws/derived-keys.ts'
import { conditionsOf, edgeFrom } from '../../access/aws/edges.ts'
import { parsePrincipal } from '../../access/aws/principal.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Candidate } from '../privilege.ts'
import type { Decided } from '../technique.ts'
import type { Scene } from './scene.ts'

/** Nodes of one kind in one account, as they were read; stubs are only referred to. */
export function nodesIn(scene: Scene, account: string, kind: string): readonly NodeRecord[] {
  return byAccount(scene, kind).get(account) ?? []
}

/** What every candidate of an account would find anew, once for each. */
export function onceInAccount<T>(
  find: (scene: Scene, account: string) => T,
): (scene: Scene, account: string) => T {
  const scenes = new WeakMap<Scene, Map<string, { readonly found: T }>>()
  return (scene, account) => {
    const accounts = scenes.get(scene) ?? new Map<string, { readonly found: T }>()
    scenes.set(scene, accounts)
    const known = accounts.get(account) ?? { found: find(scene, account) }
    accounts.set(account, known)
    return known.found
  }
}

const listed = new WeakMap<Scene, Map<string, ReadonlyMap<string, readonly NodeRecord[]>>>()

function byAccount(scene: Scene, kind: string): ReadonlyMap<string, readonly NodeRecord[]> {
  const kinds = listed.get(scene) ?? new Map<string, ReadonlyMap<string, readonly NodeRecord[]>>()
  listed.set(scene, kinds)
  const known = kinds.get(kind)
  if (known !== undefined) return known
  const accounts = new Map<string, NodeRecord[]>()
  for (const node of scene.facts.ofKind(kind)) {
    if (node.props.stub === true) continue
    const account = accountOf(node)
    const list = accounts.get(account)
    if (list === undefined) accounts.set(account, [node])
    else list.push(node)
  }
  kinds.set(kind, accounts)
  return accounts
}

export const accountOf = (node: NodeRecord): string =>
  typeof node.props.account === 'string' ? node.props.account : (node.id.split(':')[4] ?? '')

/** Nodes that a fact of this kind leads to from here. */
export const follow = (scene: Scene, id: string, kind: string): readonly NodeRecord[] =>
  scene.facts.from(id, kind).flatMap(({ to }) => scene.facts.node(to) ?? [])

export const candidate = (
  nodes: Candidate['nodes'],
  end: string,
  more: Partial<Omit<Candidate, 'nodes' | 'end'>> = {},
): Candidate => ({ nodes, end, conditions: [], evidence: [], ...more })

/** AWS changes these itself and refuses everyone else. */
export const isProtectedRole = ({ id, props }: NodeRecord): boolean =>
  props.serviceLinked === true || id.includes(':role/aws-service-role/') || id.includes(':role/aws-reserved/')

/** What a trust policy says to a service or provider. */
export type Trust = Decided & Pick<Candidate, 'conditions' | 'evidence'>

/** Does the role's trust policy let the service take the role, on behalf of the role's own account? */
export function trustOf(scene: Scene, role: NodeRecord, service: string): Trust {
  const nothing = { conditions: [], evidence: [] }
  const policy = scene.estate.resourcePolicy(role, 'trustPolicy', `${role.id}#trust`)
  const account = accountOf(role)
  if (policy === undefined) {
    const detail = 'the trust policy was not collected'
    return { ...nothing, state: 'unknown', detail, conditions: [{ key: 'trust', state: 'unknown', detail }] }
  }
  const principal = parsePrincipal(service)
  const names = policy?.policy.statements.some(({ principals }) => principals?.services.has(service))
  if (policy === null || principal === null || names !== true)
    return { ...nothing, state: 'unmet', detail: `it does not trust ${service}` }
  const context = createContext([{ 'aws:sourceaccount': [account] }, derivedKeys(principal, null)])
  const asker = { principal, context, own: { identity: [], boundaries: [], serviceControl: [] } }
  const target = targetOf(role, scene.estate.accounts.get(account), policy)
  const answer = ask(asker, target, 'sts:AssumeRole', role.id)
  const edge = edgeFrom({ from: service, kind: 'CAN_ASSUME', to: role.id, attack: [] }, answer)
  if (edge === null) return { ...nothing, state: 'unmet', detail: `it does not admit ${service}` }
  const evidence = edge.evidence.map((one) => ({ ...one, detail: `trusts ${service}` }))
  const conditions = conditionsOf(answer)
  const state = conditions.length === 0 ? 'met' : 'unknown'
  return { state, detail: `it trusts ${service}`, conditions, evidence }
}
