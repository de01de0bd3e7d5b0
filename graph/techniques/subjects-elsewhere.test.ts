import { expect, test } from 'vitest'
import { deriveSnapshot } from '../derive.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'

const TENANT = '11111111-2222-3333-4444-555555555555'
const PRINCIPAL = '99999999-2222-3333-4444-555555555555'

/** Who signs in to the application, over the subjects that it trusts. */
function signIn(trust: { readonly issuer: string; readonly subject: string }, account: Props = {}): string[] {
  const nodes: NodeRecord[] = [
    { id: 'app', kind: 'EntraApplication', props: { appId: 'a', federatedCredentials: [trust] } },
    { id: 'target', kind: 'EntraServicePrincipal', props: { appId: 'a' } },
    { id: PRINCIPAL, kind: 'EntraServicePrincipal', props: { type: 'ManagedIdentity' } },
    {
      id: 'serviceAccount:shop@p.iam.gserviceaccount.com',
      kind: 'GcpServiceAccount',
      props: { email: 'shop@p.iam.gserviceaccount.com', uniqueId: '1234567890', ...account },
    },
  ]
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(),
    coverage: [],
  })
  const all = [...snapshot.relationships.values()]
  const trusted = all.filter(({ kind, to }) => kind === 'CAN_FEDERATE' && to === 'target')
  return trusted.flatMap(({ from }) =>
    all.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === from).map((one) => one.from),
  )
}

test('a service account of Google is the subject with its numeric id', () => {
  const issuer = 'https://accounts.google.com'
  expect(signIn({ issuer, subject: '1234567890' })).toEqual(['serviceAccount:shop@p.iam.gserviceaccount.com'])
  expect(signIn({ issuer, subject: '1234567891' })).toEqual([])
  expect(signIn({ issuer, subject: '1234567890' }, { disabled: true })).toEqual([])
  expect(signIn({ issuer: 'https://accounts.example.com', subject: '1234567890' })).toEqual([])
})

test('a managed identity is the subject with its object id, of tokens of a tenant', () => {
  const issuer = `https://login.microsoftonline.com/${TENANT}/v2.0`
  expect(signIn({ issuer, subject: PRINCIPAL })).toEqual([PRINCIPAL])
  expect(signIn({ issuer: 'https://gitlab.com', subject: PRINCIPAL })).toEqual([])
})
