import type { Scan } from '../../graph/store/port.ts'

/** How long a resolved finding stays listed; the scans that had it keep it anyway. */
const RESOLVED_DAYS = 90

/** What was resolved before then is no longer listed, ISO 8601. */
export const resolvedUntil = ({ startedAt }: Pick<Scan, 'startedAt'>): string =>
  new Date(Date.parse(startedAt) - RESOLVED_DAYS * 86_400_000).toISOString()
