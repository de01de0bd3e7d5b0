import type { ResultOf } from '../graphql/graphql.ts'
import remediation from '../remediation/remediation.module.css'
import type { ruleQuery } from './query.ts'

type Tests = NonNullable<ResultOf<typeof ruleQuery>['rule']>['tests']

/** The rule's own tests: what it finds, and what it only nearly does. */
export function RuleTests({ tests }: { tests: Tests }) {
  return (
    <section>
      <h2>Tests</h2>
      {tests.map((test) => (
        <details key={test.name}>
          <summary>
            {test.name} <span className="soft">{expected(test)}</span>
          </summary>
          <div className={remediation.panel}>
            <pre>{JSON.stringify({ nodes: test.nodes, relationships: test.relationships }, null, 2)}</pre>
          </div>
        </details>
      ))}
    </section>
  )
}

function expected({ finds, notEvaluated }: Tests[number]): string {
  if (finds.length > 0) return `finds ${finds.join(', ')}`
  return notEvaluated.length > 0 ? `leaves ${notEvaluated.join(', ')} open` : 'finds nothing'
}
