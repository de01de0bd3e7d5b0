import type { Rule } from '../../rules/engine/rule.ts'
import type { ExportedFinding } from './exported.ts'

type Provider = Rule['provider']

export const PROVIDERS: { readonly [provider in Provider]: string } = {
  aws: 'AWS',
  azure: 'Azure',
  gcp: 'GCP',
}

/** The rule's, or where it is gone what its id begins with. */
export function providerOf(finding: ExportedFinding, rule: Rule | undefined): Provider {
  if (rule !== undefined) return rule.provider
  if (finding.rule.startsWith('azure-')) return 'azure'
  return finding.rule.startsWith('gcp-') ? 'gcp' : 'aws'
}

const ACCOUNT_TYPES: { readonly [provider in Provider]: readonly [id: number, caption: string] } = {
  aws: [10, 'AWS Account'],
  azure: [13, 'Azure Subscription'],
  gcp: [11, 'GCP Project'],
}

export function accountOf({ account }: ExportedFinding, provider: Provider): object {
  if (account == null || account === '') return {}
  const [id, caption] = account.startsWith('/tenants/') ? [99, 'Entra tenant'] : ACCOUNT_TYPES[provider]
  return { account: { uid: account, type_id: id, type: caption } }
}

/** The subject, and what a combination leads over. */
export function resourcesOf(finding: ExportedFinding): readonly object[] {
  const { subject, subjectName, subjectKind, path } = finding
  const others = (path ?? []).filter((id) => id !== subject)
  return [
    { uid: subject, name: subjectName ?? subject, ...(subjectKind && { type: subjectKind }) },
    ...others.map((uid) => ({ uid })),
  ]
}

/** The way of a toxic combination, as a graph. */
export function graphOf({ id, path }: ExportedFinding): object {
  if (path == null || path.length < 2) return {}
  const edges = path.slice(1).map((target, at) => ({ uid: `${at}`, source: path[at] ?? target, target }))
  const nodes = [...new Set(path)].map((uid) => ({ uid }))
  return { attack_graph: { uid: id, is_directed: true, nodes, edges } }
}

export function attacksOf(rule: Rule | undefined): object {
  if (rule === undefined || rule.attack.length === 0) return {}
  const attacks = rule.attack.map((id) => {
    const technique = { technique: { uid: id.slice(0, 5) } }
    return id.includes('.') ? { ...technique, sub_technique: { uid: id } } : technique
  })
  return { attacks }
}

export const remediationOf = (rule: Rule | undefined): object =>
  rule === undefined
    ? {}
    : {
        remediation: {
          desc: `${rule.remediation.console}\n\n${rule.remediation.cli}`,
          references: rule.references,
        },
      }
