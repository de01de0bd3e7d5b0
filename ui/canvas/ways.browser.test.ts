import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('from the queue of fixes to where the worst paths meet', async () => {
  visit = await open('/fixes')
  const { page } = visit
  await page.getByRole('link', { name: 'Choke points' }).click()
  await page
    .getByRole('heading', { level: 1, name: /^Where they meet: .* of all risk at one place$/ })
    .waitFor()
  await page.getByText(/\d+ resources, \d+ relationships/).waitFor()
})

test('from a resource to its blast radius', async () => {
  visit = await open('/resources?q=storefront-web&class=WORKLOAD')
  const { page } = visit
  await page.getByRole('table').locator('td a').first().click()
  await page.getByRole('link', { name: 'Blast radius' }).click()
  await page
    .getByRole('heading', { level: 1, name: /^Blast radius of .*: \d+ resources, \d+ targets/ })
    .waitFor()
  await page.getByRole('complementary', { name: 'Selection' }).getByRole('button').first().waitFor()
})

test('an assumption re-ranks the list, and a path that needs it has its page', async () => {
  visit = await open('/paths')
  const { page } = visit
  await page.getByRole('table').waitFor()
  await page.getByRole('button', { name: 'breaks into what it reaches' }).click()
  await page.waitForURL(/assume=exploited-vulnerabilities/)
  await page.getByRole('table').locator('td a').first().click()
  await page.waitForURL(/\/paths\/.*assume=exploited-vulnerabilities/)
  await page.getByText('Why it ranks here').waitFor()
})

test('an identity that the attacker has is looked up and becomes a start', async () => {
  visit = await open('/paths')
  const { page } = visit
  const field = page.getByRole('combobox', { name: 'has this identity' })
  await field.fill('platform-deploy')
  await page.locator('#identities option').first().waitFor({ state: 'attached' })
  await field.press('Enter')
  await page.waitForURL(/assume=identity/)
  await page.getByRole('table').getByText('platform-deploy').first().waitFor()
})
