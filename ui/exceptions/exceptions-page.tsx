import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMutation, useQuery } from 'urql'
import bar from '../filters/filters.module.css'
import { CsvButton } from '../parts/csv-button.tsx'
import { enumWords, plural } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { knownValues, toggled } from '../shell/search-params.ts'
import classes from './exceptions.module.css'
import { type ExceptionRow, exceptionsQuery, revokeException } from './query.ts'

const STATES = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const

const CSV = [
  { title: 'Id', value: (row: ExceptionRow) => row.exceptionId },
  { title: 'State', value: (row: ExceptionRow) => enumWords(row.state) },
  { title: 'Covers', value: (row: ExceptionRow) => coverOf(row) },
  { title: 'Reason', value: (row: ExceptionRow) => row.reason },
  { title: 'Author', value: (row: ExceptionRow) => row.author },
  { title: 'Created', value: (row: ExceptionRow) => row.createdAt },
  { title: 'Expires', value: (row: ExceptionRow) => row.expiresAt },
  { title: 'Findings', value: (row: ExceptionRow) => row.findings.totalCount },
]

/** What do we live with, who decided so, and until when? */
export function ExceptionsPage() {
  const search = useSearch({ from: '/exceptions' })
  const navigate = useNavigate({ from: '/exceptions' })
  const states = knownValues(STATES, search.state) ?? null
  const [{ data, error }, retry] = useQuery({ query: exceptionsQuery, variables: { states } })
  useTitle('Exceptions')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={8} waitingFor="Reading the exceptions" />
  const { nodes, totalCount } = data.exceptions
  const covered = nodes.reduce((sum, { findings }) => sum + findings.totalCount, 0)
  const mayEdit = data.service.caller.role !== 'viewer'
  return (
    <>
      <PageHeader
        title={
          totalCount === 0
            ? 'No exceptions'
            : `${plural(totalCount, 'exception')}, ${plural(covered, 'finding')} excepted`
        }
        detail="An exception keeps the facts it was decided on. When one of them changes, what it covered is open again."
      />
      <div className={bar.bar}>
        <fieldset className={bar.severities}>
          <legend className="skip">State</legend>
          {STATES.map((state) => (
            <button
              key={state}
              type="button"
              className={bar.severity}
              aria-pressed={search.state?.includes(state) ?? false}
              onClick={() =>
                void navigate({
                  search: (old) => ({ ...old, state: toggled(old.state, state) }),
                  replace: true,
                })
              }
            >
              {enumWords(state)}
            </button>
          ))}
        </fieldset>
        {totalCount > 0 && <CsvButton name="exceptions" columns={CSV} rows={async () => nodes} />}
      </div>
      {totalCount === 0 ? (
        <EmptyState title={states === null ? 'Nothing is excepted' : 'No exception is in this state'}>
          A finding's page has “Except it”; <code>chokepoint exceptions add</code> does the same.{' '}
          <Link to="/findings">All findings</Link>
        </EmptyState>
      ) : (
        <div className={classes.list}>
          <div className={`${classes.row} ${classes.head}`} aria-hidden>
            <span>Covers</span>
            <span>Reason</span>
            <span>Decided</span>
            <span>Findings</span>
            <span />
          </div>
          {nodes.map((exception) => (
            <Row
              key={exception.exceptionId}
              exception={exception}
              mayEdit={mayEdit}
              reload={() => retry({ requestPolicy: 'network-only' })}
            />
          ))}
        </div>
      )}
    </>
  )
}

function Row({
  exception,
  mayEdit,
  reload,
}: {
  exception: ExceptionRow
  mayEdit: boolean
  reload: () => void
}) {
  const [{ fetching, error }, revoke] = useMutation(revokeException)
  const end = async () => {
    if ((await revoke({ id: exception.exceptionId })).error === undefined) reload()
  }
  return (
    <article className={classes.row} aria-label={coverOf(exception)}>
      <p>
        {coverOf(exception)}
        <span className={`${classes.premise} soft`}>
          {exception.premise.length === 0
            ? ' whatever changes'
            : ` while ${exception.premise.join(', ')} stay as they are`}
        </span>
      </p>
      <p>{exception.reason}</p>
      <p className="soft">
        {exception.author}, <Moment at={exception.createdAt} />
        <br />
        <Ending exception={exception} />
      </p>
      <span>
        {exception.findings.totalCount === 0 ? (
          <span className="soft">none now</span>
        ) : (
          <Link to="/findings" search={{ status: ['EXCEPTED'], exception: exception.exceptionId }}>
            {plural(exception.findings.totalCount, 'finding')}
          </Link>
        )}
      </span>
      <span>
        {exception.state === 'ACTIVE' && mayEdit && (
          <Button size="xs" variant="default" disabled={fetching} onClick={() => void end()}>
            Revoke
          </Button>
        )}
        {error !== undefined && <span role="alert">Not revoked: {error.message}</span>}
      </span>
    </article>
  )
}

function Ending({ exception: { state, expiresAt, revokedAt, revokedBy } }: { exception: ExceptionRow }) {
  if (revokedAt !== null)
    return (
      <>
        revoked by {revokedBy}, <Moment at={revokedAt} />
      </>
    )
  if (expiresAt === null) return 'never expires'
  return (
    <>
      {state === 'EXPIRED' ? 'expired' : 'expires'} <Moment at={expiresAt} />
    </>
  )
}

function coverOf({ finding, rule, resource, tag, account, findings }: ExceptionRow): string {
  const one = findings.nodes.find(({ findingId }) => findingId === finding)

  const parts = [
    finding === null
      ? null
      : one === undefined
        ? `finding ${finding}`
        : `“${one.rule.title}” on ${one.subject.name}`,
    rule === null ? null : `“${rule.title}”`,
    resource === null ? null : `on ${resource}`,
    tag === null ? null : `tagged ${tag}`,
    account === null ? null : `in account ${account}`,
  ]
  return parts.filter((part) => part !== null).join(' ')
}
