import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from 'urql'
import fixes from '../fixes/fixes.module.css'
import { plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import prose from '../parts/prose.module.css'
import { ResourceLink } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { ErrorState } from '../parts/states.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import { type Guardrail, guardrailQuery } from './query.ts'
import { outcomeInWords, typeInWords } from './words.ts'

/** One guardrail: what it stops, what would open, and what has nothing else to protect it. */
export function GuardrailPanel({ guardrail, close }: { guardrail: Guardrail; close: () => void }) {
  const { control, holdsBack } = guardrail
  return (
    <aside className={fixes.panel} aria-label="Guardrail">
      <ActionIcon
        className={fixes.close}
        variant="subtle"
        color="gray"
        aria-label="Close"
        title="Close (Esc)"
        onClick={close}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
      <h2>{control.name}</h2>
      <div className={fixes.target}>
        <span className="soft">{typeInWords(guardrail.type)}</span>
        <Identifier id={control.resourceId} limit={46} />
      </div>
      <p>{guardrail.detail}</p>
      <p>
        It stops {plural(holdsBack, 'attack edge')}. {outcomeInWords(guardrail)}
      </p>
      <Opened guardrail={guardrail} />
    </aside>
  )
}

function Opened({ guardrail: { id, opensPaths, verified } }: { guardrail: Guardrail }) {
  const { scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: guardrailQuery, variables: { id, scan } })
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  const found = data?.guardrail
  if (found?.id !== id) return <WorkingRows rows={5} waitingFor="Reading what opens without it" />
  const { protects, opens } = found
  return (
    <>
      <section>
        <h3>What it alone protects</h3>
        {protects.length === 0 && (
          <p className="soft">Every target it guards is reached or guarded otherwise.</p>
        )}
        <ul className={prose.paths}>
          {protects.map((target) => (
            <li key={target.resourceId}>
              <ResourceLink resource={target} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>What opens without it</h3>
        {opens.length === 0 && <p className="soft">{verified ? 'No attack path.' : 'It was not tried.'}</p>}
        {/* They are in no scan, so there is no page to lead to. */}
        <ul className={prose.paths}>
          {opens.map((path) => (
            <li key={path.pathId}>
              <SeverityBadge severity={path.severity} />
              <span>{path.title}</span>
            </li>
          ))}
        </ul>
        {opensPaths > opens.length && (
          <p className="soft">and {plural(opensPaths - opens.length, 'more path')}</p>
        )}
      </section>
    </>
  )
}
