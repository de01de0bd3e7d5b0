import { html, type Markup } from './markup.ts'
import type { ReportedControl, ReportedFinding, ReportedRequirement, ReportedRule } from './model.ts'
import { countsText, dayText, FINDING_WORDS, PRINTED_FINDINGS, STATUS_WORDS } from './words.ts'

/** A requirement with its controls, their rules, and the evidence of each. */
export const requirementDetail = (one: ReportedRequirement, places: ReadonlyMap<string, string>): Markup =>
  html`<article class="requirement" id="r-${one.id}">
<header><span class="id soft">${one.id}</span><h4>${one.title}</h4><span class="pill ${one.status}">${STATUS_WORDS[one.status]}</span></header>
${one.status === 'manual' ? html`<p class="soft">No check bears on this requirement. It has to be looked at by hand.</p>` : one.controls.map((control) => controlDetail(control, (rule) => ruleDetail(rule, placeElsewhere(rule, one, places))))}
</article>`

/** Where the evidence of the rule is, when it is not here. */
const placeElsewhere = (
  { id, findings }: ReportedRule,
  requirement: ReportedRequirement,
  places: ReadonlyMap<string, string>,
): string | null => {
  const place = places.get(id) ?? requirement.id
  return findings.length === 0 || place === requirement.id ? null : place
}

const controlDetail = (control: ReportedControl, ruleOf: (rule: ReportedRule) => Markup): Markup =>
  html`<section><p class="small soft">Control: ${control.title} (<code>${control.id}</code>)${control.rules.length === 0 ? '. No rule tests it yet.' : ''}</p>${control.rules.map(ruleOf)}</section>`

const ruleDetail = (rule: ReportedRule, elsewhere: string | null): Markup =>
  html`<div class="rule is-${rule.status}">
<p><b>${rule.title}</b> <span class="severity ${rule.severity} small">${rule.severity}</span><br><span class="soft small"><code>${rule.id}</code> · ${countsText(rule)}</span></p>
${rule.reasons.length === 0 ? null : html`<p class="small">Not evaluated: ${rule.reasons.join('; ')}.</p>`}
${elsewhere === null && rule.status === 'fail' ? html`<p class="small"><b>To mend:</b> ${rule.remediation}</p>` : null}
${elsewhere === null ? evidence(rule) : html`<p class="small">Evidence: under <a href="#r-${elsewhere}">${elsewhere}</a>.</p>`}
</div>`

function evidence({ id, findings }: ReportedRule): Markup | null {
  const resources = findings.filter(({ status }) => status !== 'not-evaluated')
  if (resources.length === 0) return null
  const shown = resources.slice(0, PRINTED_FINDINGS)
  const more = resources.length - shown.length
  return html`<table><thead><tr><th>Resource</th><th>Account</th><th>Evidence</th><th>Since</th><th>Status</th></tr></thead><tbody>${shown.map(row)}</tbody></table>
${more === 0 ? null : html`<p class="small soft">And ${more} more: they are in this report as CSV and JSON, and by <code>chokepoint findings --rule ${id}</code>.</p>`}`
}

const row = (finding: ReportedFinding): Markup =>
  html`<tr><td>${finding.name === finding.subject ? null : html`${finding.name}<br>`}<code>${finding.subject}</code></td><td><code>${finding.account}</code></td><td>${finding.detail}</td><td class="state">${dayText(finding.firstSeen)}</td><td class="state"><span class="pill ${finding.status}">${FINDING_WORDS[finding.status]}</span>${finding.exception === null ? null : html`<br><a class="small" href="#e-${finding.exception}">${finding.exception}</a>`}</td></tr>`
