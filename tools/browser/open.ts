import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { CHROMIUM_FLAGS } from './chromium.ts'

export interface OpenPage {
  readonly page: Page
  /** What the console said that it should not have said. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

/** One Chromium for a test file; each page has a profile of its own. */
export function launchBrowser(): { open: (path: string, theme?: 'light' | 'dark') => Promise<OpenPage> } {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('chromium'), args: CHROMIUM_FLAGS })
  })
  afterAll(() => browser?.close())
  return {
    open: async (path, theme = 'light') => {
      if (browser === undefined) throw new Error('the browser is not up yet')
      const context = await browser.newContext({
        colorScheme: theme,
        viewport: { width: 1440, height: 900 },
        baseURL: inject('address'),
      })
      return openIn(context, path)
    },
  }
}

async function openIn(context: BrowserContext, path: string): Promise<OpenPage> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(path)
  return { page, complaints, close: () => context.close() }
}

/** A question to the service, for what a test has to know about the sample. */
export async function ask(query: string): Promise<unknown> {
  const response = await fetch(new URL('/graphql', inject('address')), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' },
    body: JSON.stringify({ query }),
  })
  const { data }: { data?: unknown } = await response.json()
  return data
}
