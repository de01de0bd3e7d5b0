import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

/** Opens the first resource of a search, and has the policies asked for one of its questions. */
async function asked(search: string, question: 'Who can read this' | 'What can this do') {
  visit = await open(`/resources?${search}`)
  await visit.page.getByRole('table').locator('td a').first().click()
  const section = visit.page.getByRole('region', { name: question })
  await section.getByRole('button', { name: 'Ask the policies' }).click()
  return section
}

/** What is lit in the document that the first answer rests on. */
async function litIn(section: Awaited<ReturnType<typeof asked>>): Promise<string> {
  await section.getByRole('button', { name: /^Why/ }).first().click()
  await section.locator('[data-lit]').first().waitFor()
  return (await section.locator('[data-lit]').allTextContents()).join('')
}

test.each([
  ['a bucket of AWS', 'kind=AwsS3Bucket&q=order-exports', '"Effect"'],
  ['a vault that goes by access policies', 'kind=AzureKeyVault&q=kv-alderway-people', '"principalId"'],
  ['a vault that goes by roles', 'kind=AzureKeyVault&q=kv-alderway-suppliers', '"dataActions"'],
  ['a bucket of Google Cloud', 'kind=GcpBucket&q=customer-360', '"roles/storage.objectAdmin"'],
])('who can read %s comes with what decides lit in its document', async (_, search, decides) => {
  expect(await litIn(await asked(search, 'Who can read this'))).toContain(decides)
})

test.each([
  ['AWS', 'class=IDENTITY&q=data-engineering', '"Effect"'],
  ['Azure', 'kind=EntraServicePrincipal&q=carrier-edi', 'ctions"'],
  ['Google Cloud', 'kind=GcpServiceAccount&q=warehouse-loader', '"roles/'],
])('what an identity of %s can do comes with what says so lit', async (_, search, decides) => {
  expect(await litIn(await asked(search, 'What can this do'))).toContain(decides)
})

test('whoever is in a group that can read is told, too', async () => {
  const section = await asked('kind=GcpBigQueryDataset&q=logistics', 'Who can read this')
  await section.getByText('analysts@alderway.example').first().waitFor()
  await section.getByText('p.ferreira@alderway.example').first().waitFor()
})
