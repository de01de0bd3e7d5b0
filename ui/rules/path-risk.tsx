import { useQuery } from 'urql'
import { plural } from '../parts/format.ts'
import { WorkingRows } from '../parts/working.tsx'
import { pathRiskQuery } from './query.ts'
import { riskWords } from './risk-words.ts'

/** What attack paths would lose if everything that fails the rule passed; asked for apart, because it takes long. */
export function PathRisk({ id }: { readonly id: string }) {
  const [{ data, error }] = useQuery({ query: pathRiskQuery, variables: { id } })
  const risk = data?.rule?.pathRisk
  return (
    <section>
      <h2>What passing is worth</h2>
      {error !== undefined && (
        <p className="soft" role="status">
          It could not be reckoned:{' '}
          {error.graphQLErrors.map(({ message }) => message).join(' · ') || 'no answer'}
        </p>
      )}
      {error === undefined && risk === undefined && (
        <WorkingRows rows={2} waitingFor="Mending all that fails in a copy of the estate" />
      )}
      {risk !== undefined && <p>{riskWords(risk)}</p>}
      {risk !== undefined && risk.removed !== null && (
        <p className="soft">
          {plural(risk.closedPaths ?? 0, 'attack path')} closed, {risk.openedPaths ?? 0} opened
        </p>
      )}
      {risk !== undefined && risk.unknown.length > 0 && (
        <ul className="soft">
          {risk.unknown.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
