import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('a guardrail tells what opens without it, and Esc closes it', async () => {
  visit = await open('/guardrails')
  const { page } = visit
  await page.getByRole('heading', { level: 1, name: /^\d+ guardrails, \d+ of which/ }).waitFor()
  await page.getByRole('table').getByRole('link').first().click()
  const panel = page.getByRole('complementary', { name: 'Guardrail' })
  await panel.getByText(/attack paths? would open/).waitFor()
  await panel.getByRole('listitem').first().waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
})

test('service control policies alone can be looked at', async () => {
  visit = await open('/guardrails')
  const { page } = visit
  await page.getByLabel('Type of guardrail').selectOption('Service control policy')
  await page.waitForURL(/type=service-control-policy/)
  const kinds = await page.getByRole('table').getByRole('row').getByText('Service control policy').count()
  expect(await page.getByRole('table').getByRole('row').count()).toBe(kinds + 1)
})
