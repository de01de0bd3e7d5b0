import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import type { RecordBuilder } from './builder.ts'
import { armChild, armList } from './calls.ts'
import { list, optional, propsOf, readList, resource, text } from './shapes.ts'

const VERSION = '2023-01-31'
const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities'

export const IDENTITY_CALLS = {
  'compute identities': armList(TYPE, VERSION),
  'compute federated-credentials': armChild(
    `${TYPE}/federatedIdentityCredentials`,
    'federatedIdentityCredentials',
    VERSION,
  ),
}

const identity = resource({ principalId: text, clientId: text })
/** https://learn.microsoft.com/rest/api/managedidentity/federated-identity-credentials/list */
const trust = resource({
  issuer: z.string(),
  subject: text,
  audiences: list(z.string()),
  claimsMatchingExpression: optional(z.object({ value: text })),
})

/** User-assigned identities, and whose tokens sign in as them. */
export async function identities(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  const found = (await readList(context, 'compute identities', identity, missing)) ?? []
  const read = context.map(found, async (one) => ({
    one,
    trusts: await readList(context, 'compute federated-credentials', trust, missing, { id: one.id }),
  }))
  for await (const { one, trusts } of read) {
    const principalId = one.properties.principalId?.toLowerCase()
    const own = principalId === undefined ? {} : { [one.id]: { principalId } }
    const holder = { ...one, identity: { principalId: undefined, userAssignedIdentities: own } }
    records.resource(context.partition, 'AzureManagedIdentity', holder, {
      clientId: one.properties.clientId,
      principalId,
      federatedCredentials: trusts?.map(({ id, name, properties: { claimsMatchingExpression, ...given } }) =>
        propsOf({ id, name, ...given, expression: claimsMatchingExpression?.value }),
      ),
    })
  }
}
