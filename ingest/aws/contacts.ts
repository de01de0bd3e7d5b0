import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import type { ApiCalls, CollectContext } from '../collector.ts'
import { textOrNone } from './shapes.ts'

const PRIMARY = 'account get-contact-information'
const ALTERNATE = 'account get-alternate-contact'

/** Whom AWS turns to. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact.html */
export const CONTACT_CALLS: ApiCalls = {
  [PRIMARY]: { permission: 'account:GetContactInformation', none: ['ResourceNotFoundException'] },
  [ALTERNATE]: {
    permission: 'account:GetAlternateContact',
    per: 'AlternateContactType',
    none: ['ResourceNotFoundException'],
  },
}

const ALTERNATES = ['billing', 'operations', 'security'] as const

const primaryAnswer = z.object({
  ContactInformation: z.object({ FullName: textOrNone, PhoneNumber: textOrNone }),
})
const alternateAnswer = z.object({
  AlternateContact: z.object({ Name: textOrNone, EmailAddress: textOrNone, PhoneNumber: textOrNone }),
})

/** Who it is; gone as soon as it was compared. */
interface Contact {
  readonly type: 'primary' | (typeof ALTERNATES)[number]
  readonly name: string
  /** The primary contact has none of its own: mail goes to the root user's address. */
  readonly email: string
  readonly phone: string
}

/** null where there is none, undefined where that could not be read. */
type Found = Contact | null | undefined

/** Whether each contact of an account is set, and which are the same; never who they are. */
export async function readContacts(context: CollectContext): Promise<Props> {
  const primary = primaryOf(await context.attempt(PRIMARY))
  const alternates: Found[] = []
  for (const type of ALTERNATES) {
    const answer = await context.attempt(ALTERNATE, { AlternateContactType: type.toUpperCase() })
    alternates.push(alternateOf(type, answer))
  }
  const [billing, operations, security] = alternates
  return {
    ...isSet('primaryContact', primary),
    ...isSet('billingContact', billing),
    ...isSet('operationsContact', operations),
    ...isSet('securityContact', security),
    ...sameContacts([primary, ...alternates]),
  }
}

function primaryOf(answer: unknown): Found {
  if (answer === undefined || answer === null) return answer
  const { FullName, PhoneNumber } = primaryAnswer.parse(answer).ContactInformation
  return { type: 'primary', name: plain(FullName), email: '', phone: digits(PhoneNumber) }
}

function alternateOf(type: Contact['type'], answer: unknown): Found {
  if (answer === undefined || answer === null) return answer
  const { Name, EmailAddress, PhoneNumber } = alternateAnswer.parse(answer).AlternateContact
  return { type, name: plain(Name), email: plain(EmailAddress), phone: digits(PhoneNumber) }
}

const plain = (text = ''): string => text.trim().replace(/\s+/g, ' ').toLowerCase()
const digits = (text = ''): string => text.replace(/\D/g, '')

const isSet = (property: string, contact: Found): Props =>
  contact === undefined ? {} : { [property]: contact !== null }

/** Pairs that are the same. That there are none is known only once all were read. */
function sameContacts(found: readonly Found[]): Props {
  const contacts = found.filter((contact) => contact !== null && contact !== undefined)
  const pairs = contacts.flatMap((one, index) =>
    contacts
      .slice(index + 1)
      .flatMap((other) => (isSame(one, other) ? [`${one.type} and ${other.type}`] : [])),
  )
  return pairs.length === 0 && found.includes(undefined) ? {} : { sameContacts: pairs }
}

/** The same mailbox and telephone; of the primary contact, which has no mailbox, the same name and telephone. */
function isSame(one: Contact, other: Contact): boolean {
  const by = one.type === 'primary' ? 'name' : 'email'
  return one[by] !== '' && one[by] === other[by] && one.phone !== '' && one.phone === other.phone
}
