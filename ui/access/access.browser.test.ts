import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('who can read a bucket comes with the deciding statement lit in its policy', async () => {
  visit = await open('/resources?kind=AwsS3Bucket&q=order-exports')
  const { page } = visit
  await page.getByRole('table').locator('td a').first().click()
  const section = page.getByRole('region', { name: 'Who can read this' })
  await section.getByRole('button', { name: 'Ask the policies' }).click()
  await section.getByRole('button', { name: /^Why/ }).first().click()
  await section.locator('[data-lit]').first().waitFor()
  expect((await section.locator('[data-lit]').allTextContents()).join('')).toContain('"Effect"')
})

test('what an identity can do comes with the statements that say so', async () => {
  visit = await open('/resources?class=IDENTITY&q=data-engineering')
  const { page } = visit
  await page.getByRole('table').locator('td a').first().click()
  const section = page.getByRole('region', { name: 'What can this do' })
  await section.getByRole('button', { name: 'Ask the policies' }).click()
  await section.getByRole('button', { name: /^Why/ }).first().click()
  await section.locator('[data-lit]').first().waitFor()
})

test.each([
  ['a vault that goes by access policies', 'kind=AzureKeyVault&q=kv-alderway-people', '"principalId"'],
  ['a vault that goes by roles', 'kind=AzureKeyVault&q=kv-alderway-suppliers', '"dataActions"'],
  ['a bucket of Google Cloud', 'kind=GcpBucket&q=customer-360', '"roles/storage.objectAdmin"'],
])('who can read %s comes with what decides lit in its document', async (_, search, decides) => {
  visit = await open(`/resources?${search}`)
  const { page } = visit
  await page.getByRole('table').locator('td a').first().click()
  const section = page.getByRole('region', { name: 'Who can read this' })
  await section.getByRole('button', { name: 'Ask the policies' }).click()
  await section.getByRole('button', { name: /^Why/ }).first().click()
  await section.locator('[data-lit]').first().waitFor()
  expect((await section.locator('[data-lit]').allTextContents()).join('')).toContain(decides)
})

test('that others may be in a group that was not read is told in words', async () => {
  visit = await open('/resources?kind=GcpBigQueryDataset&q=logistics')
  const { page } = visit
  await page.getByRole('table').locator('td a').first().click()
  const section = page.getByRole('region', { name: 'Who can read this' })
  await section.getByRole('button', { name: 'Ask the policies' }).click()
  await section.getByText('who is in group:analysts@alderway.example').waitFor()
})

test.each([
  ['Google Cloud', 'kind=GcpServiceAccount&q=warehouse-loader', '"roles/'],
  ['Azure', 'kind=EntraServicePrincipal&q=carrier-edi', 'ctions"'],
])(
  'what an identity of %s can do comes with the binding or role that says so',
  async (_, search, decides) => {
    visit = await open(`/resources?${search}`)
    const { page } = visit
    await page.getByRole('table').locator('td a').first().click()
    const section = page.getByRole('region', { name: 'What can this do' })
    await section.getByRole('button', { name: 'Ask the policies' }).click()
    await section.getByRole('button', { name: /^Why/ }).first().click()
    await section.locator('[data-lit]').first().waitFor()
    expect((await section.locator('[data-lit]').allTextContents()).join('')).toContain(decides)
  },
)
