import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { targetOf } from './ask.ts'
import { conditionsOf } from './edges.ts'
import type { Estate, SourcedPolicy } from './estate.ts'
import { bestAnswer } from './grantees.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import { membersNamed, SOME_OBJECT } from './reach.ts'

/** What is used under a resource policy, and by which actions a stranger would use it. */
interface PublicUse {
  readonly kind: string
  readonly actions: readonly string[]
  /** Requests are about parts of it, such as the indices of a domain. */
  readonly inParts?: true
  /** Whether strangers can send it requests at all, whatever its policy says; undefined when that is not known. */
  readonly offered?: (props: Props) => boolean | undefined
}

/** Kinds of which only is asked whether they are open to anyone; who else may use them gives no edge. */
export const PUBLIC_USE: readonly PublicUse[] = [
  {
    kind: 'AwsEcrRepository',
    actions: ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:SetRepositoryPolicy'],
  },
  // From wherever a mount target can be reached; a policy that asks for one (AccessedViaMountTarget) is not public:
  // https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
  {
    kind: 'AwsEfsFileSystem',
    actions: ['Mount', 'Write', 'RootAccess'].map((what) => `elasticfilesystem:Client${what}`),
  },
  {
    kind: 'AwsGlacierVault',
    actions: [
      'glacier:InitiateJob',
      'glacier:GetJobOutput',
      'glacier:UploadArchive',
      'glacier:DeleteArchive',
      'glacier:SetVaultAccessPolicy',
    ],
  },
  {
    kind: 'AwsOpenSearchDomain',
    actions: ['Get', 'Post', 'Put', 'Delete', 'Patch'].map((method) => `es:ESHttp${method}`),
    inParts: true,
    offered: ({ publicEndpoint }) => (typeof publicEndpoint === 'boolean' ? publicEndpoint : undefined),
  },
]

/** `publicAccess`: some action is open to any AWS principal, after every layer and without condition. */
export function derivePublicUse(estate: Estate, node: NodeRecord, use: PublicUse, output: Output): void {
  const offered = use.offered === undefined || use.offered(node.props)
  if (offered === false) output.property(node.id, { publicAccess: false })
  const policy = estate.resourcePolicy(node, 'policy', `${node.id}#policy`)
  if (policy === undefined || offered !== true) return
  const target = targetOf(node, estate.accounts.get(String(node.props.account ?? '')), policy)
  const publicAccess = use.actions.some((action) => {
    const resources = use.inParts ? partsOf(node.id, policy, action) : [node.id]
    const question = {
      target,
      action,
      needsPolicy: false,
      resourcesFor: () => resources,
      candidates: () => [],
    }
    return outsiders(estate, target, action)
      .filter((outsider) => outsider.node.id === ANY_AWS_PRINCIPAL)
      .flatMap(({ askers }) => askers.map((asker) => bestAnswer(asker, question)))
      .some((answer) => answer.decision.decision !== 'denied' && conditionsOf(answer).length === 0)
  })
  output.property(node.id, { publicAccess })
}

const partsOf = (id: string, policy: SourcedPolicy | null, action: string): readonly string[] => [
  `${id}/${SOME_OBJECT}`,
  ...membersNamed([policy], action, `${id}/`),
]
