import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { expect, test } from 'vitest'
import { toPdf } from './pdf.ts'
import { aReport } from './testkit.ts'

const read = async (pdf: Uint8Array) => {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { totalPages, text } = await extractText(document, { mergePages: true })
  const { info } = await getMeta(document)
  // Lines are broken anywhere in long ids.
  return { totalPages, text: text.replaceAll(/[\s\u200b]+/g, ''), info }
}
const squeezed = (text: string): string => text.replaceAll(/\s+/g, '')

test('the PDF reads back: title, scope, score, every requirement, evidence, exceptions and gaps', async () => {
  const report = await aReport()
  const { totalPages, text, info } = await read(await toPdf(report))
  expect(totalPages).toBeGreaterThan(1)
  expect(info.Title).toContain(report.framework.title)
  for (const said of [
    `${report.framework.title} ${report.framework.version}`,
    'posture score',
    'read from file =cmd()|<b>"&\'',
    'arn:aws:s3:::bucket-0-=cmd()|<b>"',
    's3 was denied in eu-west-1',
    'public on purpose',
    '2026-06-01',
    'DENIED',
  ])
    expect(text).toContain(squeezed(said))
  for (const { requirements } of report.sections)
    for (const { id, title } of requirements) expect(text).toContain(squeezed(`${id}${title}`))
})

test('a table that is longer than a page goes on, with its head', async () => {
  const { text } = await read(await toPdf(await aReport({ failing: 80 })))
  expect(text.split('ResourceAccountEvidence').length).toBeGreaterThan(2)
  expect(text).toContain(squeezed('And 31 more'))
})
