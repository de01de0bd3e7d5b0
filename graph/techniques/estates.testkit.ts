import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../derive.ts'
import type { AttackPath } from '../paths/path.ts'
import { searchPaths } from '../paths/search.ts'
import {
  type CoverageEntry,
  type NodeRecord,
  type Props,
  relationshipId,
  type Value,
} from '../snapshot/records.ts'

/** A small estate in words: identities with their policies, and what else there is. */
export interface SmallEstate {
  readonly identities: { readonly [arn: string]: IdentityParts }
  /** Organization policies by account: statements of one level below FullAWSAccess. */
  readonly controls?: { readonly [account: string]: readonly Value[] }
  readonly nodes?: readonly (readonly [id: string, kind: string, props?: Props])[]
  readonly facts?: readonly (readonly [from: string, kind: string, to: string, props?: Props])[]
}

interface IdentityParts {
  readonly allow?: readonly Value[]
  readonly boundary?: readonly Value[]
  /** Statements of the trust policy, of roles. */
  readonly trust?: readonly Value[]
  readonly groups?: readonly string[]
  readonly props?: Props
}

const NOW = '2026-11-21T00:00:00Z'
const READ: CoverageEntry = {
  ...{ provider: 'aws', account: '111111111111', region: 'global', service: 'iam' },
  ...{ state: 'OK', reason: null, at: NOW, missing: [] },
}

export const statement = (Action: Value, Resource: Value = '*', more: Props = {}): Value => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
export const denial = (Action: Value, Resource: Value = '*', more: Props = {}): Value => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
})
export const trusts = (Principal: Value, more: Props = {}): Value => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
})
const document = (statements: readonly Value[]): Props => ({ Version: '2012-10-17', Statement: statements })

/** Paths from one identity to administrator of an account, the best first. */
export function pathsIn(estate: SmallEstate, from: string, account: string): readonly AttackPath[] {
  const nodes: NodeRecord[] = []
  const facts: [string, string, string, Props][] = []
  const accounts = new Set(Object.keys(estate.identities).map((arn) => arn.split(':')[4] ?? ''))
  for (const id of accounts) {
    const controls = estate.controls?.[id]
    const full = document([statement('*')])
    const serviceControlPolicies = controls === undefined ? [] : [[full], [full, document(controls)]]
    nodes.push({ id, kind: 'AwsAccount', props: { account: id, serviceControlPolicies } })
  }
  for (const [id, parts] of Object.entries(estate.identities)) addIdentity(id, parts, nodes, facts)
  for (const [id, kind, props = {}] of estate.nodes ?? []) nodes.push({ id, kind, props })
  for (const [one, kind, to, props = {}] of estate.facts ?? []) facts.push([one, kind, to, props])
  const relationships = facts.map(([one, kind, to, props]) => ({ from: one, kind, to, props }))
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((fact) => [relationshipId(fact), fact])),
    coverage: [READ],
  })
  return searchPaths(snapshot, { from, to: `admin:${account}`, now: NOW })
}

function addIdentity(
  id: string,
  { allow = [], boundary, trust = [], groups = [], props = {} }: IdentityParts,
  nodes: NodeRecord[],
  facts: [string, string, string, Props][],
): void {
  const account = id.split(':')[4] ?? ''
  const kinds = { role: 'AwsIamRole', group: 'AwsIamGroup', user: 'AwsIamUser' } as const
  const kind =
    kinds[/:(role|group)\//.exec(id)?.[1] === 'role' ? 'role' : id.includes(':group/') ? 'group' : 'user']
  const own = kind === 'AwsIamRole' ? { trustPolicy: document(trust) } : {}
  nodes.push({ id, kind, props: { account, accessKeys: 0, loginProfile: false, ...own, ...props } })
  if (allow.length > 0) {
    const policy = `${id}#inline/p`
    nodes.push({
      id: policy,
      kind: 'AwsIamPolicy',
      props: { account, type: 'inline', document: document(allow) },
    })
    facts.push([id, 'HAS_POLICY', policy, {}])
  }
  if (boundary !== undefined) {
    const policy = `${id}-boundary`
    nodes.push({
      id: policy,
      kind: 'AwsIamPolicy',
      props: { account, type: 'customer-managed', document: document(boundary) },
    })
    facts.push([id, 'BOUNDED_BY', policy, {}])
  }
  for (const group of groups) facts.push([id, 'MEMBER_OF', group, {}])
}

/** What an estate is, and the techniques of a path in it; null where there must be none. */
export type EstateCase = readonly [what: string, estate: SmallEstate, techniques: readonly string[] | null]

const isTechnique = (id: string): boolean => /^[a-z0-9]+-\d{3}$/.test(id) && !id.startsWith('sts')

/** Techniques of each path, those of access itself left out. */
const techniquesOf = (paths: readonly AttackPath[]): readonly (readonly string[])[] =>
  paths.map((path) => path.techniques.filter(isTechnique))

/** A test for each case: whether its estate leads from one identity to administrator, and by which techniques. */
export function leadAsTold(cases: readonly EstateCase[], from: string, accounts: readonly string[]): void {
  describe.each(cases)('%s', (_what, estate, techniques) => {
    test(
      techniques === null ? 'leads nowhere' : `leads to administrator by [${techniques.join(', ')}]`,
      () => {
        const paths = accounts.flatMap((account) => pathsIn(estate, from, account))
        if (techniques === null) expect(paths).toEqual([])
        else expect(techniquesOf(paths)).toContainEqual(techniques)
      },
    )
  })
}
