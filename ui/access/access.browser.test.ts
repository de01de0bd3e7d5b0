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
