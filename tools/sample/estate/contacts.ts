import type { Contact, Contacts } from '../contacts.ts'
import { DEVELOPMENT, MANAGEMENT, PRODUCTION } from './accounts.ts'

const team = (name: string, phone: string): Contact => ({
  name,
  email: `${name.toLowerCase()}@alderway.example`,
  phone,
})
const primary = { name: 'Alderway Cloud', phone: '+353 1 555 0100' }
const finance = team('Finance', '+353 1 555 0101')
const platform = team('Platform', '+353 1 555 0102')
const security = team('Security', '+353 1 555 0103')

/** Production names nobody for security; in development one team has two hats. */
export const contacts: { readonly [account: string]: Contacts } = {
  [MANAGEMENT]: { primary, billing: finance, operations: platform, security },
  [PRODUCTION]: { primary, billing: finance, operations: platform },
  [DEVELOPMENT]: { primary, billing: finance, operations: platform, security: platform },
}
