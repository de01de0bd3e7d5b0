import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../graphql/use-connection.ts'
import { integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'

/** A question that is costly to answer: asked when somebody wants to know. */
export function AskSection({
  title,
  aside,
  ask,
  children,
}: {
  title: string
  aside: string
  ask: string
  children: ReactNode
}) {
  const [asked, setAsked] = useState(false)
  return (
    <Section title={title} aside={<span className="soft">{aside}</span>}>
      {asked ? (
        children
      ) : (
        <Button size="xs" variant="default" onClick={() => setAsked(true)}>
          {ask}
        </Button>
      )}
    </Section>
  )
}

/** Rows of an answer, a page at a time. */
export function AccessList<Data, Row>({
  list,
  waitingFor,
  none,
  row,
}: {
  list: Connection<Data, Row>
  waitingFor: string
  none: string
  row: (each: Row, place: number) => ReactNode
}) {
  if (list.error !== undefined) return <ErrorState error={list.error} retry={list.retry} />
  if (list.totalCount === undefined) return <LoadingRows rows={4} waitingFor={waitingFor} />
  if (list.totalCount === 0) return <p className="soft">{none}</p>
  return (
    <>
      <ul>{list.rows.map((each, place) => row(each, place))}</ul>
      {list.rows.length < list.totalCount && (
        <Button size="compact-sm" variant="subtle" onClick={list.more}>
          More: {integer(list.rows.length)} of {integer(list.totalCount)} shown
        </Button>
      )}
    </>
  )
}
