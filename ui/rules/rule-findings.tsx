import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { plural } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import prose from '../parts/prose.module.css'
import { SeverityBadge } from '../parts/severity.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'
import { useScope } from '../shell/scope.ts'
import { ruleFindingsQuery } from './query.ts'

/** What fails the rule, the worst first; all of it is one click away. */
export function RuleFindings({ rule }: { rule: string }) {
  const { accounts, scan } = useScope()
  const variables = { rules: [rule], accounts, scan }
  const [{ data, error }, retry] = useQuery({ query: ruleFindingsQuery, variables })
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={3} waitingFor="Reading what fails" />
  const { totalCount, nodes } = data.findings
  return (
    <section>
      <h2>{totalCount === 0 ? 'Nothing fails it' : `${plural(totalCount, 'resource')} fail`}</h2>
      <ul className={prose.paths}>
        {nodes.map((finding) => (
          <li key={finding.findingId}>
            <SeverityBadge severity={finding.severity} />
            <Link to="/findings/$id" params={{ id: finding.findingId }}>
              {finding.subject.name}
            </Link>
            <span className="soft">
              since <Moment at={finding.firstSeen} />
            </span>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <Link to="/findings" search={{ rule: [rule], status: ['FAIL'] }}>
          All {plural(totalCount, 'failure')}
        </Link>
      )}
    </section>
  )
}
