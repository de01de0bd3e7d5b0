import { REQUIREMENT_STATUSES, type RequirementStatus } from '../../rules/engine/requirements.ts'
import { requirementDetail } from './html-detail.ts'
import { html, Markup } from './markup.ts'
import { placesOfEvidence, type Report, type ReportedSection } from './model.ts'
import { STYLE } from './style.ts'
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

/** The report as one HTML file for screen and paper: no script, nothing fetched, every name escaped. */
export function toHtml(report: Report): string {
  const places = placesOfEvidence(report)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.framework.title} ${report.framework.version}: report of ${dayText(report.scan.startedAt)}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${cover(report)}
${scope(report)}
${summary(report)}
${coverage(report)}
${exceptions(report)}
<h2 id="requirements">Requirements in detail</h2>
${report.sections.map(
  (section) =>
    html`<h3>${heading(section)}</h3>${section.requirements.map((one) => requirementDetail(one, places))}`,
)}
<footer>${report.product.name} ${report.product.version} · scan <code>${report.scan.id}</code> · written ${momentText(report.generatedAt)}.
Requirement ids are the publisher's, titles are in our words.</footer>
</body>
</html>
`.text
}

const pill = (status: RequirementStatus): Markup =>
  html`<span class="pill ${status}">${STATUS_WORDS[status]}</span>`

const heading = ({ id, title }: ReportedSection): string => `${id} ${title}`

function cover({ framework, product, scan, score, requirements, resources }: Report): Markup {
  const total = REQUIREMENT_STATUSES.reduce((sum, status) => sum + requirements[status], 0)
  const some = REQUIREMENT_STATUSES.filter((status) => requirements[status] > 0)
  return html`<div class="brand"><b>${product.name}</b><span>Compliance report</span></div>
<h1>${framework.title} ${framework.version}</h1>
<p class="soft">${framework.publisher} · as of ${momentText(scan.startedAt)}</p>
<section class="hero">
<div class="score">${ring(score)}<span class="soft small">posture score</span></div>
<div>
<p><b>${plural(total, 'requirement')}</b>, ${requirements.pass} of them passed; resources: ${countsText(resources)}.</p>
<div class="bar" role="img" aria-label="Requirements by status">${some.map(
    (status) =>
      html`<i class="${status}" style="width:${((100 * requirements[status]) / Math.max(1, total)).toFixed(2)}%"></i>`,
  )}</div>
<ul class="legend">${REQUIREMENT_STATUSES.map(
    (status) =>
      html`<li><i class="dot ${status}"></i><b>${requirements[status]}</b>${STATUS_WORDS[status]}</li>`,
  )}</ul>
</div>
</section>`
}

/** A ring that is closed at 100. */
function ring(score: number | null): Markup {
  const length = 2 * Math.PI * 42
  const shown = ((score ?? 0) / 100) * length
  const color = score === null ? '#868e96' : score >= 90 ? '#2b8a3e' : score >= 60 ? '#b35900' : '#c92a2a'
  return html`<svg viewBox="0 0 100 100" role="img" aria-label="Posture score ${scoreText(score)}">
<circle cx="50" cy="50" r="42" fill="none" stroke="#dde3ea" stroke-width="9"/>
<circle cx="50" cy="50" r="42" fill="none" stroke="${color}" stroke-width="9" stroke-linecap="butt"
 stroke-dasharray="${shown.toFixed(2)} ${length.toFixed(2)}" transform="rotate(-90 50 50)"/>
<text x="50" y="58" text-anchor="middle" font-size="24" font-weight="700" fill="#17202c">${scoreText(score)}</text></svg>`
}

const scope = (report: Report): Markup => html`<h2>Scope</h2>
<dl>
<dt>Scope</dt><dd>${scopeText(report)}</dd>
<dt>Accounts</dt><dd>${report.accounts.map(({ id, name }, at) => html`${at === 0 ? '' : ', '}<code>${id}</code>${name === null || name === id ? '' : ` ${name}`}`)}</dd>
<dt>Scan</dt><dd><code>${report.scan.id}</code>, ${momentText(report.scan.startedAt)}, read from ${report.scan.source}</dd>
<dt>Framework</dt><dd>${report.framework.title} ${report.framework.version}, ${report.framework.publisher}<br><span class="soft small">${report.framework.reference}</span></dd>
<dt>What is listed</dt><dd>${report.framework.coverage}</dd>
<dt>What the words mean</dt><dd>${REQUIREMENT_STATUSES.map((status) => html`<div>${pill(status)} <span class="small">${STATUS_MEANINGS[status]}</span></div>`)}</dd>
</dl>`

const summary = ({ sections }: Report): Markup => html`<h2>Summary</h2>
${sections.map(
  (section) => html`<h3>${heading(section)}</h3>
<table><thead><tr><th>Id</th><th>Requirement</th><th>Status</th><th class="n">Fail</th><th class="n">Pass</th><th class="n">Not eval.</th><th class="n">Exc.</th></tr></thead><tbody>${section.requirements.map(
    (one) =>
      html`<tr><td class="id"><a href="#r-${one.id}">${one.id}</a></td><td>${one.title}</td><td class="state">${pill(one.status)}</td><td class="n">${one.failing}</td><td class="n">${one.passing}</td><td class="n">${one.notEvaluated}</td><td class="n">${one.excepted}</td></tr>`,
  )}</tbody></table>`,
)}`

function coverage({ coverage: { read, gaps } }: Report): Markup {
  const said = html`<h2>What was not read</h2><p>${plural(read, 'partition')} (an account's service in a region) read whole, ${gaps.length} not. What a check needs and nobody could read is <i>not evaluated</i>; it is never counted as passed.</p>`
  if (gaps.length === 0) return said
  return html`${said}<table><thead><tr><th>Account</th><th>Region</th><th>Service</th><th>State</th><th>Reason</th></tr></thead><tbody>${gaps.map(
    (gap) =>
      html`<tr><td><code>${gap.account}</code></td><td>${gap.region}</td><td>${gap.service}</td><td class="state">${gap.state}</td><td>${gap.reason}</td></tr>`,
  )}</tbody></table>`
}

function exceptions({ exceptions: list }: Report): Markup {
  if (list.length === 0) return html`<h2>Exceptions</h2><p>Nothing in this report is excepted.</p>`
  return html`<h2>Exceptions</h2><table><thead><tr><th>Exception</th><th>About</th><th>Reason</th><th>Author</th><th>Made</th><th>Ends</th><th class="n">Findings</th></tr></thead><tbody>${list.map(
    (one) =>
      html`<tr id="e-${one.id}"><td><code>${one.id}</code></td><td>${one.about}</td><td>${one.reason}</td><td>${one.author}</td><td class="state">${dayText(one.createdAt)}</td><td class="state">${one.expiresAt === null ? 'never' : dayText(one.expiresAt)}</td><td class="n">${one.findings}</td></tr>`,
  )}</tbody></table>`
}
