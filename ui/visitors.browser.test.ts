import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('an analyst goes from the overview to the worst path, its evidence and its place in the graph', async () => {
  visit = await open('/')
  const { page } = visit
  const worst = page.getByRole('region', { name: 'Worst paths' }).getByRole('link').first()
  const title = await worst.textContent()
  await worst.click()
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()
  await page.getByRole('article', { name: /^Step 1 of/ }).waitFor()
  await page.getByText('What would stop it').first().waitFor()
  await page.getByRole('link', { name: 'Open in graph' }).click()
  await page.locator('[data-testid=canvas] canvas').first().waitFor()
  expect(
    await page.getByRole('complementary', { name: 'Selection' }).getByRole('listitem').count(),
  ).toBeGreaterThan(1)
})

test('an analyst narrows the findings down and reads how to mend one', async () => {
  visit = await open('/findings')
  const { page } = visit
  await page.getByRole('checkbox', { name: /^Critical/ }).check()
  await page.waitForURL(/severity=CRITICAL/)
  await page.getByRole('checkbox', { name: /^iam/ }).check()
  await page.waitForURL(/service=iam/)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('tab', { name: 'CLI' }).click()
  await page.getByRole('heading', { name: 'How to mend it' }).waitFor()
  expect(await page.getByRole('tabpanel').textContent()).toContain('aws ')
})

test('an engineer with a link to a path sees the deciding statement lit in its policy', async () => {
  visit = await open('/paths')
  const paths = visit.page.getByRole('table').getByRole('link')
  const address = await paths
    .filter({ hasText: /repo:.* administrator/ })
    .first()
    .getAttribute('href')
  await visit.close()
  visit = await open(address ?? '')
  const lit = visit.page.locator('[data-lit]')
  await lit.first().waitFor()
  expect((await lit.allTextContents()).join('')).toContain('"Effect"')
})

test('an engineer with a link to a path on Google Cloud sees the deciding binding lit', async () => {
  visit = await open('/paths')
  const paths = visit.page.getByRole('table').getByRole('link')
  const address = await paths.filter({ hasText: 'Anyone with a Google account' }).first().getAttribute('href')
  await visit.close()
  visit = await open(address ?? '')
  const lit = visit.page.locator('[data-lit]')
  await lit.first().waitFor()
  expect((await lit.allTextContents()).join('')).toContain('allAuthenticatedUsers')
})

test('an engineer finds a resource by its ARN pasted whole', async () => {
  visit = await open('/resources?class=WORKLOAD')
  const { page } = visit
  const arn = (await page.getByRole('table').locator('.mono').first().getAttribute('title')) ?? ''
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search' }).fill(arn)
  await page.locator('[data-action]').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/resources/${arn}`)
  await page.getByRole('heading', { name: 'Who can reach it' }).waitFor()
})

test('a lead sees what changed since the scan before, and what did it', async () => {
  visit = await open('/')
  const { page } = visit
  const since = page.getByRole('region', { name: 'Since the scan before' })
  await since.getByText(/closed path/).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Changes' }).click()
  await page.getByRole('table').getByText('httpTokens').first().waitFor()
})

test('a lead goes back to an earlier scan, and the whole page goes with it', async () => {
  visit = await open('/paths')
  const { page } = visit
  const scans = page.getByRole('combobox', { name: 'Scan' })
  await scans.locator('option').nth(2).waitFor({ state: 'attached' })
  const now = await page.getByRole('heading', { level: 1 }).textContent()
  await scans.selectOption({ index: 2 })
  await page.waitForURL(/scan=/)
  await page.waitForFunction((text) => document.querySelector('h1')?.textContent !== text, now)
})
