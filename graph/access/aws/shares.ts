import type { Evidence } from '../../attack.ts'
import { ALLOWED } from '../../likelihood.ts'
import { textsOf } from '../../network/network.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import type { Estate } from './estate.ts'
import type { Output } from './output.ts'
import { anyPrincipal, foreignAccount } from './outsiders.ts'

/** https://attack.mitre.org/techniques/T1537/ */
const ATTACK = ['T1537']

/**
 * CAN_COPY by the share list of a snapshot or image. A snapshot under a key can't be made public, and sharing it
 * needs the key too. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
 */
export function deriveShares(estate: Estate, node: NodeRecord, output: Output): void {
  const { public: isPublic } = node.props
  const sharedWith = textsOf(node.props.sharedWith)
  if (isPublic === true)
    share(node, anyPrincipal(), { property: 'public', value: false }, 'everyone may copy it', output)
  for (const account of sharedWith) {
    if (account === node.props.account) continue
    const known = estate.accounts.get(account)
    const from = known === undefined ? foreignAccount(account) : known.node
    if (from === undefined) continue
    const rest = { property: 'sharedWith', value: sharedWith.filter((one) => one !== account) }
    share(node, from, rest, `shared with account ${account}`, output)
  }
  if (typeof isPublic === 'boolean') {
    output.property(node.id, { exposure: isPublic ? 'internet' : 'internal' })
  }
}

/** `edit`: the property without what shares it. */
function share(
  node: NodeRecord,
  from: NodeRecord,
  edit: { readonly property: string; readonly value: Value },
  detail: string,
  output: Output,
): void {
  const evidence: Evidence = { type: 'share-list', id: node.id, detail }
  output.node(from)
  output.add({
    from: from.id,
    kind: 'CAN_COPY',
    to: node.id,
    technique: null,
    attack: ATTACK,
    likelihood: ALLOWED,
    conditions: [],
    evidence: [evidence],
    provenance: {
      id: node.id,
      type: 'share-list',
      edit: { change: 'set', resource: node.id, ...edit },
    },
  })
}
