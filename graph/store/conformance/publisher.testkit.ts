import { snapshotOf } from '../../snapshot/arbitrary.testkit.ts'
import type { Snapshot } from '../../snapshot/records.ts'
import { openStore } from '../open.ts'
import { edge, node } from './subject.testkit.ts'

/** A process that publishes two estates by turns until it is killed: `publisher URI`. */
export const ESTATE_SIZE = 1500

export const estate = (name: 'left' | 'right'): Snapshot => {
  const ids = Array.from(
    { length: ESTATE_SIZE },
    (_, at) => `user-${name === 'left' ? at : at + ESTATE_SIZE / 2}`,
  )
  return snapshotOf(
    ids.map((id) => node('AwsIamUser', id, { name })),
    ids.map((id, at) =>
      edge(id, 'CAN_ASSUME', ids[(at + 1) % ESTATE_SIZE] ?? id, { technique: name }, 'iam-001'),
    ),
  )
}

if (process.argv[1]?.includes('publisher.testkit')) {
  const store = await openStore(process.argv[2] ?? '')
  for (let at = 0; ; at += 1) {
    const snapshot = estate(at % 2 === 0 ? 'right' : 'left')
    const scan = { id: `${process.pid}-${at}`, startedAt: '', source: 'publisher' }
    const token = await store.writeToken()
    process.stdout.write('publishing\n')
    await store.publish({ scan, snapshot, token })
  }
}
