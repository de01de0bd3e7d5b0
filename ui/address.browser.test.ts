import { afterEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

test('a link to a filtered list restores its filters', async () => {
  visit = await open('/findings?severity=HIGH&q=bucket&order=RULE')
  const { page } = visit
  await page.getByRole('table').waitFor()
  expect(await page.getByRole('checkbox', { name: /^High/ }).isChecked()).toBe(true)
  expect(await page.getByRole('textbox', { name: /^Filter/ }).inputValue()).toBe('bucket')
  expect(await page.getByRole('button', { name: /^Finding .*ascending/ }).count()).toBe(1)
})

test('the account goes along from page to page', async () => {
  visit = await open('/')
  const { page } = visit
  const accounts = page.getByRole('combobox', { name: 'Account' })
  await accounts.locator('option').nth(1).waitFor({ state: 'attached' })
  await accounts.selectOption({ index: 1 })
  await page.waitForURL(/account=/)
  const { search } = new URL(page.url())
  await page.getByRole('navigation').getByRole('link', { name: 'Attack paths' }).click()
  await page.waitForURL((url) => url.pathname === '/paths' && url.search === search)
})

test('a filter typed in survives a reload', async () => {
  visit = await open('/paths')
  const { page } = visit
  await page.getByRole('textbox', { name: /^Filter/ }).fill('administrator')
  await page.waitForURL(/q=administrator/)
  await page.reload()
  await page.getByRole('table').waitFor()
  expect(await page.getByRole('textbox', { name: /^Filter/ }).inputValue()).toBe('administrator')
})

test('g and p go to the paths, j and Enter open the first', async () => {
  visit = await open('/')
  const { page } = visit
  await page.getByRole('region', { name: 'Worst paths' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL(/\/paths$/)
  await page.getByRole('table').getByRole('link').first().waitFor()
  await page.keyboard.press('j')
  await page.locator('tr[data-active] a:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/paths\/.+/)
})

test('a question mark lists the keys and Esc closes the list', async () => {
  visit = await open('/')
  const { page } = visit
  await page.getByRole('region', { name: 'Worst paths' }).waitFor()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.waitFor()
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
})

test('the theme chosen by hand outlives a reload', async () => {
  visit = await open('/')
  const { page } = visit
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await page.reload()
  await page.getByRole('button', { name: 'Light theme' }).waitFor()
})

test('what was expanded, hidden and selected in the graph is in the address', async () => {
  visit = await open('/graph')
  const { page } = visit
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  const panel = page.getByRole('complementary', { name: 'Selection' })
  await panel.getByRole('listitem').nth(1).getByRole('button').click()
  await page.waitForURL(/selected=/)
  await panel.locator('button[aria-pressed=false]').first().click()
  await page.waitForURL(/expand=/)
  await page.getByRole('button', { name: 'Undo (Ctrl Z)' }).click()
  await page.waitForURL((url) => !url.search.includes('expand='))
  await page.getByRole('button', { name: 'Redo (Ctrl Shift Z)' }).click()
  await page.waitForURL(/expand=/)
  const heading = await panel.getByRole('heading', { level: 2 }).textContent()
  await page.reload()
  await panel.getByRole('heading', { level: 2, name: heading ?? '' }).waitFor()
})

test('nodes stay where they were left, across a reload', async () => {
  visit = await open('/graph')
  const { page } = visit
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await page.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith('chokepoint canvas')),
  )
  const positions = () =>
    page.evaluate(() => {
      const key = Object.keys(localStorage).find((each) => each.startsWith('chokepoint canvas')) ?? ''
      return /"nodes":(.*)}$/.exec(localStorage.getItem(key) ?? '')?.[1]
    })
  const before = await positions()
  await page.reload()
  await page.getByText(/\d+ resources, \d+ relationship/).waitFor()
  expect(await positions()).toBe(before)
})
