import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'
import { type Target, targetOf } from './ask.ts'
import { createContext, layerContexts } from './context.ts'
import { type Estate, NOT_COLLECTED } from './estate.ts'
import type { GrantQuestion } from './grantees.ts'

/** What a service does with the key that guards a resource, in the name of the one who asks. */
export interface KeyUse {
  readonly action: string
  /** As in kms:ViaService: `s3`. */
  readonly service: string
}

/**
 * What else a request needs when its resource is under a customer's key. AWS's own keys let in whoever the service
 * lets in; a key that was not read may or may not.
 */
export function keyNeeded(
  estate: Estate,
  resource: NodeRecord,
  name: unknown,
  { action, service }: KeyUse,
): Pick<GrantQuestion, 'also'> {
  const key = typeof name === 'string' ? keyNamed(estate.facts, name, resource) : null
  if (key === null || key.props.manager === 'AWS') return {}
  const policy = estate.resourcePolicy(key, 'policy', `${key.id}#policy`)
  const target = targetOf(key, estate.accounts.get(String(key.props.account ?? '')), policy ?? NOT_COLLECTED)
  return { also: { target: viaService(target, service), action, resource: key.id } }
}

function viaService(target: Target, service: string): Target {
  const region = parseArn(target.id)?.region ?? ''
  const via = createContext([{ 'kms:viaservice': [`${service}.${region}.amazonaws.com`] }])
  return { ...target, context: layerContexts([via, target.context]) }
}

/** A key by its ARN, its id, or an alias; a stub for one that is not in the snapshot; null for AWS's own. */
function keyNamed(facts: FactIndex, name: string, resource: NodeRecord): NodeRecord | null {
  const arn = parseArn(name)
  const short = (arn === null ? name : arn.resource).replace(/^key\//, '')
  if (short === '' || short.startsWith('alias/aws/')) return null
  const account = arn?.account || String(resource.props.account ?? '')
  const region = arn?.region ?? String(resource.props.region ?? '')
  const known = facts.node(name) ?? keysByName(facts).get(`${account} ${region} ${short}`)
  if (known?.kind === 'AwsKmsKey') return known
  const partition = (arn ?? parseArn(resource.id))?.partition ?? 'aws'
  // Behind an alias too it is a key, whose policy must allow.
  return {
    id: `arn:${partition}:kms:${region}:${account}:key/${short}`,
    kind: 'AwsKmsKey',
    props: { account },
  }
}

const indexes = new WeakMap<FactIndex, ReadonlyMap<string, NodeRecord>>()

/** Keys by account, region and id or alias. */
function keysByName(facts: FactIndex): ReadonlyMap<string, NodeRecord> {
  const known = indexes.get(facts)
  if (known !== undefined) return known
  const index = new Map<string, NodeRecord>()
  for (const node of facts.ofKind('AwsKmsKey')) {
    const { account, keyId, aliases } = node.props
    const region = parseArn(node.id)?.region ?? ''
    for (const name of [keyId, ...(Array.isArray(aliases) ? aliases : [])]) {
      if (typeof name === 'string') index.set(`${String(account)} ${region} ${name}`, node)
    }
  }
  indexes.set(facts, index)
  return index
}
