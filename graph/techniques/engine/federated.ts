import { ask, targetOf } from '../../access/aws/ask.ts'
import { type ContextValues, createContext } from '../../access/aws/context.ts'
import { derivedKeys } from '../../access/aws/derived-keys.ts'
import { conditionsOf, edgeFrom } from '../../access/aws/edges.ts'
import { parsePrincipal } from '../../access/aws/principal.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Scene } from './scene.ts'
import { accountOf, type Trust } from './sources.ts'

/** Does the role's trust policy let identities of this provider in, with these claims? */
export function askFederated(scene: Scene, role: NodeRecord, provider: string, claims: ContextValues): Trust {
  const policy = scene.estate.resourcePolicy(role, 'trustPolicy', `${role.id}#trust`)
  const principal = parsePrincipal(provider)
  const nothing = { conditions: [], evidence: [] }
  if (policy == null || principal === null)
    return { ...nothing, state: 'unmet', detail: 'its trust policy is not known' }
  const asker = {
    principal,
    context: createContext([claims, derivedKeys(principal, null)]),
    own: { identity: [], boundaries: [], serviceControl: [] },
  }
  const target = targetOf(role, scene.estate.accounts.get(accountOf(role)), policy)
  const answer = ask(asker, target, 'sts:AssumeRoleWithWebIdentity', role.id)
  const edge = edgeFrom({ from: provider, kind: 'CAN_FEDERATE', to: role.id, attack: [] }, answer)
  if (edge === null) return { ...nothing, state: 'unmet', detail: `it does not admit ${provider}` }
  const conditions = conditionsOf(answer)
  const evidence = edge.evidence.map((one) => ({ ...one, detail: `trusts ${provider}` }))
  const state = conditions.length === 0 ? 'met' : 'unknown'
  return { state, detail: `it admits ${provider}`, conditions, evidence }
}
