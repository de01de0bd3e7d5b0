import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('a lead chooses two fixes and sees what they do together', async () => {
  visit = await open('/fixes')
  const { page } = visit
  const boxes = page.getByRole('table').getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: 'Simulate these 2' }).click()
  await page.waitForURL(/pick=.+pick=.+simulate=/)
  const panel = page.getByRole('complementary', { name: 'Simulation' })
  await panel.getByRole('heading', { name: /^Closes \d+ attack path/ }).waitFor()
  const paths = panel.getByRole('row', { name: /^Attack paths/ }).getByRole('cell')
  const [before, after] = await paths.allTextContents()
  expect(Number(after)).toBeLessThan(Number(before))
})

test('a link to a simulation shows it', async () => {
  visit = await open('/fixes')
  const { page } = visit
  await page.getByRole('table').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Simulate this one' }).click()
  await page.waitForURL(/simulate=/)
  await page.reload()
  await page.getByRole('heading', { name: 'What if this one were made?' }).waitFor()
})

test('who makes a fix, and by when, stands in the queue once saved', async () => {
  visit = await open('/fixes')
  const { page } = visit
  const row = page.getByRole('table').getByRole('row').nth(3)
  await row.waitFor()
  // Their order settles once each was tried.
  await page.getByRole('note').waitFor({ state: 'detached' })
  await row.getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Fix' })
  await panel.getByRole('combobox', { name: 'State' }).selectOption('In progress')
  await panel.getByRole('textbox', { name: 'Assignee' }).fill('ada')
  await panel.getByLabel('Due').fill('2027-01-31')
  await panel.getByRole('button', { name: 'Save' }).click()
  await row.getByText('ada, due 2027-01-31').waitFor()
  await page.reload()
  await row.getByText('In progress').waitFor()
  await page.getByRole('button', { name: 'Accepted' }).click()
  await page.getByRole('heading', { name: 'No fix matches these filters' }).waitFor()
})

test('the command that makes a fix is one click away, Esc closes it', async () => {
  visit = await open('/fixes')
  const { page } = visit
  await page.getByRole('table').getByRole('link').first().click()
  const panel = page.getByRole('complementary', { name: 'Fix' })
  await panel.getByRole('tab', { name: 'CLI' }).click()
  expect(await panel.getByRole('tabpanel').textContent()).toContain('aws ')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
})

test('g and x go to the fixes', async () => {
  visit = await open('/coverage')
  const { page } = visit
  await page.getByRole('table').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await page.waitForURL(/\/fixes$/)
  await page.getByRole('table').waitFor()
})

test('the fixes of one account are tried together', async () => {
  visit = await open('/fixes')
  const { page } = visit
  await page.getByRole('button', { name: 'account', exact: true }).click()
  await page
    .getByRole('button', { name: /^Simulate all of \d{12}$/ })
    .first()
    .click()
  const panel = page.getByRole('complementary', { name: 'Simulation' })
  await panel.getByRole('heading', { name: /^Closes \d+ attack path/ }).waitFor()
})

test('a page whose answer is still being worked out waits for it', async () => {
  visit = await open('/coverage')
  const { page } = visit
  let refused = 0
  await page.route('**/graphql', async (route) => {
    if (refused > 0 || !(route.request().postData() ?? '').includes('query Guardrails'))
      return route.continue()
    refused++
    const error = { message: 'ask again', extensions: { code: 'TIMEOUT', continues: true } }
    return route.fulfill({ json: { data: null, errors: [error] } })
  })
  await page.goto('/guardrails')
  await page.getByRole('table').waitFor()
  expect(refused).toBe(1)
})
