import type { Derivation } from './attack.ts'
import { NODE_KINDS } from './schema/index.ts'
import type { FactIndex } from './snapshot/facts.ts'
import type { NodeRecord, Props } from './snapshot/records.ts'

/** Tag keys that organizations classify data with, and what their values mean. */
const CLASSIFYING_KEYS = /^(data-?)?(classification|class|sensitivity|confidentiality)$|^data$/
const LEVELS: readonly (readonly [RegExp, 'critical' | 'high' | 'medium' | 'low'])[] = [
  [/restricted|secret|critical|phi|pci|cardholder/, 'critical'],
  [/confidential|pii|personal|customer|sensitive|high/, 'high'],
  [/internal|private|medium|moderate/, 'medium'],
  [/public|open|low/, 'low'],
]

const SENSITIVE_KINDS: readonly string[] = [...NODE_KINDS.values()]
  .filter((declaration) => declaration.class === 'Data' || declaration.class === 'Secret')
  .map(({ kind }) => kind)

/** What the loss of each data store or secret would mean: by its tags, else by what it is for. */
export function deriveSensitivity(facts: FactIndex): Derivation {
  const properties = new Map<string, Props>()
  for (const node of SENSITIVE_KINDS.flatMap((kind) => facts.ofKind(kind))) {
    const sensitivity = sensitivityOf(node)
    if (sensitivity !== null) properties.set(node.id, { sensitivity })
  }
  return { edges: [], nodes: [], properties, blocked: [] }
}

function sensitivityOf(node: NodeRecord): string | null {
  if (node.props.stub === true) return null
  return byTags(node) ?? byKind(node)
}

function byTags(node: NodeRecord): string | null {
  const tags = Array.isArray(node.props.tags) ? node.props.tags : []
  const levels = tags.flatMap((tag) => (typeof tag === 'string' ? levelOf(tag) : []))
  return LEVELS.map(([, level]) => level).find((level) => levels.includes(level)) ?? null
}

function levelOf(tag: string): string[] {
  const [key = '', ...rest] = tag.toLowerCase().split('=')
  if (!CLASSIFYING_KEYS.test(key)) return []
  const value = rest.join('=')
  return LEVELS.filter(([pattern]) => pattern.test(value))
    .slice(0, 1)
    .map(([, level]) => level)
}

/** Why a data store or secret has the sensitivity that was derived, in words. */
export function sensitivityReason(node: NodeRecord): string {
  const tags = Array.isArray(node.props.tags) ? node.props.tags : []
  const level = node.props.sensitivity
  const tag = tags.find((one) => typeof one === 'string' && levelOf(one).some((own) => own === level))
  if (typeof tag === 'string') return `its tag ${tag}`
  return byKind(node) === level ? 'it holds a secret' : 'declared in the configuration'
}

/** A secret exists because somebody must not see it. */
function byKind(node: NodeRecord): string | null {
  if (node.kind === 'AwsSecret' || node.kind === 'GcpSecret') return 'high'
  if (node.kind === 'AwsSsmParameter') return node.props.type === 'SecureString' ? 'high' : null
  return null
}
