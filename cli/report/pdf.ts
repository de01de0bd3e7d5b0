import pdfmake from 'pdfmake'
import fonts from 'pdfmake/fonts/Roboto.js'
import { REQUIREMENT_STATUSES, type RequirementStatus } from '../../rules/engine/requirements.ts'
import { placesOfEvidence, type Report } from './model.ts'
import { requirementBlock } from './pdf-detail.ts'
import { COLORS, grid, type PdfNode, plain, statusText, words } from './pdf-parts.ts'
import {
  countsText,
  dayText,
  momentText,
  plural,
  STATUS_MEANINGS,
  STATUS_WORDS,
  scopeText,
  scoreText,
} from './words.ts'

/** The report as a PDF on A4. It reads the bundled fonts and nothing else: no file, no address that a name holds. */
export async function toPdf(report: Report): Promise<Uint8Array> {
  const files = new Set(Object.values(fonts.Roboto))
  pdfmake.setFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => files.has(path))
  return await pdfmake.createPdf(definitionOf(report)).getBuffer()
}

function definitionOf(report: Report): object {
  const { framework, product, scan } = report
  const title = `${framework.title} ${framework.version}`
  const places = placesOfEvidence(report)
  return {
    info: {
      title: plain(title),
      creator: `${product.name} ${product.version}`,
      subject: 'Compliance report',
    },
    pageSize: 'A4',
    pageMargins: [40, 48, 40, 48],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2, color: COLORS.ink },
    styles: {
      title: { fontSize: 22, bold: true, lineHeight: 1.1 },
      h2: { fontSize: 14, bold: true, margin: [0, 18, 0, 6] },
      h3: { fontSize: 11, bold: true, color: COLORS.soft, margin: [0, 10, 0, 4] },
      head: { fontSize: 7.5, bold: true, color: COLORS.soft },
      soft: { color: COLORS.soft },
      small: { fontSize: 8 },
    },
    footer: (page: number, pages: number) => ({
      columns: [
        { text: plain(`${product.name} · ${title} · scan ${scan.id}`) },
        { text: `${page} / ${pages}`, alignment: 'right', width: 60 },
      ],
      fontSize: 7.5,
      color: COLORS.soft,
      margin: [40, 16, 40, 0],
    }),
    content: [
      ...cover(report),
      ...scope(report),
      ...summary(report),
      ...coverage(report),
      ...exceptions(report),
      { text: 'Requirements in detail', style: 'h2', pageBreak: 'before' },
      ...report.sections.flatMap((section) => [
        { text: plain(`${section.id} ${section.title}`), style: 'h3' },
        ...section.requirements.flatMap((one) => requirementBlock(one, places)),
      ]),
    ],
  }
}

const WIDTH = 515

function cover({ framework, product, scan, score, requirements, resources }: Report): readonly PdfNode[] {
  const total = REQUIREMENT_STATUSES.reduce((sum, status) => sum + requirements[status], 0)
  return [
    {
      columns: [
        { text: product.name, bold: true, color: COLORS.accent },
        { text: 'Compliance report', alignment: 'right', style: 'soft' },
      ],
    },
    { text: plain(`${framework.title} ${framework.version}`), style: 'title', margin: [0, 10, 0, 2] },
    { text: plain(`${framework.publisher} · as of ${momentText(scan.startedAt)}`), style: 'soft' },
    {
      columns: [
        {
          width: 110,
          stack: [
            { text: scoreText(score), fontSize: 34, bold: true, lineHeight: 1 },
            { text: 'posture score', style: 'soft' },
          ],
        },
        {
          stack: [
            `${plural(total, 'requirement')}, ${requirements.pass} of them passed.`,
            `Resources: ${countsText(resources)}.`,
            {
              columns: REQUIREMENT_STATUSES.map((status) => tally(status, requirements[status])),
              margin: [0, 6, 0, 0],
            },
          ],
        },
      ],
      margin: [0, 18, 0, 8],
    },
    { canvas: bar(requirements, Math.max(1, total)) },
  ]
}

