import { ChangeError } from '../../graph/paths/changes/change.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import type { NodeRecord } from '../../graph/snapshot/records.ts'
import { defineType } from '../define-type.ts'
import type { ProvenanceModel } from '../models.ts'

/** Names of resources lead to others: the policy of a statement to its role, and no further. */
const MOST_ROUNDS = 3

/** The one thing to edit so that an attack edge goes away. */
export const provenance = defineType({
  sdl: /* GraphQL */ `
    type Provenance {
      id: ID!
      type: String!
      "As simulate takes it."
      edit: JSON!
      "The edit in words, as the title of a fix says it; null when this version cannot make it."
      title: String
    }
  `,
  resolvers: {
    Provenance: {
      id: ({ provenance: { id } }) => id,
      type: ({ provenance: { type } }) => type,
      edit: ({ provenance: { edit } }) => edit,
      title: titleOf,
    },
  },
})

/** Words are made of the resources that they name, which are read as they are asked for. */
async function titleOf({ view, provenance: { edit } }: ProvenanceModel): Promise<string | null> {
  const known = new Map<string, NodeRecord | undefined>()
  for (let round = 0; ; round += 1) {
    const asked = new Set<string>()
    const title = inWords(edit, (id) => {
      if (!known.has(id)) asked.add(id)
      return known.get(id)
    })
    if (asked.size === 0 || round === MOST_ROUNDS) return title
    const nodes = await Promise.all([...asked].map((id) => view.node.load(id)))
    for (const [at, id] of [...asked].entries()) known.set(id, nodes[at] ?? undefined)
  }
}

function inWords(edit: unknown, lookup: (id: string) => NodeRecord | undefined): string | null {
  try {
    return readChange(edit).instructions(lookup).title
  } catch (error) {
    if (error instanceof ChangeError) return null
    throw error
  }
}
