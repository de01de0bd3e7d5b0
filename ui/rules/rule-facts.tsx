import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { integer } from '../parts/format.ts'
import prose from '../parts/prose.module.css'
import { AttackLink } from '../parts/technique-link.tsx'

interface Rule {
  readonly ruleId: string
  readonly falsePositives: string
  readonly references: readonly string[]
  readonly attack: readonly string[]
  readonly frameworks: readonly string[]
  readonly control: { readonly title: string } | null
  readonly failing: number
  readonly passing: number
}

/** References come from rule files that anyone may write; only web addresses become links. */
const isWebAddress = (text: string) => /^https?:\/\//.test(text)

/** What stands around a rule: who asks for it, how it does elsewhere, when it is wrong. */
export function RuleFacts({ rule, children }: { rule: Rule; children?: ReactNode }) {
  return (
    <aside className={prose.side} aria-label="About the rule">
      {children}
      <section>
        <h2>Rule</h2>
        <Link to="/rules/$id" params={{ id: rule.ruleId }} className="mono">
          {rule.ruleId}
        </Link>
        <p className="soft">
          <Link to="/findings" search={{ rule: [rule.ruleId] }}>
            {integer(rule.failing)} fail
          </Link>
          , {integer(rule.passing)} pass
        </p>
      </section>
      {rule.falsePositives !== '' && (
        <section>
          <h2>When it is wrong</h2>
          <p>{rule.falsePositives}</p>
        </section>
      )}
      {rule.control !== null && (
        <section>
          <h2>Control</h2>
          <p>{rule.control.title}</p>
        </section>
      )}
      <AskedFor requirements={rule.frameworks} />
      {rule.attack.length > 0 && (
        <section>
          <h2>ATT&amp;CK</h2>
          <ul>
            {rule.attack.map((id) => (
              <li key={id}>
                <AttackLink id={id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {rule.references.length > 0 && (
        <section>
          <h2>References</h2>
          <ul>
            {rule.references.map((reference) => (
              <li key={reference}>
                {isWebAddress(reference) ? (
                  <a href={reference} target="_blank" rel="noreferrer">
                    {reference}
                  </a>
                ) : (
                  reference
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

/** Frameworks with the requirements that the rule bears on, each a way to the framework's page. */
function AskedFor({ requirements }: { requirements: readonly string[] }) {
  const byFramework = new Map<string, string[]>()
  for (const requirement of requirements) {
    const [framework = requirement, id = ''] = requirement.split(/:(.*)/s)
    byFramework.set(framework, [...(byFramework.get(framework) ?? []), id])
  }
  if (byFramework.size === 0) return null
  return (
    <section>
      <h2>Asked for by</h2>
      <ul>
        {[...byFramework].map(([framework, ids]) => (
          <li key={framework} className="soft">
            {framework}:{' '}
            {ids.map((id, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <Link to="/frameworks/$id" params={{ id: framework }} search={{ q: id }}>
                  {id}
                </Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