const tally = (status: RequirementStatus, count: number): PdfNode => ({
  stack: [
    { text: String(count), fontSize: 13, bold: true, color: COLORS[status] },
    { text: STATUS_WORDS[status], fontSize: 7 },
  ],
})

/** The share of each status, as one bar over the width of the page. */
function bar(counts: Report['requirements'], total: number): readonly object[] {
  let x = 0
  return REQUIREMENT_STATUSES.filter((status) => counts[status] > 0).map((status) => {
    const w = (WIDTH * counts[status]) / total
    const part = { type: 'rect', x, y: 0, w, h: 8, color: COLORS[status] }
    x += w
    return part
  })
}

const scope = (report: Report): readonly PdfNode[] => [
  { text: 'Scope', style: 'h2' },
  {
    layout: 'noBorders',
    table: {
      widths: [100, '*'],
      body: [
        ['Scope', words(scopeText(report))],
        [
          'Accounts',
          words(
            report.accounts
              .map(({ id, name }) => (name === null || name === id ? id : `${id} ${name}`))
              .join(', '),
          ),
        ],
        [
          'Scan',
          words(`${report.scan.id}, ${momentText(report.scan.startedAt)}, read from ${report.scan.source}`),
        ],
        [
          'Framework',
          words(
            `${report.framework.title} ${report.framework.version}, ${report.framework.publisher}\n${report.framework.reference}`,
          ),
        ],
        ['What is listed', words(report.framework.coverage)],
        [
          'Written',
          words(`${momentText(report.generatedAt)} by ${report.product.name} ${report.product.version}`),
        ],
        [
          'What the words mean',
          {
            stack: REQUIREMENT_STATUSES.map((status) => ({
              text: [statusText(status), `: ${STATUS_MEANINGS[status]}`],
            })),
          },
        ],
      ].map(([name, value]) => [{ text: name, style: 'soft' }, value]),
    },
  },
]

const summary = ({ sections }: Report): readonly PdfNode[] => [
  { text: 'Summary', style: 'h2' },
  ...sections.flatMap((section) => [
    { text: plain(`${section.id} ${section.title}`), style: 'h3' },
    grid(
      ['auto', '*', 'auto', 'auto', 'auto', 'auto', 'auto'],
      ['Id', 'Requirement', 'Status', 'Fail', 'Pass', 'Not eval.', 'Exc.'],
      section.requirements.map((one) => [
        words(one.id),
        words(one.title),
        statusText(one.status),
        ...[one.failing, one.passing, one.notEvaluated, one.excepted].map((count) => ({
          text: String(count),
          alignment: 'right',
        })),
      ]),
    ),
  ]),
]

function coverage({ coverage: { read, gaps } }: Report): readonly PdfNode[] {
  const said = `${plural(read, 'partition')} (an account's service in a region) read whole, ${gaps.length} not. What a check needs and nobody could read is not evaluated; it is never counted as passed.`
  const heading: PdfNode = { text: 'What was not read', style: 'h2' }
  if (gaps.length === 0) return [heading, said]
  const rows = gaps.map((gap) =>
    [gap.account, gap.region, gap.service, gap.state, gap.reason ?? ''].map((text) => words(text)),
  )
  return [
    heading,
    said,
    grid([90, 60, 75, 70, '*'], ['Account', 'Region', 'Service', 'State', 'Reason'], rows),
  ]
}

function exceptions({ exceptions: list }: Report): readonly PdfNode[] {
  const heading: PdfNode = { text: 'Exceptions', style: 'h2' }
  if (list.length === 0) return [heading, 'Nothing in this report is excepted.']
  const rows = list.map((one) =>
    [
      one.id,
      one.about,
      one.reason,
      one.author,
      dayText(one.createdAt),
      one.expiresAt === null ? 'never' : dayText(one.expiresAt),
      String(one.findings),
    ].map((text) => words(text)),
  )
  const titles = ['Exception', 'About', 'Reason', 'Author', 'Made', 'Ends', 'Findings']
  return [heading, grid([60, 90, '*', 55, 50, 50, 40], titles, rows)]
}
