import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('a path names the fixes that break it, and each leads to its place in the queue', async () => {
  visit = await open('/paths')
  const { page } = visit
  await page.getByRole('table').getByRole('link').first().click()
  const fixes = page.getByRole('region', { name: 'Fixes' })
  const first = fixes.getByRole('listitem').first()
  await first.getByText(/closes/).waitFor()
  const fix = first.getByRole('link')
  const title = await fix.textContent()
  await fix.click()
  await page
    .getByRole('complementary', { name: 'Fix' })
    .getByRole('heading', { name: title ?? '' })
    .waitFor()
})

test('an assumption about the attacker is in the address, and outlives a reload', async () => {
  visit = await open('/paths')
  const { page } = visit
  const stronger = page.getByRole('button', { name: 'breaks into what it reaches' })
  await stronger.click()
  await page.waitForURL(/assume=exploited-vulnerabilities/)
  await page.getByRole('table').waitFor()
  await page.reload()
  await page.getByRole('table').waitFor()
  expect(await stronger.getAttribute('aria-pressed')).toBe('true')
})
