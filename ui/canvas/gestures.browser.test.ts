import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchBrowser, type OpenPage } from '../../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage
let page: Page
/** Where a resource on the path stands on the screen. */
let spot: { x: number; y: number }

beforeEach(async () => {
  visit = await open('/graph')
  page = visit.page
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await page.getByText(/\d+ resources?, /).waitFor()
  spot = await findNode()
})
afterEach(async () => {
  expect(visit.complaints).toEqual([])
  await visit.close()
})

const hint = () => page.getByTestId('canvas-hint')
const menu = () => page.getByTestId('canvas-menu')

/** Sweeps the middle line of a path until the pointer tells of a resource. */
async function findNode(): Promise<{ x: number; y: number }> {
  const box = await page.getByTestId('canvas').boundingBox()
  if (box === null) throw new Error('the canvas is not drawn')
  for (let round = 0; round < 5; round++)
    for (let x = box.x + 20; x < box.x + box.width; x += 12) {
      const y = box.y + box.height / 2
      await page.mouse.move(x, y)
      const told = await hint().allTextContents()
      if (told.some((text) => text.includes(' · ') && !text.includes('likelihood'))) return { x: x + 8, y }
    }
  throw new Error('no resource was found under the pointer')
}

test('a double click opens what lies around a resource, and one of it can be chosen', async () => {
  await page.mouse.dblclick(spot.x, spot.y)
  await menu().getByRole('button', { pressed: false }).first().click()
  await page.waitForURL(/expand=/)
})

test('a right click offers to hide the resource, and undo brings it back', async () => {
  const before = await page.getByText(/\d+ resources?, /).textContent()
  await page.mouse.click(spot.x, spot.y, { button: 'right' })
  await menu().getByRole('menuitem', { name: 'Hide' }).click()
  await page.waitForURL(/hide=/)
  await page.keyboard.press('Control+z')
  await page.waitForURL((url) => !url.search.includes('hide='))
  await page.getByText(before ?? '').waitFor()
})

test('a right click leads to the paths from a resource', async () => {
  await page.mouse.click(spot.x, spot.y, { button: 'right' })
  await menu()
    .getByRole('menuitem', { name: /^Set as start/ })
    .click()
  await page.waitForURL(/\/paths\?.*from=/)
})

test('the graph is exported as a picture and as data', async () => {
  for (const [kind, name] of [
    ['Picture (PNG)', 'chokepoint-graph.png'],
    ['Data (JSON)', 'chokepoint-graph.json'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: kind }).click(),
    ])
    expect(download.suggestedFilename()).toBe(name)
  }
})
