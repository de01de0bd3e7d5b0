import { WORKLOAD } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { need } from '../needs.ts'
import { defineTechnique, type GraphLiteral, type Pair, type World } from '../technique.ts'

/** Properties that tell of access keys found at collection, with the one that tells of their secrets. */
const TRACES = [
  ['environmentAccessKeyIds', 'environmentCredentialKinds'],
  ['userDataAccessKeyIds', 'userDataKinds'],
  ['parameterAccessKeyIds', 'parameterCredentialKinds'],
  ['scriptAccessKeyIds', 'scriptCredentialKinds'],
  ['definitionAccessKeyIds', 'definitionCredentialKinds'],
  ['metadataAccessKeyIds', 'metadataCredentialKinds'],
] as const

const texts = (node: NodeRecord, property: string): readonly string[] => {
  const value = node.props[property]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

const keyIds = (node: NodeRecord): readonly string[] =>
  TRACES.flatMap(([ids, kinds]) => (texts(node, kinds).includes('aws-secret-key') ? texts(node, ids) : []))

/** Every resource in which an access key and a secret were found, with the user whose key it is. */
function* holders({ facts }: World): Iterable<Pair> {
  const owners = new Map(
    facts.ofKind('AwsIamAccessKey').map((key) => [String(key.props.keyId), key] as const),
  )
  if (owners.size === 0) return
  for (const self of facts.withProperty(...TRACES.map(([ids]) => ids))) {
    for (const keyId of keyIds(self)) {
      const key = owners.get(keyId)
      const user =
        key === undefined ? undefined : facts.node(facts.to(key.id, 'HAS_ACCESS_KEY')[0]?.from ?? '')
      if (key !== undefined && user !== undefined) yield { self, target: user, through: [key] }
    }
  }
}

const keyIsActive = need(
  'access-key-active',
  'the access key is active',
  ({ through }) => {
    const status = through[0]?.props.status
    if (status === undefined) return { state: 'unknown', detail: 'the key’s status was not collected' }
    return { state: status === 'Active' ? 'met' : 'unmet', detail: `the key is ${String(status)}` }
  },
  { control: true },
)

/** A key that lies in a variable, in user data, in a parameter or in a script is its user. */
export const heldAccessKey = defineTechnique({
  id: 'aws-held-access-key',
  title: 'An access key of a user lies in a resource',
  edge: 'HOLDS_CREDENTIAL',
  // https://attack.mitre.org/techniques/T1552/001/ and https://attack.mitre.org/techniques/T1552/005/
  attack: ['T1552.001', 'T1552.005'],
  likelihood: WORKLOAD.heldKey,
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
  pairs: holders,
  needs: { self: [], target: [keyIsActive], world: [] },
  evidence: ({ self, through }) => [
    {
      type: 'credential',
      id: self.id,
      detail: `access key ${String(through[0]?.props.keyId)} was found in it`,
    },
  ],
  provenance: ({ through }) => ({
    id: through[0]?.id ?? '',
    type: 'access-key',
    edit: { change: 'delete', resource: through[0]?.id ?? '' },
  }),
  example: held('Active'),
  nearMiss: held('Inactive'),
})

function held(status: string): GraphLiteral {
  const keyId = 'AKIAEXAMPLEEXAMPLE22'
  return {
    nodes: [
      [
        'function',
        'AwsLambdaFunction',
        {
          environmentAccessKeyIds: [keyId],
          environmentCredentialKinds: ['aws-access-key', 'aws-secret-key'],
        },
      ],
      ['user', 'AwsIamUser'],
      ['key', 'AwsIamAccessKey', { keyId, status }],
    ],
    facts: [['user', 'HAS_ACCESS_KEY', 'key']],
  }
}

/** Resources in which the secret of an application of Entra or of a service account of Google was found. */
function* foreignHolders({ facts }: World): Iterable<Pair> {
  const owners = new Map<string, NodeRecord>()
  for (const one of facts.ofKind('EntraServicePrincipal')) owners.set(String(one.props.appId), one)
  for (const one of facts.ofKind('GcpServiceAccount')) owners.set(String(one.props.email), one)
  if (owners.size === 0) return
  for (const self of facts.withProperty('foreignClients')) {
    for (const client of texts(self, 'foreignClients')) {
      const target = owners.get(client)
      if (target !== undefined) yield { self, target, through: [] }
    }
  }
}

const clientIsActive = need(
  'client-active',
  'the application or service account is switched on',
  ({ target }) => {
    const { enabled, disabled } = target.props
    const off = enabled === false || disabled === true
    return { state: off ? 'unmet' : 'met', detail: off ? 'it is switched off' : 'it is not switched off' }
  },
  { control: true },
)

/** The secret of another cloud that lies in a resource of this one is its owner. */
export const heldForeignCredential = defineTechnique({
  id: 'aws-held-foreign-credential',
  title: 'A secret of another cloud lies in a resource',
  edge: 'HOLDS_CREDENTIAL',
  // https://attack.mitre.org/techniques/T1552/001/
  attack: ['T1552.001', 'T1552.005'],
  likelihood: WORKLOAD.heldKey,
  references: [
    'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration',
    'https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys',
  ],
  pairs: foreignHolders,
  needs: { self: [], target: [clientIsActive], world: [] },
  evidence: ({ self, target }) => [
    { type: 'credential', id: self.id, detail: `the secret of ${String(target.props.name)} was found in it` },
  ],
  provenance: ({ self }) => ({
    id: self.id,
    type: 'credential',
    edit: { change: 'set', resource: self.id, property: 'foreignClients', value: [] },
  }),
  example: heldForeign(true),
  nearMiss: heldForeign(false),
})

function heldForeign(enabled: boolean): GraphLiteral {
  const appId = '11111111-2222-3333-4444-555555555555'
  return {
    nodes: [
      ['function', 'AwsLambdaFunction', { foreignClients: [appId] }],
      ['principal', 'EntraServicePrincipal', { appId, enabled }],
    ],
    facts: [],
  }
}
