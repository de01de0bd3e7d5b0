import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from '../tools/browser/chromium.ts'

/** When the explorer's first page shows its first content and its worst paths: five visits with an empty cache each. */
const VISITS = 5
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

const service = spawn(process.execPath, [main, 'serve', '--sample', '--port', '0', '--store', 'memory:'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const address = await firstLine()
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS })
  const visits: { painted: number; listed: number }[] = []
  for (let visit = 0; visit < VISITS; visit++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: address })
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('region', { name: 'Worst paths' }).getByRole('link').first().waitFor()
    visits.push(
      await page.evaluate(() => ({
        painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        listed: performance.now(),
      })),
    )
    await context.close()
  }
  await browser.close()
  const told = (of: 'painted' | 'listed') => visits.map((visit) => Math.round(visit[of])).join(', ')
  console.log(`first page, ${VISITS} visits:`)
  console.log(`  first content                ${told('painted')} ms (target 1,500)`)
  console.log(`  worst paths                  ${told('listed')} ms`)
} finally {
  service.kill('SIGTERM')
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: service.stdout })) return line.trim()
  throw new Error('the service ended before it gave an address')
}
