import { endedPaths, youngerPaths } from '../../queries/changed-paths.ts'
import { causesOf } from '../causes.ts'
import { defineType } from '../define-type.ts'
import { turnover } from '../turnover.ts'

/** Attack paths that came or went between two scans. */
export const pathChange = defineType({
  sdl: /* GraphQL */ `
    type PathChanges {
      since: Scan
      until: Scan
      opened: [PathChange!]!
      closed: [PathChange!]!
    }
    type PathChange {
      path: AttackPath!
      "What was changed between the scans and did it; null when it is not known."
      cause: Change
    }

    extend type Query {
      "Attack paths that are new or gone between two scans, each with the change that did it where it is known."
      pathChanges(since: ID, scan: ID): PathChanges!
    }
  `,
  resolvers: {
    Query: {
      pathChanges: async (_parent, args, { views }) => {
        const until = await views.of(args.scan)
        const since = args.since == null ? await views.before(until) : await views.of(args.since)
        if (since === null) return { since: null, until: until.scan, opened: [], closed: [] }
        const range = { since: since.sequence, until: until.sequence }
        const younger = (await until.read(youngerPaths, range)).map(({ record }) => record)
        const ended = (await until.read(endedPaths, range)).map(({ record }) => record)
        const { opened, closed } = await turnover(until, range, {
          opened: without(younger, ended),
          closed: without(ended, younger),
        })
        const causeOf = await causesOf(until, range, [...opened, ...closed])
        return {
          since: since.scan,
          until: until.scan,
          opened: opened.map((path) => ({ path: { view: until, path }, cause: causeOf(path) })),
          closed: closed.map((path) => ({ path: { view: since, path }, cause: causeOf(path) })),
        }
      },
    },
  },
})

/** A path in both lists only changed its rank. */
function without<T extends { readonly id: string }>(paths: readonly T[], others: readonly T[]): T[] {
  const known = new Set(others.map(({ id }) => id))
  return paths.filter(({ id }) => !known.has(id))
}
