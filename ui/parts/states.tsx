import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'
import classes from './states.module.css'

/** Says why there is nothing and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.state} role="status">
      <h2>{title}</h2>
      {children !== undefined && <div className="soft">{children}</div>}
    </div>
  )
}

/** By the code of what was refused. */
const TITLES: { readonly [code: string]: string } = {
  TIMEOUT: 'This takes longer than the service waits',
  UNAVAILABLE: 'The service cannot answer this right now',
}

function explain(error: CombinedError): { title: string; detail: string } {
  if (error.networkError !== undefined)
    return {
      title: 'The service does not answer',
      detail: 'Is `chokepoint serve` still running? What you see may be out of date.',
    }
  const detail = error.graphQLErrors.map((each) => each.message).join(' · ')
  const code = error.graphQLErrors[0]?.extensions.code
  return { title: TITLES[String(code)] ?? 'The service could not answer this', detail }
}

export function ErrorState({ error, retry }: { error: CombinedError; retry?: (() => void) | undefined }) {
  const { title, detail } = explain(error)
  return (
    <div className={classes.state} role="alert">
      <h2>{title}</h2>
      <div className="soft">{detail}</div>
      {retry !== undefined && (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}

const WIDTHS = ['92%', '78%', '85%', '64%', '88%', '71%'] as const

/** Grey lines where rows will be; `waitingFor` is read out, and shown when it takes long. */
export function LoadingRows({
  rows = 8,
  waitingFor,
  progress,
}: {
  rows?: number
  waitingFor: string
  progress?: string | undefined
}) {
  return (
    <div className={classes.loading} aria-busy="true">
      <div className={classes.waiting}>
        <span role="status">{waitingFor}</span>
        {progress !== undefined && <span>: {progress}</span>}
      </div>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={index} height={14} width={WIDTHS[index % WIDTHS.length]} radius={3} />
      ))}
    </div>
  )
}
