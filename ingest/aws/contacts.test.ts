import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { account } from './account.ts'

const ID = '111111111111'
const PRIMARY = 'account get-contact-information'
const ALTERNATE = 'account get-alternate-contact'

const primary = (FullName: string, PhoneNumber: string) => ({
  ContactInformation: { FullName, PhoneNumber, AddressLine1: '1 Quay', City: 'Port', CountryCode: 'IE' },
})
const alternate = (Name: string, EmailAddress: string, PhoneNumber: string) => ({
  AlternateContact: { Name, Title: 'Lead', EmailAddress, PhoneNumber },
})
const FOUR = {
  [PRIMARY]: primary('Ada Quill', '+353 1 555 0100'),
  [`${ALTERNATE} BILLING`]: alternate('Bo Reed', 'billing@example.com', '+353 1 555 0101'),
  [`${ALTERNATE} OPERATIONS`]: alternate('Cy Moss', 'operations@example.com', '+353 1 555 0102'),
  [`${ALTERNATE} SECURITY`]: alternate('Di Fern', 'security@example.com', '+353 1 555 0103'),
}

/** What is kept of the contacts when these answers stand in place of four that differ. */
async function contacts(answers: { readonly [call: string]: unknown } = {}) {
  const { props } = await collectFrom(account, { ...FOUR, ...answers, 'iam list-account-aliases': null })
  const entries = Object.entries(props(ID) ?? {}).filter(([name]) => /Contacts?$/.test(name))
  return Object.fromEntries(entries)
}

const ALL_SET = { primaryContact: true, billingContact: true, operationsContact: true, securityContact: true }

test('four contacts that differ are set, and none is the same', async () => {
  expect(await contacts()).toEqual({ ...ALL_SET, sameContacts: [] })
})

test('nothing of who they are is kept', async () => {
  const { node, coverage } = await collectFrom(account, FOUR)
  const kept = JSON.stringify([node(ID), coverage])
  for (const answer of Object.values(FOUR))
    for (const value of Object.values(Object.values(answer)[0] ?? {})) expect(kept).not.toContain(value)
})

test('a contact that AWS does not find is not set', async () => {
  expect(await contacts({ [`${ALTERNATE} SECURITY`]: null })).toEqual({
    ...ALL_SET,
    securityContact: false,
    sameContacts: [],
  })
})

test.each([
  [
    'with the same mailbox and telephone, however written',
    { [`${ALTERNATE} BILLING`]: alternate('Security', ' SECURITY@example.com', '+353 (1) 555-0103') },
    ['billing and security'],
  ],
  [
    'with the name and telephone of the primary one',
    { [`${ALTERNATE} OPERATIONS`]: alternate('ada  quill', 'operations@example.com', '+35315550100') },
    ['primary and operations'],
  ],
  [
    'with the same telephone alone, or the same mailbox alone,',
    {
      [`${ALTERNATE} BILLING`]: alternate('Bo Reed', 'security@example.com', '+353 1 555 0101'),
      [`${ALTERNATE} OPERATIONS`]: alternate('Cy Moss', 'operations@example.com', '+353 1 555 0100'),
    },
    [],
  ],
  [
    'without a telephone',
    {
      [`${ALTERNATE} BILLING`]: alternate('Bo Reed', 'team@example.com', ''),
      [`${ALTERNATE} OPERATIONS`]: alternate('Bo Reed', 'team@example.com', ''),
    },
    [],
  ],
])('of contacts %s the pairs that are the same are told', async (_how, answers, sameContacts) => {
  expect(await contacts(answers)).toMatchObject({ sameContacts })
})

test('a contact that could not be read is neither set nor missing, and may be the same as another', async () => {
  const refused = { [`${ALTERNATE} SECURITY`]: denied(ALTERNATE) }
  const { securityContact: _, ...read } = ALL_SET
  expect(await contacts(refused)).toEqual(read)
  expect(await contacts({ ...refused, [`${ALTERNATE} BILLING`]: FOUR[`${ALTERNATE} OPERATIONS`] })).toEqual({
    ...read,
    sameContacts: ['billing and operations'],
  })
})
