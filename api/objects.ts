import type { NodeClass } from '../graph/schema/define.ts'
import type { NodeRecord } from '../graph/snapshot/records.ts'
import type { Scan } from '../graph/store/port.ts'
import { listExceptions } from '../queries/exceptions.ts'
import type { FindingRecord } from '../queries/finding-record.ts'
import { scanById } from '../queries/list-scans.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { RequestContext } from './context.ts'
import type { AttackPathModel, ExceptionModel, FindingModel, ResourceModel, RuleModel } from './models.ts'
import type { View } from './view/view.ts'

/** Objects by their own ids; null for what does not exist in the scan. */
export async function resourceOf(view: View, id: string): Promise<ResourceModel | null> {
  const node = await view.node.load(id)
  return node === null ? null : { view, node }
}

/** A resource that something names; a stub when the scan has none of that id. */
export async function resourceNamed(view: View, id: string): Promise<ResourceModel> {
  const node = await view.node.load(id)
  return { view, node: node ?? stubOf(id) }
}

/** Kind of what is named somewhere but in no scan. */
export const UNKNOWN_KIND = 'Unknown'

function stubOf(id: string): NodeRecord {
  return { id, kind: UNKNOWN_KIND, props: { name: id, stub: true } }
}

/** The class that an unknown thing most likely is of, by the form of its id. */
export function guessClass(id: string): NodeClass {
  if (/^\d{12}$/.test(id)) return 'Account'
  return /^arn:[^:]*:(iam|sts):/.test(id) ? 'Identity' : 'Data'
}

export async function findingOf(view: View, id: string): Promise<FindingModel | null> {
  const finding = await view.finding.load(id)
  return finding === null ? null : { view, finding }
}

export async function pathOf(view: View, id: string): Promise<AttackPathModel | null> {
  const path = await view.path.load(id)
  return path === null ? null : { view, path }
}

export async function exceptionOf(view: View, id: string): Promise<ExceptionModel | null> {
  const rows = await view.read(listExceptions, {})
  const found = rows.find(({ record }) => record.id === id)
  return found === undefined ? null : { view, exception: found.record }
}

export function ruleOf(view: View, context: RequestContext, id: string): RuleModel | null {
  const rule = context.rules.get(id)
  return rule === undefined ? null : { view, rule }
}

export async function scanOf(context: RequestContext, id: string): Promise<Scan | null> {
  const [scan] = await context.views.read(scanById, { id })
  return scan ?? null
}

/** The rule of a finding; what the finding itself says when the catalogue no longer has it. */
export function ruleNamed(context: RequestContext, finding: FindingRecord): Rule {
  const known = context.rules.get(finding.rule)
  if (known !== undefined) return known
  return {
    id: finding.rule,
    title: finding.title,
    kind: finding.ruleKind === 'toxic-combination' ? 'toxic-combination' : 'misconfiguration',
    severity: finding.severity,
    provider: 'aws',
    service: finding.service ?? '',
    subject: finding.subjectKind ?? UNKNOWN_KIND,
    description: '',
    rationale: '',
    falsePositives: '',
    remediation: { console: '', cli: '', terraform: '' },
    references: [],
    attack: [],
    control: '',
    requirements: finding.frameworks ?? [],
    frameworks: finding.frameworks ?? [],
    parameters: {},
    needs: [],
    requires: [],
    confirmedBy: null,
    population: '',
    query: '',
    mend: [],
    tests: [],
  }
}
