import type { GraphStore } from '../graph/store/port.ts'
import type { Control } from '../rules/engine/controls.ts'
import type { Framework } from '../rules/engine/frameworks.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { Caller } from './auth/caller.ts'
import type { PathSearch } from './view/path-search.ts'
import type { Remediation } from './view/remediation.ts'
import type { Views } from './view/views.ts'

/** What the service knows about itself. */
interface ServiceInfo {
  readonly version: string
  readonly store: string
  /** True while an ingest runs in this process. */
  readonly busy: () => boolean
  readonly warnings: readonly string[]
}

/** What requirements are told from. */
export interface Compliance {
  readonly frameworks: ReadonlyMap<string, Framework>
  readonly controls: ReadonlyMap<string, Control>
}

/** What every resolver of one request gets. */
export interface RequestContext {
  readonly views: Views
  readonly caller: Caller
  /** Aborted when the caller hangs up. */
  readonly gone: AbortSignal
  readonly rules: ReadonlyMap<string, Rule>
  /** Read when first asked for. */
  readonly compliance: () => Promise<Compliance>
  readonly service: ServiceInfo
  readonly searchLive: PathSearch
  readonly remediation: Remediation
  /** What people write is put here. */
  readonly store: Pick<GraphStore, 'read' | 'put' | 'keep'>
}
