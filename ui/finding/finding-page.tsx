import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { enumWords, plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { Moment } from '../parts/moment.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { PathList } from '../parts/path-list.tsx'
import prose from '../parts/prose.module.css'
import { ResourceLink } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { PropertyTable } from '../properties/property-table.tsx'
import { RemediationTabs } from '../remediation/remediation-tabs.tsx'
import { RuleFacts } from '../rules/rule-facts.tsx'
import { useScope } from '../shell/scope.ts'
import { Decision } from './decision.tsx'
import { type FindingDetail, findingQuery } from './query.ts'

/** One finding: why, on what evidence, which paths use it, how to mend it. */
export function FindingPage() {
  const { id } = useParams({ from: '/findings/$id' })
  const { scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: findingQuery, variables: { id, scan } })
  useTitle(data?.finding?.rule.title ?? 'Finding')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={12} waitingFor="Reading the finding" />
  if (data.finding === null)
    return (
      <EmptyState title="This finding is not in the scan shown">
        It may be mended since. <Link to="/findings">All findings</Link>
      </EmptyState>
    )
  return <FindingStory finding={data.finding} reload={() => retry({ requestPolicy: 'network-only' })} />
}

function FindingStory({ finding, reload }: { finding: FindingDetail; reload: () => void }) {
  const { rule, subject } = finding
  return (
    <>
      <PageHeader
        title={
          <span className={prose.title}>
            <SeverityBadge severity={finding.severity} /> {rule.title}: {subject.name}
          </span>
        }
        detail={<Facts finding={finding} />}
      />
      <div className={prose.columns}>
        <div className={prose.main}>
          <section>
            <h2>Why</h2>
            {finding.detail !== '' && <p className={prose.lead}>{finding.detail}</p>}
            {finding.raisedBecause !== null && <p>It weighs more here: {finding.raisedBecause}.</p>}
            {finding.reopenedBecause !== null && <p>It is open again: {finding.reopenedBecause}.</p>}
            <p>{rule.description}</p>
            <p>{rule.rationale}</p>
          </section>
          {finding.path.length > 0 && (
            <section>
              <h2>The combination</h2>
              <ol className={prose.trail}>
                {finding.path.map((resource, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a combination may pass a resource twice
                  <li key={index}>
                    <ResourceLink resource={resource} /> <span className="soft">{resource.kindTitle}</span>
                  </li>
                ))}
              </ol>
            </section>
          )}
          <section>
            <h2>How to mend it</h2>
            <RemediationTabs remediation={rule.remediation} />
          </section>
          <section>
            <h2>
              {finding.attackPaths.totalCount === 0
                ? 'No attack path passes this resource'
                : `${plural(finding.attackPaths.totalCount, 'attack path')} through this resource`}
            </h2>
            <PathList paths={finding.attackPaths.nodes} />
            {finding.attackPaths.totalCount > finding.attackPaths.nodes.length && (
              <Link to="/paths" search={{ through: subject.resourceId }}>
                All {plural(finding.attackPaths.totalCount, 'attack path')}
              </Link>
            )}
          </section>
          <section>
            <h2>The resource as it was read</h2>
            <PropertyTable properties={subject.properties} />
          </section>
        </div>
        <RuleFacts rule={rule}>
          <Decision finding={finding} reload={reload} />
        </RuleFacts>
      </div>
    </>
  )
}

function Facts({ finding }: { finding: FindingDetail }) {
  return (
    <span className={prose.facts}>
      <ResourceLink resource={finding.subject} />
      <Identifier id={finding.subject.resourceId} limit={56} />
      <span>{enumWords(finding.status)}</span>
      <span>
        since <Moment at={finding.firstSeen} />
      </span>
      <span>
        last seen <Moment at={finding.lastSeen} />
      </span>
    </span>
  )
}
