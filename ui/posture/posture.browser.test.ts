import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('a lead drills down from the score to a framework, a requirement, a rule and its failures', async () => {
  visit = await open('/posture')
  const { page } = visit
  await page.getByRole('heading', { level: 1, name: /of 100/ }).waitFor()
  await page
    .getByRole('table', { name: 'Frameworks' })
    .getByRole('link', { name: /^CIS Amazon/ })
    .first()
    .click()
  await page.waitForURL(/\/frameworks\/cis-aws/)
  await page.getByRole('button', { name: /^Fail/ }).click()
  await page.waitForURL(/status=FAIL/)
  await page.locator('details summary').first().click()
  await page.locator('details[open]').getByRole('link', { name: /fail/ }).first().click()
  await page.waitForURL(/\/findings\?rule=/)
  await page.getByRole('table').getByRole('link').first().waitFor()
})

test('what a framework page shows is saved as a file, under its filters', async () => {
  visit = await open('/frameworks/pci-dss-4.0?status=MANUAL')
  const { page } = visit
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n')
  expect(lines[0]).toBe('Requirement,Title,Section,Status,Fail,Pass,Not evaluated,Excepted')
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.slice(1).every((line) => line.includes(',Manual,'))).toBe(true)
})

test('an analyst excepts a finding with a reason, finds it among the exceptions, and revokes it', async () => {
  visit = await open('/findings?severity=LOW&status=FAIL')
  const { page } = visit
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Except it' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('rebuilt every night')
  await page.getByRole('button', { name: 'Except', exact: true }).click()
  await page.getByRole('heading', { name: 'Excepted' }).waitFor()
  await page.getByRole('link', { name: 'All exceptions' }).click()
  const row = page.getByRole('article').filter({ hasText: 'rebuilt every night' })
  await row.getByRole('link', { name: '1 finding' }).waitFor()
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page
    .getByRole('article')
    .filter({ hasText: /revoked by/ })
    .waitFor()
})
