import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { CopyButton } from '../parts/copy-button.tsx'
import { enumWords, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import prose from '../parts/prose.module.css'
import { SeverityBadge } from '../parts/severity.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import remediation from '../remediation/remediation.module.css'
import { RemediationTabs } from '../remediation/remediation-tabs.tsx'
import { PathRisk } from './path-risk.tsx'
import { ruleQuery } from './query.ts'
import { RuleFacts } from './rule-facts.tsx'
import { RuleFindings } from './rule-findings.tsx'
import { RuleTests } from './rule-tests.tsx'

/** One rule: what it checks, with which query, and how it stands. */
export function RulePage() {
  const { id } = useParams({ from: '/rules/$id' })
  const [{ data, error }, retry] = useQuery({ query: ruleQuery, variables: { id } })
  useTitle(data?.rule?.title ?? 'Rule')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={12} waitingFor="Reading the rule" />
  if (data.rule === null)
    return (
      <EmptyState title="There is no such rule">
        <Link to="/rules">All rules</Link>
      </EmptyState>
    )
  const { rule } = data
  return (
    <>
      <PageHeader
        title={
          <span className={prose.title}>
            <SeverityBadge severity={rule.severity} /> {rule.title}
          </span>
        }
        detail={
          <span className={prose.facts}>
            <span>{enumWords(rule.kind)}</span>
            <Link to="/findings" search={{ rule: [rule.ruleId], status: ['FAIL'] }}>
              {plural(rule.failing, 'failure')}
            </Link>
            <span>{plural(rule.passing, 'pass', 'passes')}</span>
            {rule.notEvaluated > 0 && <span>{rule.notEvaluated} not evaluated</span>}
            {rule.excepted > 0 && <span>{rule.excepted} excepted</span>}
          </span>
        }
      />
      <div className={prose.columns}>
        <div className={prose.main}>
          <section>
            <h2>Why</h2>
            <p>{rule.description}</p>
            <p>{rule.rationale}</p>
          </section>
          <section>
            <h2>How to mend it</h2>
            <RemediationTabs remediation={rule.remediation} />
          </section>
          <RuleFindings rule={rule.ruleId} />
          <Cypher title="What fails" query={rule.query} />
          <Cypher title="Out of what" query={rule.population} />
          <RuleTests tests={rule.tests} />
        </div>
        <RuleFacts rule={rule}>{rule.failing > 0 && <PathRisk id={rule.ruleId} />}</RuleFacts>
      </div>
    </>
  )
}

function Cypher({ title, query }: { title: string; query: string }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={remediation.panel}>
        <pre>{query.trim()}</pre>
        <CopyButton text={query} label="Copy Cypher" />
      </div>
    </section>
  )
}
