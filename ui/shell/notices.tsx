import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '../graphql/graphql.ts'
import { useScope } from './scope.ts'
import classes from './shell.module.css'

const serviceQuery = graphql(`
  query Service {
    service {
      busy
      warnings
    }
  }
`)

/** What puts everything below into another light: an old scan, one that is still being read, a warning. */
export function Notices() {
  const { scan } = useScope()
  const [{ data }] = useQuery({ query: serviceQuery })
  const warnings = data?.service.warnings ?? []
  return (
    <>
      {scan !== null && (
        <p className={classes.notice}>
          You are looking at an earlier scan.{' '}
          <Link to="." search={(old) => ({ ...old, scan: undefined })}>
            Back to the latest
          </Link>
        </p>
      )}
      {data?.service.busy === true && (
        <p className={classes.notice}>A new scan is being read; what you see is the one before.</p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={classes.notice}>
          {warning}
        </p>
      ))}
    </>
  )
}
