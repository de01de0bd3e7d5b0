import type { Evidence } from '../../attack.ts'
import { ALLOWED } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
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
  const { public: isPublic, sharedWith } = node.props
  if (isPublic === true) share(node, anyPrincipal(), 'public', 'everyone may copy it', output)
  for (const account of Array.isArray(sharedWith) ? sharedWith : []) {
    if (typeof account !== 'string' || account === node.props.account) continue
    const known = estate.accounts.get(account)
    const from = known === undefined ? foreignAccount(account) : known.node
    if (from !== undefined) share(node, from, 'sharedWith', `shared with account ${account}`, output)
  }
  if (typeof isPublic === 'boolean') {
    output.property(node.id, { exposure: isPublic ? 'internet' : 'internal' })
  }
}

function share(node: NodeRecord, from: NodeRecord, property: string, detail: string, output: Output): void {
  const evidence: Evidence = { type: 'share-list', id: node.id, detail }
  const { sharedWith } = node.props
  const value =
    property === 'public'
      ? false
      : (Array.isArray(sharedWith) ? sharedWith : []).filter((one) => !detail.endsWith(String(one)))
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
      edit: { change: 'set', resource: node.id, property, value },
    },
  })
}
