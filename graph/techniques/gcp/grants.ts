import { DATA_GRANTS, IDENTITY_GRANTS, SCOPE_GRANTS } from '../../access/gcp/grants.ts'
import { ALLOWED } from '../../likelihood.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { CloudEntry } from '../catalogue.ts'

/** Techniques that are one permission; graph/access/gcp draws their edges. Here stands what the catalogue says of them. */
export const listGrantTechniques = (): readonly CloudEntry[] =>
  [...DATA_GRANTS, ...IDENTITY_GRANTS, ...SCOPE_GRANTS].flatMap((grant) =>
    grant.technique === null
      ? []
      : [
          {
            id: grant.technique,
            title: grant.title,
            service: grant.technique,
            category: 'principal-access',
            edge: grant.edge,
            attack: grant.attack,
            likelihood: grant.likelihood ?? ALLOWED,
            needs: {
              self: [grant.permission, ...(grant.also ?? [])],
              target: [`a ${(NODE_KINDS.get(grant.kind)?.title ?? grant.kind).toLowerCase()}`],
              world: ['no deny policy and no access boundary takes it away'],
            },
            references: [grant.reference],
          },
        ],
  )
