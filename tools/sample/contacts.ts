import type { AccountWriter } from './writer.ts'

export interface Contact {
  readonly name: string
  readonly email: string
  readonly phone: string
}

/** Whom AWS turns to; an alternate contact that is absent is not set. */
export interface Contacts {
  readonly primary: Omit<Contact, 'email'>
  readonly billing?: Contact
  readonly operations?: Contact
  readonly security?: Contact
}

export function writeContacts(out: AccountWriter, contacts: Contacts): void {
  const { primary } = contacts
  out.put('global', 'account get-contact-information', {
    ContactInformation: {
      FullName: primary.name,
      PhoneNumber: primary.phone,
      CompanyName: 'Alderway',
      AddressLine1: '1 Quay Street',
      City: 'Dublin',
      PostalCode: 'D01',
      CountryCode: 'IE',
    },
  })
  for (const type of ['billing', 'operations', 'security'] as const) {
    const contact = contacts[type]
    const call = 'account get-alternate-contact'
    if (contact === undefined) {
      out.refused('global', call, 'ResourceNotFoundException', type.toUpperCase())
      continue
    }
    const { name, email, phone } = contact
    const AlternateContact = {
      AlternateContactType: type.toUpperCase(),
      Name: name,
      Title: 'Team',
      EmailAddress: email,
      PhoneNumber: phone,
    }
    out.put('global', call, { AlternateContact }, type.toUpperCase())
  }
}
