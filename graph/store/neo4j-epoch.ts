import { setTimeout as pause } from 'node:timers/promises'
import type { Driver, ManagedTransaction, Session } from 'neo4j-driver'

/**
 * Neo4j reads what is committed at the moment, record by record: a query beside a large commit can see one part of
 * it and miss another. So a publish makes an epoch odd right before it commits and even again after that, and a
 * read that met an odd epoch, or another one at its end, is made again. The epoch is a node of its own: the
 * committing transaction holds locks on all it writes.
 */
const EPOCH = `OPTIONAL MATCH (e:ChokepointEpoch {id: 'epoch'})
  RETURN coalesce(e.value, 0) AS value, timestamp() - coalesce(e.at, 0) AS age`

/** A commit takes less; an epoch that stayed odd longer was left by a process that died at just that moment. */
const LONGEST_COMMIT = 20_000
const PAUSE = 20

export const EPOCH_DEFINITIONS: readonly string[] = [
  'CREATE CONSTRAINT ChokepointEpoch_id IF NOT EXISTS FOR (e:ChokepointEpoch) REQUIRE e.id IS UNIQUE',
]

type Reading<T> = { readonly whole: true; readonly value: T } | { readonly whole: false }

/** Runs `work` in a read transaction that met no commit of a publish half-way; `work` may run several times. */
export async function readWhole<T>(
  session: Session,
  timeout: number,
  work: (tx: ManagedTransaction) => Promise<T>,
): Promise<T> {
  for (;;) {
    const reading = await session.executeRead(
      async (tx): Promise<Reading<T>> => {
        const before = await readEpoch(tx)
        if (isCommitting(before)) return { whole: false }
        const value = await work(tx)
        const after = await readEpoch(tx)
        return after.value === before.value ? { whole: true, value } : { whole: false }
      },
      { timeout },
    )
    if (reading.whole) return reading.value
    await pause(PAUSE)
  }
}

/** Runs `commit` between an odd and an even epoch; `work` is given what to await as its last act. */
export async function commitWhole<T>(
  driver: Driver,
  database: string,
  commit: (beforeCommit: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const move = (parity: 0 | 1) =>
    driver.executeQuery(
      `MERGE (e:ChokepointEpoch {id: 'epoch'})
       ON CREATE SET e.value = 0
       SET e.value = e.value + CASE WHEN e.value % 2 = $parity THEN 0 ELSE 1 END, e.at = timestamp()`,
      { parity: BigInt(parity) },
      database === '' ? {} : { database },
    )
  let moved = false
  try {
    return await commit(async () => {
      moved = true
      await move(1)
    })
  } finally {
    // Left odd, it would only keep readers waiting a while.
    if (moved) await move(0).catch(() => undefined)
  }
}

interface Epoch {
  readonly value: number
  readonly age: number
}

const isCommitting = ({ value, age }: Epoch): boolean => value % 2 === 1 && age < LONGEST_COMMIT

async function readEpoch(tx: ManagedTransaction): Promise<Epoch> {
  const { records } = await tx.run(EPOCH)
  return { value: Number(records[0]?.get('value') ?? 0), age: Number(records[0]?.get('age') ?? 0) }
}
