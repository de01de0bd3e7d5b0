import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { integer } from './format.ts'
import { LoadingRows } from './states.tsx'

const workingQuery = graphql(`
  query Working {
    service {
      working {
        what
        done
        of
      }
    }
  }
`)

type Work = NonNullable<ResultOf<typeof workingQuery>['service']['working']>

/** Milliseconds between two looks at how far it is. */
const BETWEEN = 1_000

/** What the service works out now; null for nothing, or not known. */
function useWorking(): Work | null {
  const client = useClient()
  const [work, setWork] = useState<Work | null>(null)
  useEffect(() => {
    const look = async () => {
      const { data } = await client.query(workingQuery, {}, { requestPolicy: 'network-only' }).toPromise()
      setWork(data?.service.working ?? null)
    }
    const timer = setInterval(() => void look(), BETWEEN)
    return () => clearInterval(timer)
  }, [client])
  return work
}

const inWords = ({ what, done, of }: Work): string => `${what}, ${integer(done)} of ${integer(of)}`

/** Rows that wait for fixes or a what-if, which may take long: they say how far it is. */
export function WorkingRows({ rows, waitingFor }: { rows: number; waitingFor: string }) {
  const work = useWorking()
  return (
    <LoadingRows rows={rows} waitingFor={waitingFor} progress={work === null ? undefined : inWords(work)} />
  )
}

/** What is shown is not the last word yet. */
export function StillTrying({ work }: { work: Work | null }) {
  if (work === null) return null
  return (
    <span className="soft" role="note">
      Each is still tried on a copy of the estate ({inWords(work)}); until then its worth is what the graph
      says.
    </span>
  )
}
