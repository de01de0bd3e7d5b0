import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useQuery } from 'urql'
import bar from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { enumWords, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { StatusBar } from '../posture/status-bar.tsx'
import { scoreText } from '../posture/words.ts'
import { useScope } from '../shell/scope.ts'
import { toggled } from '../shell/search-params.ts'
import classes from './framework.module.css'
import { type FrameworkView, frameworkQuery, type RequirementRow } from './query.ts'
import { Requirement } from './requirement.tsx'
import { StatusFilter } from './status-filter.tsx'

/** Would we pass this framework? */
export function FrameworkPage() {
  const { id } = useParams({ from: '/frameworks/$id' })
  const { account, scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: frameworkQuery, variables: { id, account, scan } })
  useTitle(data?.framework?.title ?? 'Framework')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined)
    return <LoadingRows rows={14} waitingFor="Holding the checks against the framework" />
  if (data.framework === null)
    return (
      <EmptyState title="There is no such framework">
        <Link to="/posture">All frameworks</Link>
      </EmptyState>
    )
  return <Requirements framework={data.framework} />
}

const CSV = [
  { title: 'Requirement', value: (row: RequirementRow) => row.requirementId },
  { title: 'Title', value: (row: RequirementRow) => row.title },
  { title: 'Section', value: (row: RequirementRow) => row.section.title },
  { title: 'Status', value: (row: RequirementRow) => enumWords(row.status) },
  { title: 'Fail', value: (row: RequirementRow) => row.failing },
  { title: 'Pass', value: (row: RequirementRow) => row.passing },
  { title: 'Not evaluated', value: (row: RequirementRow) => row.notEvaluated },
  { title: 'Excepted', value: (row: RequirementRow) => row.excepted },
]

function Requirements({ framework }: { framework: FrameworkView }) {
  const search = useSearch({ from: '/frameworks/$id' })
  const navigate = useNavigate({ from: '/frameworks/$id' })
  const text = search.q?.toLowerCase() ?? ''
  const shown = framework.requirements.filter(
    ({ requirementId, title, status }) =>
      (search.status?.includes(status) ?? true) && `${requirementId} ${title}`.toLowerCase().includes(text),
  )
  return (
    <>
      <PageHeader
        title={headline(framework)}
        detail={
          <>
            <StatusBar counts={framework.requirementCounts} />
            <span>
              {framework.publisher}, version {framework.version}. {framework.coverage}{' '}
              <a href={framework.reference} target="_blank" rel="noreferrer">
                The publisher's page
              </a>
            </span>
          </>
        }
      />
      <div className={bar.bar}>
        <SearchBox
          value={search.q}
          label="Filter requirements"
          onChange={(q) => void navigate({ search: (old) => ({ ...old, q }), replace: true })}
        />
        <StatusFilter
          counts={framework.requirementCounts}
          chosen={search.status}
          toggle={(status) =>
            void navigate({
              search: (old) => ({ ...old, status: toggled(old.status, status) }),
              replace: true,
            })
          }
        />
        <CsvButton name={framework.frameworkId} columns={CSV} rows={async () => shown} />
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No requirement matches these filters">
          <Link to="/frameworks/$id" params={{ id: framework.frameworkId }}>
            Show all requirements
          </Link>
        </EmptyState>
      ) : (
        <div className={classes.list}>
          {sectionsOf(shown).map(([title, requirements]) => (
            <section key={title}>
              <h2 className={classes.section}>{title}</h2>
              {requirements.map((requirement) => (
                <Requirement
                  key={requirement.requirementId}
                  framework={framework.frameworkId}
                  requirement={requirement}
                />
              ))}
            </section>
          ))}
        </div>
      )}
    </>
  )
}

function headline({ title, version, score, requirementCounts }: FrameworkView): string {
  const failing = requirementCounts.find(({ status }) => status === 'FAIL')?.count ?? 0
  const said = failing === 0 ? 'no requirement fails' : `${plural(failing, 'requirement')} fail`
  return `${title} ${version}: ${said}, score ${scoreText(score)}`
}

function sectionsOf(requirements: readonly RequirementRow[]): readonly [string, readonly RequirementRow[]][] {
  const sections = new Map<string, RequirementRow[]>()
  for (const requirement of requirements) {
    const { sectionId, title } = requirement.section
    const heading = sectionId === title ? title : `${sectionId} ${title}`
    sections.set(heading, [...(sections.get(heading) ?? []), requirement])
  }
  return [...sections]
}
