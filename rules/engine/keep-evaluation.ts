import type { Props } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import type { Evaluation } from './evaluation.ts'
import { postureId, postureRecords } from './posture.ts'
import { storedFinding } from './stored-findings.ts'

/** Stores what an evaluation found, and the posture that follows, as the scan's. */
export async function keepEvaluation(
  store: Pick<GraphStore, 'keep'>,
  scan: Scan,
  { findings, results, among }: Evaluation,
): Promise<void> {
  await store.keep(
    scan,
    'Finding',
    findings.map((finding) => storedFinding(finding, scan)),
    among === null ? null : { property: 'rule', values: among },
  )
  const moved = among && new Set(among)
  await store.keep(
    scan,
    'Posture',
    postureRecords(moved === null ? results : results.filter(({ rule }) => moved.has(rule))).map(plain),
    among === null ? null : { property: 'id', values: among.map(postureId) },
  )
}

/** Plain JSON values of a typed record: what the store keeps. */
const plain = (record: object): Props => JSON.parse(JSON.stringify(record))
