import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ExceptionForm } from '../exceptions/exception-form.tsx'
import classes from '../exceptions/exceptions.module.css'
import { Moment } from '../parts/moment.tsx'
import type { FindingDetail } from './query.ts'

/** Whether somebody decided to live with the finding, on what facts; or the way to decide so. */
export function Decision({ finding, reload }: { finding: FindingDetail; reload: () => void }) {
  const [opened, setOpened] = useState(false)
  const { exception, premise } = finding
  if (exception !== null)
    return (
      <section>
        <h2>Excepted</h2>
        <p>{exception.reason}</p>
        <p className="soft">
          {exception.author}
          {exception.expiresAt !== null && (
            <>
              , until <Moment at={exception.expiresAt} />
            </>
          )}{' '}
          <Link to="/exceptions">All exceptions</Link>
        </p>
        {premise.length > 0 && (
          <>
            <p className="soft">Open again when one of these changes:</p>
            <dl className={classes.kept}>
              {premise.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </section>
    )
  if (finding.status !== 'FAIL') return null
  return (
    <section>
      <h2>Decision</h2>
      {opened ? (
        <ExceptionForm
          subject={{
            finding: finding.findingId,
            rule: finding.rule.ruleId,
            resource: finding.subject.resourceId,
            account: finding.account,
          }}
          saved={reload}
        />
      ) : (
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          Except it
        </Button>
      )}
    </section>
  )
}
