import { z } from 'zod'
import { defineGcpCollector } from './calls.ts'

const LIST = 'essential-contacts list'

const Contacts = z.object({
  contacts: z.array(
    z.object({
      notificationCategorySubscriptions: z.array(z.string()).nullish(),
      validationState: z.string().nullish(),
    }),
  ),
})

/**
 * Of what Google tells somebody in an organization. Who that is, is not kept.
 * https://cloud.google.com/resource-manager/docs/reference/essentialcontacts/rest/v1/organizations.contacts
 */
export const contacts = defineGcpCollector({
  service: 'contacts',
  only: 'organizations',
  calls: {
    [LIST]: {
      api: 'essentialcontacts',
      path: '/v1/organizations/{organization}/contacts',
      query: { pageSize: '100' },
      pages: 'contacts',
      permission: 'essentialcontacts.contacts.list',
    },
  },
  async *collect(context) {
    const { account } = context.partition
    const organization = account.replace('organizations/', '')
    const { contacts: found } = Contacts.parse(await context.call(LIST, { organization }))
    // An address that was found not to work is told nothing.
    const reached = found.filter(({ validationState }) => validationState !== 'INVALID')
    const categories = reached.flatMap((one) => one.notificationCategorySubscriptions ?? [])
    const contactCategories = [...new Set(categories)].sort()
    const props = { provider: 'gcp', contactCategories }
    yield { nodes: [{ id: account, kind: 'GcpOrganization', props }], relationships: [] }
  },
})
