import { ATTACK_KINDS } from '../graph/schema/index.ts'
import type { PathRecord } from '../queries/path-record.ts'
import { changedEdges, changedNodes } from '../queries/turned-over.ts'
import type { View } from './view/view.ts'

interface Range {
  readonly since: number
  readonly until: number
}

/**
 * The paths that really opened or closed between two scans. The list of a scan leaves out paths that do the same as a
 * better one; when that one goes, another is listed in its place, although nobody could do anything new.
 */
export async function turnover(
  view: View,
  range: Range,
  { opened, closed }: { readonly opened: readonly PathRecord[]; readonly closed: readonly PathRecord[] },
): Promise<{ readonly opened: readonly PathRecord[]; readonly closed: readonly PathRecord[] }> {
  if (opened.length + closed.length === 0) return { opened, closed }
  const edges = await view.read(changedEdges, { kinds: [...ATTACK_KINDS], ...range })
  const ids = [...new Set([...opened, ...closed].flatMap((path) => [path.entry, path.target]))]
  const nodes = new Set((await view.read(changedNodes, { ids, ...range })).map(({ id }) => id))
  const touches = (gone: 'added' | 'removed') => {
    const ends = new Set(
      edges.filter(({ op }) => op === gone || op === 'changed').map(({ kind, to }) => endOf(kind, to)),
    )
    return (path: PathRecord): boolean =>
      nodes.has(path.entry) ||
      nodes.has(path.target) ||
      ends.has(endOf('ADMIN_OF', path.target)) ||
      path.steps.some((step) => ends.has(endOf(step.kind, step.to)))
  }
  return { opened: opened.filter(touches('added')), closed: closed.filter(touches('removed')) }
}

const endOf = (kind: string, to: string): string => `${kind} ${to}`
