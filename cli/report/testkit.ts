import { loadControls } from '../../rules/engine/controls.ts'
import { loadFrameworks } from '../../rules/engine/frameworks.ts'
import { evaluateFramework } from '../../rules/engine/requirements.ts'
import type { RuleResult } from '../../rules/engine/rule.ts'
import { anEntry, aRule } from '../../rules/engine/testkit.ts'
import { aFinding, exported, HOSTILE } from '../exports/testkit.ts'
import { type Report, reportOf } from './model.ts'

const REQUIREMENT = 'cis-aws-5.0:2.1.4'
const ACCOUNT = '111122223333'

/** A report with a requirement that fails, by resources with hostile names; others are manual. */
export async function aReport(
  given: { readonly failing?: number; readonly requirements?: readonly string[] } = {},
): Promise<Report> {
  const framework = (await loadFrameworks()).get('cis-aws-5.0')
  if (framework === undefined) throw new Error('cis-aws-5.0 is gone')
  const requirements = given.requirements ?? [REQUIREMENT]
  const rule = aRule({
    title: `Plain bucket ${HOSTILE}`,
    requirements,
    frameworks: requirements,
  })
  const failing = given.failing ?? 1
  const findings = [
    ...Array.from({ length: failing }, (_, at) =>
      aFinding({
        id: `f${at}`,
        subject: `arn:aws:s3:::bucket-${at}-${HOSTILE}`,
        subjectName: `bucket-${at} ${HOSTILE}`,
        detail: `not encrypted ${HOSTILE}`,
      }),
    ),
    aFinding({ id: 'excepted', status: 'excepted', exception: 'e1', subject: 'arn:aws:s3:::site' }),
    aFinding({ id: 'open', status: 'not-evaluated', subject: ACCOUNT }),
    aFinding({ id: 'gone', status: 'resolved', subject: 'arn:aws:s3:::mended' }),
  ]
  const result: RuleResult = {
    rule: rule.id,
    account: ACCOUNT,
    severity: 'high',
    pass: 3,
    fail: failing,
    notEvaluated: 2,
    excepted: 1,
    reason: 's3 was denied in eu-west-1',
  }
  return reportOf({
    evaluation: evaluateFramework(framework, { controls: await loadControls(), rules: [rule] }, [result]),
    findings,
    exceptions: [...exported().exceptions.values()],
    coverage: [
      anEntry(),
      anEntry({ region: 'eu-west-1', state: 'DENIED', reason: `AccessDenied ${HOSTILE}` }),
    ],
    accounts: [{ id: ACCOUNT, name: HOSTILE }],
    scope: null,
    scan: {
      id: 'scan-2',
      startedAt: '2026-01-02T00:00:00.000Z',
      finishedAt: '2026-01-02T00:01:00.000Z',
      source: `file ${HOSTILE}`,
    },
    product: { name: 'Chokepoint', version: '1.2.3' },
    generatedAt: '2026-01-03T00:00:00.000Z',
  })
}
