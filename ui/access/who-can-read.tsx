import { useConnection } from '../graphql/use-connection.ts'
import type { StepEvidence } from '../path/query.ts'
import { useScope } from '../shell/scope.ts'
import { AccessEntry } from './access-entry.tsx'
import { AccessList, AskSection } from './access-list.tsx'
import { type Reader, whoCanQuery } from './query.ts'
import { readAction } from './read-action.ts'

/** Everybody who can read what a resource holds, each with the statement that says so. */
export function WhoCanRead({ resource }: { resource: { kind: string; resourceId: string } }) {
  const question = readAction(resource)
  if (question === undefined) return null
  return (
    <AskSection title="Who can read this" aside={question.action} ask="Ask the policies">
      <Readers {...question} />
    </AskSection>
  )
}

function Readers(question: { action: string; resource: string }) {
  const { scan } = useScope()
  const list = useConnection(whoCanQuery, { ...question, scan, first: 20 }, (data) => data.whoCan)
  return (
    <AccessList
      list={list}
      waitingFor="Evaluating the policies of every identity"
      none="No identity that was read may; what was not read may hold more."
      row={(reader) =>
        reader.principal.resourceId === OTHERS ? (
          <Others key={OTHERS} conditions={reader.conditions} />
        ) : (
          <AccessEntry
            key={reader.principal.resourceId}
            resource={reader.principal}
            words={reader.decision === 'ALLOWED' ? 'allowed' : 'perhaps'}
            conditions={reader.conditions}
            evidence={reader.statements.map(toEvidence)}
          />
        )
      }
    />
  )
}

/** Whoever is not listed. */
const OTHERS = '*'

/** What was not read, and may let in others than those who are told. */
const Others = ({ conditions }: { conditions: Reader['conditions'] }) => (
  <li className="soft">
    Perhaps others, by what was not read: {conditions.map(({ detail }) => detail).join('; ')}
  </li>
)

const toEvidence = ({ statement, sid, evidence }: Reader['statements'][number]): StepEvidence => ({
  ...evidence,
  statement: sid ?? String(statement),
})
