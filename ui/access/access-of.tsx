import { useConnection } from '../graphql/use-connection.ts'
import { useScope } from '../shell/scope.ts'
import { AccessEntry } from './access-entry.tsx'
import { AccessList, AskSection } from './access-list.tsx'
import { accessOfQuery } from './query.ts'

/** All that an identity can get at, each with the statement that says so. */
export function AccessOf({ principal }: { principal: string }) {
  return (
    <AskSection title="What can this do" aside="by its policies, step by step" ask="Ask the policies">
      <Accesses principal={principal} />
    </AskSection>
  )
}

function Accesses({ principal }: { principal: string }) {
  const { scan } = useScope()
  const list = useConnection(accessOfQuery, { principal, scan, first: 20 }, (data) => data.accessOf)
  return (
    <AccessList
      list={list}
      waitingFor="Reading what its policies allow"
      none="Its policies, as far as they were read, lead to nothing an attacker would want."
      row={(entry, place) => (
        <AccessEntry
          // One resource may come several times, by different statements.
          key={`${place} ${entry.kind} ${entry.resource.resourceId}`}
          resource={entry.resource}
          words={entry.kind}
          conditions={entry.conditions}
          evidence={entry.evidence}
        />
      )}
    />
  )
}
