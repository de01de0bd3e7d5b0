import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { HOSTILE_NAME } from '../tools/browser/global-setup.ts'
import { launchBrowser, type OpenPage } from '../tools/browser/open.ts'

const { open } = launchBrowser()
let visit: OpenPage | undefined
afterEach(() => visit?.close())

/** Every page, and what stands on it once it is complete; `link` leads on to the page of one of the list. */
const PAGES = [
  { address: '/', shows: 'Worst paths' },
  { address: '/paths', shows: 'Likelihood' },
  { address: '/paths', link: true, shows: 'Why it ranks here' },
  { address: '/fixes', shows: 'Paths closed' },
  { address: '/fixes', link: true, shows: 'How to make it' },
  { address: '/guardrails', shows: 'Risk held back' },
  { address: '/guardrails', link: true, shows: 'What opens without it' },
  { address: '/findings', shows: 'Finding' },
  { address: '/findings', link: true, shows: 'How to mend it' },
  { address: '/resources', shows: 'Region' },
  { address: '/resources?class=IDENTITY', link: true, shows: 'Who can reach it' },
  { address: '/graph', shows: 'Choose where to start' },
  { address: '/coverage', shows: 'Data is from' },
  { address: '/changes', shows: 'How' },
  { address: '/posture', shows: 'Frameworks' },
  { address: '/frameworks/cis-aws-5.0', shows: 'CSV' },
  { address: '/exceptions', shows: 'Nothing is excepted' },
  { address: '/rules', shows: 'Not evaluated' },
  { address: '/rules', link: true, shows: 'What fails' },
  { address: '/nowhere', shows: 'There is no such page' },
] as const

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(PAGES)('$address $shows: no serious violation, nothing in the console', async (wanted) => {
    visit = await open(wanted.address, theme)
    const { page, complaints } = visit
    if ('link' in wanted) await page.getByRole('table').locator('td a').first().click()
    await page.getByRole('main').getByText(wanted.shows, { exact: true }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await seriousViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('the graph of a path: no serious violation, nothing in the console', async () => {
    visit = await open('/graph', theme)
    const { page, complaints } = visit
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
    await page.getByText(/\d+ resources, \d+ relationship/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('the search palette: no serious violation', async () => {
    visit = await open('/', theme)
    const { page } = visit
    await page.getByRole('button', { name: /^Search/ }).click()
    await page.getByRole('textbox', { name: 'Search' }).fill('role')
    await page.locator('[data-action]').nth(2).waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })
})

test('a name that is markup is shown as text', async () => {
  visit = await open(`/resources?q=${encodeURIComponent('onerror')}`)
  const { page } = visit
  await page.getByRole('table').getByRole('link', { name: HOSTILE_NAME }).first().click()
  await page.getByRole('heading', { level: 1 }).getByText(HOSTILE_NAME).waitFor()
  expect(await page.locator('main img').count()).toBe(0)
})

test('a list that is empty says why', async () => {
  visit = await open('/findings?q=no-such-thing-anywhere')
  await visit.page.getByRole('heading', { name: 'No finding matches these filters' }).waitFor()
})

test('a service that does not answer is told, not waited for', async () => {
  visit = await open('/paths')
  const { page } = visit
  await page.getByRole('table').waitFor()
  await page.route('**/graphql', (route) => route.abort())
  await page.getByRole('navigation').getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('alert').getByText('The service does not answer').waitFor()
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table').waitFor()
})

async function seriousViolations(page: OpenPage['page']): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] })
    return found.map(({ id, impact, nodes }) => ({
      text: `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
      serious: impact === 'serious' || impact === 'critical',
    }))
  })
  return violations.filter(({ serious }) => serious).map(({ text }) => text)
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}
