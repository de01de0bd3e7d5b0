import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { toHtml } from './html.ts'
import { evidenceColumns, evidenceRows, reportData } from './tables.ts'
import { aReport } from './testkit.ts'

const report = await aReport()
const requirements = report.sections.flatMap((section) => section.requirements)

describe('the report', () => {
  test('has every requirement of the framework, in its order; one without a rule is manual, never passed', () => {
    const manual = requirements.filter(({ status }) => status === 'manual')
    expect(requirements.length).toBeGreaterThan(50)
    expect(manual).toHaveLength(requirements.length - 1)
    expect(report.requirements).toMatchObject({ fail: 1, pass: 0, manual: manual.length })
  })

  test('tells what fails, what is excepted and what was left open, with the evidence of each', () => {
    const failing = requirements.find(({ id }) => id === '2.1.4')
    expect(failing).toMatchObject({ status: 'fail', failing: 1, passing: 3, notEvaluated: 2, excepted: 1 })
    const [rule] = failing?.controls.flatMap(({ rules }) => rules) ?? []
    expect(rule?.reasons).toEqual(['s3 was denied in eu-west-1'])
    expect(rule?.findings.map(({ status }) => status)).toEqual(['fail', 'excepted', 'not-evaluated'])
  })

  test('names the exceptions that cover something in it, with reason, author and expiry', () => {
    expect(report.exceptions).toEqual([
      {
        id: 'e1',
        reason: 'public on purpose',
        author: 'ann',
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2026-06-01T00:00:00.000Z',
        about: 'rule aws-test',
        findings: 1,
      },
    ])
  })

  test('says what was not read', () => {
    expect(report.coverage).toMatchObject({ read: 1, gaps: [{ region: 'eu-west-1', state: 'DENIED' }] })
  })
})

test('the JSON has the evidence of a rule once, by its id', () => {
  const { evidence, sections } = JSON.parse(JSON.stringify(reportData(report)))
  expect(evidence['aws-test']).toHaveLength(3)
  expect(JSON.stringify(sections)).not.toContain('bucket-0')
})

test('the CSV has a line for each resource, and one for a requirement without any', () => {
  const rows = [...evidenceRows(report)]
  expect(rows).toHaveLength(requirements.length - 1 + 3)
  const reason = evidenceColumns(report).find(({ title }) => title === 'Exception reason')
  expect(rows.map((row) => reason?.value(row)).filter(Boolean)).toEqual(['public on purpose'])
})

describe('as HTML', () => {
  const page = toHtml(report)

  test('it is one file: no script, and nothing is fetched', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i)
    expect(page).toContain(`default-src 'none'`)
  })

  test('a hostile name is text, and no control character is left', () => {
    expect(page).not.toContain('<b>"')
    expect(page).toContain('&#60;b&#62;&#34;&#38;&#39;\ufffd[31m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e]/)
  })

  test('every element that is opened is closed', () => {
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</body>') + 7).replaceAll('<br>', '<br/>')
    const onError = (level: string, message: string): void => {
      if (level !== 'warning') throw new Error(message)
    }
    expect(() => new DOMParser({ onError }).parseFromString(body, 'text/xml')).not.toThrow()
  })

  test('a rule that bears on several requirements has its evidence under the first, and the others point there', async () => {
    const twice = toHtml(await aReport({ requirements: ['cis-aws-5.0:2.1.4', 'cis-aws-5.0:2.2.1'] }))
    expect(twice.match(/>bucket-0 =cmd/g)).toHaveLength(1)
    expect(twice).toContain('Evidence: under <a href="#r-2.1.4">2.1.4</a>')
  })

  test('a rule with very many resources shows some and says where the others are', async () => {
    const long = toHtml(await aReport({ failing: 80 }))
    expect(long).toContain('And 31 more')
  })
})
