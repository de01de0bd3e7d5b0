import type { ConditionState, Evidence, Provenance } from '../graph/attack.ts'
import type { BlastRadius, ReachedClass } from '../graph/paths/blast-radius.ts'
import type { ChokePoint } from '../graph/paths/choke-point-list.ts'
import type { Guardrail } from '../graph/paths/guardrails.ts'
import type { AttackPath, AttackStep, Impact, Severity } from '../graph/paths/path.ts'
import type { Fix } from '../graph/paths/ranked-fixes.ts'
import type { NodeClass, RelationshipClass } from '../graph/schema/define.ts'
import type { CoverageState, NodeRecord } from '../graph/snapshot/records.ts'
import type { Scan } from '../graph/store/port.ts'
import type { Progress } from '../graph/turns.ts'
import type { ChangeRecord } from '../queries/change-record.ts'
import type { ExceptionRecord } from '../queries/exceptions.ts'
import type { FindingRecord } from '../queries/finding-record.ts'
import type { FixState, FixStatus } from '../queries/fix-statuses.ts'
import type { CoverageRecord } from '../queries/list-coverage.ts'
import type { PostureQuestion } from '../rules/engine/posture-read.ts'
import type { PostureScope } from '../rules/engine/posture-scope.ts'
import type {
  ControlEvaluation,
  FrameworkEvaluation,
  RequirementEvaluation,
  RequirementStatus,
} from '../rules/engine/requirements.ts'
import type { FindingStatus, Rule, RuleResult } from '../rules/engine/rule.ts'
import type { Connection } from './connection.ts'
import type { RelationshipView } from './view/source.ts'
import type { View } from './view/view.ts'

/** What resolvers hand to one another: a record and the view of the scan it was read from. */
export interface ResourceModel {
  readonly view: View
  readonly node: NodeRecord
}
export interface RelationshipModel {
  readonly view: View
  readonly relationship: RelationshipView
}
export interface EvidenceModel {
  readonly view: View
  readonly evidence: Evidence
}
export interface ProvenanceModel {
  readonly view: View
  readonly provenance: Provenance
}
export interface AttackPathModel {
  readonly view: View
  readonly path: AttackPath
}
export interface AttackStepModel {
  readonly view: View
  readonly step: AttackStep
}
export interface FindingModel {
  readonly view: View
  readonly finding: FindingRecord
}
export interface ExceptionModel {
  readonly view: View
  readonly exception: ExceptionRecord
}
export interface PostureModel {
  readonly view: View
  readonly question: PostureQuestion
  readonly scope: PostureScope
  /** How the rules ended within the scope. */
  readonly results: readonly RuleResult[]
}
/** A finding that began or ended between two scans, and what was changed meanwhile on what it is about. */
export interface FindingTurn {
  readonly finding: FindingModel
  readonly cause: ChangeModel | null
}

/** What moved a score: one rule, the findings of it that turned, and how much higher the score is for it. */
export interface PostureMove {
  readonly rule: string
  readonly effect: number
  readonly opened: readonly FindingTurn[]
  readonly closed: readonly FindingTurn[]
}
export interface PostureMoveModel {
  readonly view: View
  readonly move: PostureMove
}
export interface FrameworkModel {
  readonly view: View
  readonly evaluation: FrameworkEvaluation
}
export interface RequirementModel {
  readonly view: View
  readonly requirement: RequirementEvaluation
}
export interface RequirementControlModel {
  readonly view: View
  readonly control: ControlEvaluation
}
export interface RuleModel {
  readonly view: View
  readonly rule: Rule
}
export interface CoverageModel {
  readonly view: View
  readonly coverage: CoverageRecord
}
export interface ChangeModel {
  readonly view: View
  readonly change: ChangeRecord
}
export interface FixModel {
  readonly view: View
  readonly fix: Fix
  /** What the fixes were ranked under. */
  readonly assume: readonly string[]
  /** Looked up when it is asked for, where the list did not need it. */
  readonly status?: Omit<FixStatus, 'id' | 'updatedAt'> & { readonly updatedAt: string | null }
}
export interface GuardrailModel {
  readonly view: View
  readonly guardrail: Guardrail
}
export interface ChokePointModel {
  readonly view: View
  readonly chokePoint: ChokePoint
}
export interface BlastRadiusModel {
  readonly view: View
  readonly radius: BlastRadius
  readonly assume: readonly string[]
}
export interface ReachedClassModel {
  readonly view: View
  readonly reached: ReachedClass
}
export type { Scan as ScanModel }

export type ResourceConnectionModel = Connection<ResourceModel>
export type FindingConnectionModel = Connection<FindingModel> & { readonly facets: () => Promise<Facets> }
export type AttackPathConnectionModel = Connection<AttackPathModel> & {
  readonly severityCounts: () => Promise<readonly SeverityTally[]>
}
export type ExceptionConnectionModel = Connection<ExceptionModel>
export type RuleConnectionModel = Connection<RuleModel>
export type FixConnectionModel = Connection<FixModel> & {
  readonly risk: number
  readonly pending: Progress | null
}
export type ScanConnectionModel = Connection<Scan>
export type CoverageConnectionModel = Connection<CoverageModel>
export type ChangeConnectionModel = Connection<ChangeModel> & {
  readonly facets: () => Promise<ChangeTallies>
}
export type NeighbourConnectionModel = Omit<Connection<ResourceModel>, 'edges' | 'nodes'> & {
  readonly edges: readonly {
    readonly node: ResourceModel
    readonly cursor: string
    readonly relationship: RelationshipModel
  }[]
}

export interface SeverityTally {
  readonly severity: Severity
  readonly count: number
}
export interface FacetTally {
  readonly value: string
  readonly label: string
  readonly count: number
}
export interface Facets {
  readonly severities: readonly FacetTally[]
  readonly rules: readonly FacetTally[]
  readonly accounts: readonly FacetTally[]
  readonly services: readonly FacetTally[]
  readonly statuses: readonly FacetTally[]
  readonly frameworks: readonly FacetTally[]
}
export interface ChangeTallies {
  readonly kinds: readonly FacetTally[]
  readonly accounts: readonly FacetTally[]
  readonly types: readonly FacetTally[]
}

/** The values behind the schema's enums. */
export type RuleKind = Rule['kind']
export type ChangeType = ChangeRecord['op']
export type ExceptionState = 'active' | 'expired' | 'revoked'
export type Direction = 'out' | 'in' | 'both'
export type FindingOrderField = 'severity' | 'firstSeen' | 'rule' | 'subject'
export type OrderDirection = 'asc' | 'desc'
export type EdgeClass = RelationshipClass
export type {
  ConditionState,
  CoverageState,
  FindingStatus,
  FixState,
  Impact,
  NodeClass,
  RequirementStatus,
  Severity,
}
