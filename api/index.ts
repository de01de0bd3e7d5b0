import { access } from './types/access.ts'
import { attackPath } from './types/attack-path.ts'
import { change } from './types/change.ts'
import { common } from './types/common.ts'
import { coverage } from './types/coverage.ts'
import { evidence } from './types/evidence.ts'
import { exception } from './types/exception.ts'
import { finding } from './types/finding.ts'
import { fix } from './types/fix.ts'
import { framework } from './types/framework.ts'
import { inventory } from './types/inventory.ts'
import { neighbours } from './types/neighbours.ts'
import { node } from './types/node.ts'
import { pathChange } from './types/path-change.ts'
import { posture } from './types/posture.ts'
import { provenance } from './types/provenance.ts'
import { reach } from './types/reach.ts'
import { relationship } from './types/relationship.ts'
import { resource } from './types/resource.ts'
import { rule } from './types/rule.ts'
import { scan } from './types/scan.ts'
import { search } from './types/search.ts'
import { service } from './types/service.ts'
import { whatIf } from './types/what-if.ts'

/** Every module of the schema, in the order in which the printed schema is read. */
export const TYPES = [
  common,
  service,
  node,
  resource,
  neighbours,
  provenance,
  relationship,
  evidence,
  attackPath,
  fix,
  reach,
  whatIf,
  finding,
  exception,
  framework,
  rule,
  scan,
  coverage,
  change,
  pathChange,
  posture,
  inventory,
  access,
  search,
]
