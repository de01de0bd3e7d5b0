import { Link } from '@tanstack/react-router'
import { enumWords, plural } from '../parts/format.ts'
import { SeverityBadge } from '../parts/severity.tsx'
import type { ResourceDetail } from './query.ts'
import classes from './resource.module.css'

export function ResourceFindings({ resource }: { resource: ResourceDetail }) {
  const { totalCount, nodes } = resource.findings
  return (
    <section>
      <h2>{totalCount === 0 ? 'No findings' : plural(totalCount, 'finding')}</h2>
      <ul className={classes.findings}>
        {nodes.map((finding) => (
          <li key={finding.findingId}>
            <SeverityBadge severity={finding.severity} letter />
            <span>
              <Link to="/findings/$id" params={{ id: finding.findingId }}>
                {finding.rule.title}
              </Link>
              {finding.status !== 'FAIL' && (
                <span className="soft"> {enumWords(finding.status).toLowerCase()}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <Link to="/findings" search={{ subject: resource.resourceId }}>
          All {plural(totalCount, 'finding')}
        </Link>
      )}
    </section>
  )
}
