import type { ReportedControl, ReportedFinding, ReportedRequirement, ReportedRule } from './model.ts'
import { COLORS, grid, type PdfNode, plain, statusText, words } from './pdf-parts.ts'
import { countsText, dayText, FINDING_WORDS, PRINTED_FINDINGS } from './words.ts'

/** A requirement with its controls, their rules, and the evidence of each. */
export const requirementBlock = (
  one: ReportedRequirement,
  places: ReadonlyMap<string, string>,
): readonly PdfNode[] => [
  {
    columns: [
      { text: plain(one.id), width: 60, style: 'soft' },
      { text: plain(one.title), bold: true, fontSize: 10 },
      { stack: [statusText(one.status)], width: 80, alignment: 'right' },
    ],
    margin: [0, 10, 0, 3],
  },
  ...(one.status === 'manual'
    ? [{ text: 'No check bears on this requirement. It has to be looked at by hand.', style: 'soft' }]
    : one.controls.flatMap((control) => controlBlock(control, one, places))),
]

const controlBlock = (
  control: ReportedControl,
  { id }: ReportedRequirement,
  places: ReadonlyMap<string, string>,
): readonly PdfNode[] => [
  {
    text: plain(
      `Control: ${control.title} (${control.id})${control.rules.length === 0 ? '. No rule tests it yet.' : ''}`,
    ),
    style: ['soft', 'small'],
  },
  ...control.rules.flatMap((rule) => ruleBlock(rule, id, places.get(rule.id) ?? id)),
]

function ruleBlock(rule: ReportedRule, requirement: string, place: string): readonly PdfNode[] {
  const said: PdfNode[] = [
    { text: [{ text: plain(rule.title), bold: true }, `  ${rule.severity}`] },
    words(`${rule.id} · ${countsText(rule)}`, { style: ['soft', 'small'] }),
  ]
  if (rule.reasons.length > 0)
    said.push(words(`Not evaluated: ${rule.reasons.join('; ')}.`, { style: 'small' }))
  const isHere = place === requirement
  if (isHere && rule.status === 'fail') said.push(words(`To mend: ${rule.remediation}`, { style: 'small' }))
  if (!isHere && rule.findings.length > 0) said.push(words(`Evidence: under ${place}.`, { style: 'small' }))
  return [{ stack: said, margin: [0, 4, 0, 2] }, ...(isHere ? evidence(rule) : [])]
}

function evidence({ id, findings }: ReportedRule): readonly PdfNode[] {
  const resources = findings.filter(({ status }) => status !== 'not-evaluated')
  if (resources.length === 0) return []
  const table = grid(
    [190, 68, '*', 50, 60],
    ['Resource', 'Account', 'Evidence', 'Since', 'Status'],
    resources.slice(0, PRINTED_FINDINGS).map(row),
  )
  const more = resources.length - PRINTED_FINDINGS
  if (more <= 0) return [table]
  const where = `And ${more} more: they are in this report as CSV and JSON, and by chokepoint findings --rule ${id}.`
  return [table, words(where, { style: ['soft', 'small'] })]
}

const row = (finding: ReportedFinding): readonly PdfNode[] => [
  words(finding.name === finding.subject ? finding.subject : `${finding.name}\n${finding.subject}`),
  words(finding.account),
  words(finding.detail),
  words(dayText(finding.firstSeen)),
  {
    text: [
      { text: FINDING_WORDS[finding.status], bold: true, color: COLORS[finding.status] },
      finding.exception === null ? '' : plain(`\n${finding.exception}`),
    ],
  },
]
