import type { Severity } from './models.ts';
import type { Impact } from './models.ts';
import type { FindingStatus } from './models.ts';
import type { ExceptionState } from './models.ts';
import type { RequirementStatus } from './models.ts';
import type { FixState } from './models.ts';
import type { RuleKind } from './models.ts';
import type { CoverageState } from './models.ts';
import type { ConditionState } from './models.ts';
import type { Direction } from './models.ts';
import type { ChangeType } from './models.ts';
import type { NodeClass } from './models.ts';
import type { EdgeClass } from './models.ts';
import type { FindingOrderField } from './models.ts';
import type { OrderDirection } from './models.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ResourceModel, RelationshipModel, EvidenceModel, ProvenanceModel, AttackPathModel, AttackStepModel, FindingModel, ExceptionModel, FrameworkModel, PostureModel, PostureMoveModel, RequirementModel, RequirementControlModel, RuleModel, ScanModel, CoverageModel, ChangeModel, FixModel, GuardrailModel, ChokePointModel, BlastRadiusModel, ReachedClassModel, ResourceConnectionModel, FindingConnectionModel, ExceptionConnectionModel, AttackPathConnectionModel, RuleConnectionModel, ScanConnectionModel, CoverageConnectionModel, ChangeConnectionModel, FixConnectionModel, NeighbourConnectionModel } from './models.ts';
import type { RequestContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  JSON: { input: unknown; output: unknown; }
  /** ISO 8601 with a time zone. */
  DateTime: { input: string; output: string; }
};

export type { Severity };

export type { Impact };

export type { FindingStatus };

export type { RuleKind };

export type { CoverageState };

export type { ConditionState };

export type { Direction };

export type { ChangeType };

export type { NodeClass };

export type { EdgeClass };

export type { OrderDirection };

export type PageInfo = {
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

export type SeverityCount = {
  readonly severity: Severity;
  readonly count: Scalars['Int']['output'];
};

export type FacetCount = {
  readonly value: Scalars['String']['output'];
  readonly label: Scalars['String']['output'];
  readonly count: Scalars['Int']['output'];
};

export type Service = {
  readonly version: Scalars['String']['output'];
  /** What the store was opened with, without credentials. */
  readonly store: Scalars['String']['output'];
  /** True while an ingest runs in this service. */
  readonly busy: Scalars['Boolean']['output'];
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
  /** What is being worked out for those who wait for fixes and what-ifs; null for nothing. */
  readonly working?: Maybe<Work>;
  /** Whom the service takes the caller for. */
  readonly caller: Caller;
};

export type Work = {
  /** Such as `searching attack paths`. */
  readonly what: Scalars['String']['output'];
  /** So many parts of it. */
  readonly done: Scalars['Int']['output'];
  readonly of: Scalars['Int']['output'];
};

export type Caller = {
  readonly name: Scalars['String']['output'];
  readonly role: Scalars['String']['output'];
};

export type Query = {
  readonly service: Service;
  /** Any object by its opaque id. */
  readonly node?: Maybe<Node>;
  /** A resource by the provider's own id. With `scan`, as it was in that scan. */
  readonly resource?: Maybe<Resource>;
  readonly resources: ResourceConnection;
  readonly attackPaths: AttackPathConnection;
  /** A path of the scan; with `from`, `to` or `assume` one that is searched for live. */
  readonly attackPath?: Maybe<AttackPath>;
  /** By verified risk removed. With `early` it does not wait until each was tried on a copy of the estate, but tells what the graph alone says. */
  readonly fixes: FixConnection;
  /** By the risk that ends with them. */
  readonly chokePoints: ReadonlyArray<ChokePoint>;
  /** What an attacker who holds this resource can get to. */
  readonly blastRadius: BlastRadius;
  /** Makes the changes in a copy of the facts and derives again; nothing is stored. */
  readonly simulate: Simulation;
  /** Controls by the risk that opens when they go away. */
  readonly guardrails: ReadonlyArray<Guardrail>;
  readonly guardrail?: Maybe<Guardrail>;
  readonly findings: FindingConnection;
  readonly finding?: Maybe<Finding>;
  /** The newest first. */
  readonly exceptions: ExceptionConnection;
  readonly exception?: Maybe<Exception>;
  /** `scope` is an account or what lies above several; without it, everything. */
  readonly frameworks: ReadonlyArray<Framework>;
  readonly framework?: Maybe<Framework>;
  /** By severity, then id. */
  readonly rules: RuleConnection;
  readonly rule?: Maybe<Rule>;
  readonly scans: ScanConnection;
  /** The newest complete scan; null while the store is empty. */
  readonly currentScan?: Maybe<Scan>;
  /** Partitions, those that could not be read first. */
  readonly coverage: CoverageConnection;
  readonly coverageSummary: CoverageSummary;
  /** What changed after scan `since` (default: the one before `scan`) up to `scan`. */
  readonly changes: ChangeConnection;
  /** Attack paths that are new or gone between two scans, each with the change that did it where it is known. */
  readonly pathChanges: PathChanges;
  /** `scope` is an account, or what lies above several; `service` such as aws/s3. Without them, everything. */
  readonly posture: Posture;
  /** Oldest first. */
  readonly postureHistory: ReadonlyArray<PosturePoint>;
  readonly accounts: ReadonlyArray<Account>;
  readonly kinds: ReadonlyArray<KindCount>;
  /** The canvas: these resources and what lies between them, of all relationship kinds or of some. At most 300 resources. */
  readonly subgraph: Subgraph;
  /**
   * May this principal do this? It is asked of the cloud of the resource; a principal of another one answers as the
   * identity there that it can sign in as. `context` holds what is known of a request to AWS: condition key to value or
   * values.
   */
  readonly canPrincipal: AccessDecision;
  /**
   * Every identity that may do the action on the resource, surely or perhaps: those that were read, anyone without a
   * login (`Internet`), and whom the resource's policy names elsewhere. The principal `*`, at the end, stands for
   * whoever is not listed: its conditions tell what was not read and may let them in.
   */
  readonly whoCan: PrincipalConnection;
  /** What a principal can get at. */
  readonly accessOf: AccessConnection;
  /** Everything the search palette finds, best first, at most `first` of each type. */
  readonly search: ReadonlyArray<SearchHit>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryResourceArgs = {
  id: Scalars['ID']['input'];
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryResourcesArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  classes?: InputMaybe<ReadonlyArray<NodeClass>>;
  tags?: InputMaybe<ReadonlyArray<TagInput>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryAttackPathsArgs = {
  filter?: InputMaybe<AttackPathFilter>;
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryAttackPathArgs = {
  id: Scalars['ID']['input'];
  from?: InputMaybe<Scalars['ID']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryFixesArgs = {
  filter?: InputMaybe<FixFilter>;
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
  early?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryChokePointsArgs = {
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryBlastRadiusArgs = {
  id: Scalars['ID']['input'];
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySimulateArgs = {
  changes: ReadonlyArray<ChangeInput>;
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryGuardrailsArgs = {
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryGuardrailArgs = {
  id: Scalars['ID']['input'];
  assume?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryFindingsArgs = {
  filter?: InputMaybe<FindingFilter>;
  orderBy?: InputMaybe<FindingOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryFindingArgs = {
  id: Scalars['ID']['input'];
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryExceptionsArgs = {
  states?: InputMaybe<ReadonlyArray<ExceptionState>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryExceptionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFrameworksArgs = {
  scope?: InputMaybe<Scalars['ID']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryFrameworkArgs = {
  id: Scalars['ID']['input'];
  scope?: InputMaybe<Scalars['ID']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRulesArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<RuleKind>;
  severity?: InputMaybe<Severity>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRuleArgs = {
  id: Scalars['ID']['input'];
};


export type QueryScansArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCoverageArgs = {
  states?: InputMaybe<ReadonlyArray<CoverageState>>;
  accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCoverageSummaryArgs = {
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryChangesArgs = {
  since?: InputMaybe<Scalars['ID']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  types?: InputMaybe<ReadonlyArray<ChangeType>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPathChangesArgs = {
  since?: InputMaybe<Scalars['ID']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPostureArgs = {
  scope?: InputMaybe<Scalars['ID']['input']>;
  framework?: InputMaybe<Scalars['ID']['input']>;
  service?: InputMaybe<Scalars['ID']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPostureHistoryArgs = {
  scope?: InputMaybe<Scalars['ID']['input']>;
  framework?: InputMaybe<Scalars['ID']['input']>;
  service?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySubgraphArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCanPrincipalArgs = {
  principal: Scalars['ID']['input'];
  action: Scalars['String']['input'];
  resource: Scalars['ID']['input'];
  context?: InputMaybe<Scalars['JSON']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryWhoCanArgs = {
  action: Scalars['String']['input'];
  resource: Scalars['ID']['input'];
  context?: InputMaybe<Scalars['JSON']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryAccessOfArgs = {
  principal: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  scan?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySearchArgs = {
  text: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type Tag = {
  readonly key: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

export type Resource = Node & {
  readonly id: Scalars['ID']['output'];
  /** The provider's own id: what `resource(id:)` takes. */
  readonly resourceId: Scalars['ID']['output'];
  readonly kind: Scalars['String']['output'];
  /** The kind for people: S3 bucket. */
  readonly kindTitle: Scalars['String']['output'];
  readonly class: NodeClass;
  readonly name: Scalars['String']['output'];
  readonly provider: Scalars['String']['output'];
  readonly account?: Maybe<Scalars['ID']['output']>;
  readonly region?: Maybe<Scalars['String']['output']>;
  readonly tags: ReadonlyArray<Tag>;
  readonly properties: Scalars['JSON']['output'];
  /** INTERNET, INTERNAL, or null when it was not computed. */
  readonly exposure?: Maybe<Scalars['String']['output']>;
  readonly sensitivity?: Maybe<Severity>;
  /** Effective administrator of its account. */
  readonly isAdmin: Scalars['Boolean']['output'];
  /** Something refers to it, but it was not collected. */
  readonly stub: Scalars['Boolean']['output'];
  /** Carried forward from an earlier scan; its partition could not be read. */
  readonly stale: Scalars['Boolean']['output'];
  readonly staleSince?: Maybe<Scalars['DateTime']['output']>;
  /** Worst severity of its open findings. */
  readonly worstFinding?: Maybe<Severity>;
  readonly findingCount: Scalars['Int']['output'];
  readonly findings: FindingConnection;
  readonly attackPaths: AttackPathConnection;
  readonly history: ChangeConnection;
  /** By relationship kind, then name; outgoing ones first. */
  readonly neighbours: NeighbourConnection;
  readonly neighbourCounts: ReadonlyArray<NeighbourCount>;
};


export type ResourceFindingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ResourceAttackPathsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ResourceHistoryArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ResourceNeighboursArgs = {
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<Direction>;
  neighbourKinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type ResourceConnection = {
  readonly edges: ReadonlyArray<ResourceEdge>;
  readonly nodes: ReadonlyArray<Resource>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ResourceEdge = {
  readonly node: Resource;
  readonly cursor: Scalars['String']['output'];
};

export type TagInput = {
  readonly key: Scalars['String']['input'];
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** One relationship kind, direction and kind of neighbour, counted. */
export type NeighbourCount = {
  readonly relationship: Scalars['String']['output'];
  readonly verb: Scalars['String']['output'];
  readonly class: EdgeClass;
  readonly direction: Direction;
  readonly neighbourKind: Scalars['String']['output'];
  readonly neighbourKindTitle: Scalars['String']['output'];
  readonly count: Scalars['Int']['output'];
};

export type NeighbourConnection = {
  readonly edges: ReadonlyArray<NeighbourEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type NeighbourEdge = {
  readonly node: Resource;
  readonly cursor: Scalars['String']['output'];
  readonly relationship: Relationship;
};

export type Provenance = {
  readonly id: Scalars['ID']['output'];
  readonly type: Scalars['String']['output'];
  /** As simulate takes it. */
  readonly edit: Scalars['JSON']['output'];
  /** The edit in words, as the title of a fix says it; null when this version cannot make it. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

export type Relationship = {
  readonly id: Scalars['ID']['output'];
  readonly from: Scalars['ID']['output'];
  readonly to: Scalars['ID']['output'];
  readonly kind: Scalars['String']['output'];
  readonly verb: Scalars['String']['output'];
  readonly class: EdgeClass;
  readonly technique?: Maybe<Scalars['String']['output']>;
  readonly attack: ReadonlyArray<Scalars['String']['output']>;
  readonly likelihood?: Maybe<Scalars['Float']['output']>;
  readonly conditions: ReadonlyArray<Condition>;
  readonly evidence: ReadonlyArray<Evidence>;
  readonly provenance?: Maybe<Provenance>;
  readonly properties: Scalars['JSON']['output'];
};

export type Condition = {
  readonly key: Scalars['String']['output'];
  readonly state: ConditionState;
  readonly detail: Scalars['String']['output'];
};

export type Evidence = {
  readonly type: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly statement?: Maybe<Scalars['String']['output']>;
  readonly detail: Scalars['String']['output'];
  /** The policy document, route table, group or ACL it is about, as JSON; null when it is not stored. */
  readonly document?: Maybe<Scalars['JSON']['output']>;
};

export type AttackPath = Node & {
  readonly id: Scalars['ID']['output'];
  /** The id the command line prints. */
  readonly pathId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly severity: Severity;
  readonly likelihood: Scalars['Float']['output'];
  readonly impact: Impact;
  readonly entry: Resource;
  /** Why an attacker may stand there. */
  readonly entryReason: Scalars['String']['output'];
  readonly target: Resource;
  /** Why losing it counts. */
  readonly targetReason: Scalars['String']['output'];
  /** True when the target is effective administrator of an account. */
  readonly targetIsAdmin: Scalars['Boolean']['output'];
  readonly techniques: ReadonlyArray<Scalars['String']['output']>;
  readonly steps: ReadonlyArray<AttackStep>;
  readonly hops: Scalars['Int']['output'];
  /** How many more paths do the same, from a like entry or over interchangeable resources. */
  readonly similar: Scalars['Int']['output'];
  /** Entries of those paths. */
  readonly alike: ReadonlyArray<Resource>;
  /** Why it ranks where it does, one line a factor. */
  readonly explanation: ReadonlyArray<ExplanationFactor>;
  /** Fixes that break it, by the risk they remove. */
  readonly fixes: ReadonlyArray<Fix>;
  readonly firstSeen: Scalars['DateTime']['output'];
  readonly scan: Scalars['ID']['output'];
};


export type AttackPathAlikeArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ExplanationFactor = {
  readonly label: Scalars['String']['output'];
  readonly value?: Maybe<Scalars['Float']['output']>;
  readonly detail: Scalars['String']['output'];
};

export type AttackStep = {
  readonly from: Resource;
  readonly to: Resource;
  readonly kind: Scalars['String']['output'];
  readonly verb: Scalars['String']['output'];
  /** The hop in one sentence. */
  readonly sentence: Scalars['String']['output'];
  readonly class: EdgeClass;
  readonly technique?: Maybe<Scalars['String']['output']>;
  readonly attack: ReadonlyArray<Scalars['String']['output']>;
  readonly likelihood: Scalars['Float']['output'];
  readonly conditions: ReadonlyArray<Condition>;
  readonly evidence: ReadonlyArray<Evidence>;
  readonly provenance?: Maybe<Provenance>;
};

export type AttackPathConnection = {
  readonly edges: ReadonlyArray<AttackPathEdge>;
  readonly nodes: ReadonlyArray<AttackPath>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** Counts under the filter. */
  readonly severityCounts: ReadonlyArray<SeverityCount>;
};

export type AttackPathEdge = {
  readonly node: AttackPath;
  readonly cursor: Scalars['String']['output'];
};

export type AttackPathFilter = {
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  /** Accounts of the target. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly entry?: InputMaybe<Scalars['ID']['input']>;
  readonly target?: InputMaybe<Scalars['ID']['input']>;
  /** An id, `admin:<account>`, or a node kind; searched for live. */
  readonly to?: InputMaybe<Scalars['String']['input']>;
  /** Search live from this identity or workload instead of the stored entry points. */
  readonly from?: InputMaybe<Scalars['ID']['input']>;
  readonly techniques?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly through?: InputMaybe<Scalars['ID']['input']>;
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type { FixState };

/** One thing to edit, and what that is worth. */
export type Fix = Node & {
  readonly id: Scalars['ID']['output'];
  /** The id the command line prints; equal in every scan that has the same fix. */
  readonly fixId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly provenance: Provenance;
  readonly source: FixSource;
  /** What `simulate` takes. */
  readonly changes: ReadonlyArray<Scalars['JSON']['output']>;
  /** Attack paths that end with it. */
  readonly removesPaths: Scalars['Int']['output'];
  readonly paths: ReadonlyArray<AttackPath>;
  /** Attack paths that it would open; told only where derived. */
  readonly opensPaths: Scalars['Int']['output'];
  readonly riskRemoved: Scalars['Float']['output'];
  /** Of all risk, 0 to 1. */
  readonly share: Scalars['Float']['output'];
  /** Risk it removes in addition to those chosen before it; null when it was not chosen among the first. */
  readonly additional?: Maybe<Scalars['Float']['output']>;
  /** Searched for again without it; else paths and risk are upper bounds. */
  readonly verified: Scalars['Boolean']['output'];
  /** The change was made in a copy of the facts and the estate derived again from them. */
  readonly derived: Scalars['Boolean']['output'];
  readonly accounts: ReadonlyArray<Scalars['ID']['output']>;
  readonly remediation: Remediation;
  /** What legitimate access it would remove, as far as that is known. */
  readonly usage: Scalars['String']['output'];
  readonly status: FixStatus;
};

export type FixSource = {
  readonly key: Scalars['ID']['output'];
  readonly type: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
};

export type FixStatus = {
  readonly state: FixState;
  readonly assignee?: Maybe<Scalars['String']['output']>;
  readonly due?: Maybe<Scalars['String']['output']>;
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly comments: ReadonlyArray<FixComment>;
};

export type FixComment = {
  readonly author: Scalars['String']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly text: Scalars['String']['output'];
};

export type FixConnection = {
  readonly edges: ReadonlyArray<FixEdge>;
  readonly nodes: ReadonlyArray<Fix>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** Expected loss of the whole estate: likelihood times impact, over every start and target. */
  readonly risk: Scalars['Float']['output'];
  /** How far trying them is, where `early` was asked for and not all were tried: ask again; null once they were. */
  readonly pending?: Maybe<Work>;
};

export type FixEdge = {
  readonly node: Fix;
  readonly cursor: Scalars['String']['output'];
};

export type FixFilter = {
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Types of source, such as policy or permission-set. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly states?: InputMaybe<ReadonlyArray<FixState>>;
  /** Fixes that break this attack path, by its id on the command line. */
  readonly path?: InputMaybe<Scalars['ID']['input']>;
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** Absent fields stay as they are; null takes away. */
export type FixStatusInput = {
  readonly state?: InputMaybe<FixState>;
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
  /** A day, ISO 8601. */
  readonly due?: InputMaybe<Scalars['String']['input']>;
  /** Added to the comments. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /** Needs the role analyst. Kept across scans. */
  readonly setFixStatus: FixStatus;
  /** Needs the role analyst. Holds at once, and in every later scan until it ends. */
  readonly createException: Exception;
  /** Needs the role analyst. What a changed fact had reopened is covered again. */
  readonly updateException: Exception;
  /** Needs the role analyst. It stays listed. */
  readonly revokeException: Exception;
};


export type MutationSetFixStatusArgs = {
  fixId: Scalars['ID']['input'];
  status: FixStatusInput;
};


export type MutationCreateExceptionArgs = {
  exception: ExceptionInput;
};


export type MutationUpdateExceptionArgs = {
  id: Scalars['ID']['input'];
  exception: ExceptionEditInput;
};


export type MutationRevokeExceptionArgs = {
  id: Scalars['ID']['input'];
};

/** A resource or an attack edge that every way of some start to some target passes. */
export type ChokePoint = {
  readonly id: Scalars['ID']['output'];
  /** resource or edge */
  readonly type: Scalars['String']['output'];
  /** The resource, or where the edge begins. */
  readonly from: Resource;
  /** The resource, or where the edge ends. */
  readonly to: Resource;
  /** Kind of the resource or of the edge. */
  readonly kind: Scalars['String']['output'];
  readonly technique?: Maybe<Scalars['String']['output']>;
  /** Risk that ends when it goes. */
  readonly risk: Scalars['Float']['output'];
  /** Of all risk, 0 to 1. */
  readonly share: Scalars['Float']['output'];
  /** Listed attack paths that pass it. */
  readonly paths: Scalars['Int']['output'];
  /** Of the risk of all listed paths, 0 to 1. */
  readonly pathShare: Scalars['Float']['output'];
  readonly targets: ReadonlyArray<Resource>;
  readonly provenance?: Maybe<Provenance>;
};

export type BlastRadius = {
  readonly resource: Resource;
  /** Resources and identities that an attacker can come to hold, read or reach. */
  readonly reached: Scalars['Int']['output'];
  readonly risk: Scalars['Float']['output'];
  readonly kinds: ReadonlyArray<KindReached>;
  readonly classes: ReadonlyArray<ReachedClass>;
  /** The likeliest ways to the nearest targets, for drawing. */
  readonly ways: BlastWays;
};


export type BlastRadiusWaysArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type BlastWays = {
  /** Hops, each once. */
  readonly steps: ReadonlyArray<AttackStep>;
  /** Where the ways end: targets, or who is administrator of one. */
  readonly ends: ReadonlyArray<Resource>;
  /** Targets in reach, drawn or not. */
  readonly reached: Scalars['Int']['output'];
};

export type KindReached = {
  readonly kind: Scalars['String']['output'];
  readonly count: Scalars['Int']['output'];
};

/** Targets of one class in reach: admin, or sensitivity:critical and the like. */
export type ReachedClass = {
  readonly name: Scalars['String']['output'];
  readonly impact: Impact;
  readonly reached: Scalars['Int']['output'];
  readonly total: Scalars['Int']['output'];
  /** Of the likeliest. */
  readonly likelihood: Scalars['Float']['output'];
  /** Likeliest first. */
  readonly targets: ReadonlyArray<ReachedTarget>;
};


/** Targets of one class in reach: admin, or sensitivity:critical and the like. */
export type ReachedClassTargetsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ReachedTarget = {
  readonly resource: Resource;
  readonly likelihood: Scalars['Float']['output'];
  readonly steps: Scalars['Int']['output'];
};

/** One change, in the form of `provenance.edit`; `change` says which fields it takes. */
export type ChangeInput = {
  /** remove-statement, detach-policy, attach-policy, put-boundary, attach-scp, detach-scp, remove-rule, remove-binding, set, remove-trust or delete */
  readonly change: Scalars['String']['input'];
  readonly policy?: InputMaybe<Scalars['ID']['input']>;
  /** Index or Sid. */
  readonly statement?: InputMaybe<Scalars['JSON']['input']>;
  readonly from?: InputMaybe<Scalars['ID']['input']>;
  readonly to?: InputMaybe<Scalars['ID']['input']>;
  readonly on?: InputMaybe<Scalars['ID']['input']>;
  readonly role?: InputMaybe<Scalars['ID']['input']>;
  readonly group?: InputMaybe<Scalars['ID']['input']>;
  readonly rule?: InputMaybe<Scalars['JSON']['input']>;
  readonly resource?: InputMaybe<Scalars['ID']['input']>;
  readonly property?: InputMaybe<Scalars['String']['input']>;
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
  readonly document?: InputMaybe<Scalars['JSON']['input']>;
};

export type Simulation = {
  /** Ids of attack paths that can't be walked any more. */
  readonly closed: ReadonlyArray<Scalars['ID']['output']>;
  readonly closedPaths: ReadonlyArray<AttackPath>;
  /** Attack paths that could not be walked before. */
  readonly opened: ReadonlyArray<AttackPath>;
  readonly before: SimulationScore;
  readonly after: SimulationScore;
};

export type SimulationScore = {
  /** Expected loss: likelihood times impact, over every start and target; lower is better. */
  readonly score: Scalars['Float']['output'];
  readonly paths: Scalars['Int']['output'];
};

/** A control, and what opens when it goes away. */
export type Guardrail = {
  readonly id: Scalars['ID']['output'];
  /** service-control-policy, permissions-boundary, resource-policy, network-acl, ... */
  readonly type: Scalars['String']['output'];
  readonly control: Resource;
  readonly statement?: Maybe<Scalars['String']['output']>;
  readonly detail: Scalars['String']['output'];
  /** Attack edges that it stops. */
  readonly holdsBack: Scalars['Int']['output'];
  readonly opensPaths: Scalars['Int']['output'];
  /** The worst of them; they are in no scan. */
  readonly opens: ReadonlyArray<AttackPath>;
  readonly riskHeldBack: Scalars['Float']['output'];
  /** Targets that no path leads to while it stands. */
  readonly protects: ReadonlyArray<Resource>;
  readonly protectsCount: Scalars['Int']['output'];
  readonly verified: Scalars['Boolean']['output'];
};


/** A control, and what opens when it goes away. */
export type GuardrailOpensArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type { FindingOrderField };

export type FindingFilter = {
  readonly rules?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  /** Default: all but RESOLVED. */
  readonly statuses?: InputMaybe<ReadonlyArray<FindingStatus>>;
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly services?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** A framework, or one requirement as `framework:requirement`. */
  readonly frameworks?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly subject?: InputMaybe<Scalars['ID']['input']>;
  /** Id of the exception that covers it. */
  readonly exception?: InputMaybe<Scalars['ID']['input']>;
  readonly kind?: InputMaybe<RuleKind>;
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type FindingOrder = {
  readonly field: FindingOrderField;
  readonly direction?: InputMaybe<OrderDirection>;
};

export type Finding = Node & {
  readonly id: Scalars['ID']['output'];
  readonly findingId: Scalars['ID']['output'];
  readonly rule: Rule;
  readonly subject: Resource;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly title: Scalars['String']['output'];
  readonly detail: Scalars['String']['output'];
  readonly account?: Maybe<Scalars['ID']['output']>;
  readonly firstSeen: Scalars['DateTime']['output'];
  readonly lastSeen: Scalars['DateTime']['output'];
  /** Why it weighs more here than its rule says. */
  readonly raisedBecause?: Maybe<Scalars['String']['output']>;
  /** When it was open again after it had been resolved or excepted. */
  readonly reopenedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it is excepted no more. */
  readonly reopenedBecause?: Maybe<Scalars['String']['output']>;
  /** What covers it. */
  readonly exception?: Maybe<Exception>;
  /** The facts that it is excepted under. */
  readonly premise: ReadonlyArray<PremiseFact>;
  /** Resources along a toxic combination, in order. */
  readonly path: ReadonlyArray<Resource>;
  /** Attack paths that pass through the subject. */
  readonly attackPaths: AttackPathConnection;
};


export type FindingAttackPathsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PremiseFact = {
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

export type FindingConnection = {
  readonly edges: ReadonlyArray<FindingEdge>;
  readonly nodes: ReadonlyArray<Finding>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  readonly facets: FindingFacets;
};

export type FindingEdge = {
  readonly node: Finding;
  readonly cursor: Scalars['String']['output'];
};

/** Counts under the filter, each facet without its own part of the filter. */
export type FindingFacets = {
  readonly severities: ReadonlyArray<FacetCount>;
  readonly rules: ReadonlyArray<FacetCount>;
  readonly accounts: ReadonlyArray<FacetCount>;
  readonly services: ReadonlyArray<FacetCount>;
  readonly statuses: ReadonlyArray<FacetCount>;
  readonly frameworks: ReadonlyArray<FacetCount>;
};

export type { ExceptionState };

/** A decision to live with findings. What it covers has to fit every field that is given. */
export type Exception = Node & {
  readonly id: Scalars['ID']['output'];
  readonly exceptionId: Scalars['ID']['output'];
  readonly state: ExceptionState;
  /** Id of the one finding it is about. */
  readonly finding?: Maybe<Scalars['ID']['output']>;
  readonly rule?: Maybe<Rule>;
  /** An id, or a pattern with * and ?. */
  readonly resource?: Maybe<Scalars['String']['output']>;
  /** key=value, or a key alone. */
  readonly tag?: Maybe<Scalars['String']['output']>;
  readonly account?: Maybe<Scalars['ID']['output']>;
  readonly reason: Scalars['String']['output'];
  readonly author: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly revokedBy?: Maybe<Scalars['String']['output']>;
  /** Facts that must stay as they are: exposure, sensitivity, attack-paths, path, detail, tags, property:<name>. */
  readonly premise: ReadonlyArray<Scalars['String']['output']>;
  /** What it excepts now. */
  readonly findings: FindingConnection;
};


/** A decision to live with findings. What it covers has to fit every field that is given. */
export type ExceptionFindingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type ExceptionConnection = {
  readonly edges: ReadonlyArray<ExceptionEdge>;
  readonly nodes: ReadonlyArray<Exception>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ExceptionEdge = {
  readonly node: Exception;
  readonly cursor: Scalars['String']['output'];
};

/** At least one of finding, rule, resource, tag and account. */
export type ExceptionInput = {
  readonly finding?: InputMaybe<Scalars['ID']['input']>;
  readonly rule?: InputMaybe<Scalars['ID']['input']>;
  readonly resource?: InputMaybe<Scalars['String']['input']>;
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  readonly account?: InputMaybe<Scalars['ID']['input']>;
  readonly reason: Scalars['String']['input'];
  /** A day or a time, ISO 8601. */
  readonly expiresAt?: InputMaybe<Scalars['String']['input']>;
  /** Default: exposure, sensitivity, attack-paths, path. */
  readonly premise?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Absent fields stay as they are; an expiry of null takes it away. */
export type ExceptionEditInput = {
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  readonly expiresAt?: InputMaybe<Scalars['String']['input']>;
  readonly premise?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type { RequirementStatus };

export type RequirementCount = {
  readonly status: RequirementStatus;
  readonly count: Scalars['Int']['output'];
};

/** A published set of requirements, and how a scope does by it. */
export type Framework = Node & {
  readonly id: Scalars['ID']['output'];
  /** Such as cis-aws-5.0. */
  readonly frameworkId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly version: Scalars['String']['output'];
  readonly publisher: Scalars['String']['output'];
  readonly reference: Scalars['String']['output'];
  /** What of the framework is listed, and what is left out. */
  readonly coverage: Scalars['String']['output'];
  /** Of the resources that its rules evaluate; null when nothing counts. */
  readonly score?: Maybe<Scalars['Float']['output']>;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  readonly requirementCounts: ReadonlyArray<RequirementCount>;
  /** In the framework's order. */
  readonly requirements: ReadonlyArray<Requirement>;
  readonly requirement?: Maybe<Requirement>;
};


/** A published set of requirements, and how a scope does by it. */
export type FrameworkRequirementsArgs = {
  statuses?: InputMaybe<ReadonlyArray<RequirementStatus>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** A published set of requirements, and how a scope does by it. */
export type FrameworkRequirementArgs = {
  id: Scalars['ID']['input'];
};

export type FrameworkSection = {
  readonly sectionId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
};

export type Requirement = {
  /** The publisher's. */
  readonly requirementId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly section: FrameworkSection;
  readonly status: RequirementStatus;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  readonly controls: ReadonlyArray<RequirementControl>;
};

/** What an organization does about one kind of risk, as far as it bears on the requirement. */
export type RequirementControl = {
  readonly controlId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly status: RequirementStatus;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  readonly rules: ReadonlyArray<RuleEvaluation>;
  /** Of its rules that bear on the requirement, mended together. */
  readonly pathRisk: PathRisk;
};

export type RuleEvaluation = {
  readonly rule: Rule;
  readonly status: RequirementStatus;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  /** Why some or all was not evaluated. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
};

export type Rule = Node & {
  readonly id: Scalars['ID']['output'];
  readonly ruleId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly kind: RuleKind;
  readonly severity: Severity;
  readonly provider: Scalars['String']['output'];
  readonly service: Scalars['String']['output'];
  readonly subjectKind: Scalars['String']['output'];
  readonly description: Scalars['String']['output'];
  readonly rationale: Scalars['String']['output'];
  readonly falsePositives: Scalars['String']['output'];
  readonly remediation: Remediation;
  readonly references: ReadonlyArray<Scalars['String']['output']>;
  readonly attack: ReadonlyArray<Scalars['String']['output']>;
  readonly requirements: ReadonlyArray<Scalars['String']['output']>;
  /** Every requirement that it bears on, those of its control among them. */
  readonly frameworks: ReadonlyArray<Scalars['String']['output']>;
  /** What of an organization's doing it tests. */
  readonly control?: Maybe<Control>;
  readonly tests: ReadonlyArray<RuleTest>;
  readonly query: Scalars['String']['output'];
  readonly population: Scalars['String']['output'];
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  /** What attack paths would lose if everything that fails passed; reckoned when it is asked for, which may take seconds. */
  readonly pathRisk: PathRisk;
};

/** Null is what is not known; it is never nothing. */
export type PathRisk = {
  /** Expected loss that goes away, in the measure of the estate's risk. */
  readonly removed?: Maybe<Scalars['Float']['output']>;
  /** Of all risk, 0 to 1. */
  readonly share?: Maybe<Scalars['Float']['output']>;
  readonly closedPaths?: Maybe<Scalars['Int']['output']>;
  readonly openedPaths?: Maybe<Scalars['Int']['output']>;
  /** Why it is not known, or what is not in it. */
  readonly unknown: ReadonlyArray<Scalars['String']['output']>;
};

export type Control = {
  readonly controlId: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly description: Scalars['String']['output'];
};

/** A small graph, the resources of it that have to fail, and those that have to be left open. */
export type RuleTest = {
  readonly name: Scalars['String']['output'];
  readonly nodes: Scalars['JSON']['output'];
  readonly relationships: Scalars['JSON']['output'];
  readonly finds: ReadonlyArray<Scalars['ID']['output']>;
  readonly notEvaluated: ReadonlyArray<Scalars['ID']['output']>;
};

export type Remediation = {
  readonly console: Scalars['String']['output'];
  readonly cli: Scalars['String']['output'];
  readonly terraform: Scalars['String']['output'];
};

export type RuleConnection = {
  readonly edges: ReadonlyArray<RuleEdge>;
  readonly nodes: ReadonlyArray<Rule>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type RuleEdge = {
  readonly node: Rule;
  readonly cursor: Scalars['String']['output'];
};

export type Scan = Node & {
  readonly id: Scalars['ID']['output'];
  readonly scanId: Scalars['ID']['output'];
  /** Place in history: 1 for the first. */
  readonly sequence: Scalars['Int']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
  readonly finishedAt: Scalars['DateTime']['output'];
  readonly source: Scalars['String']['output'];
  readonly nodes: Scalars['Int']['output'];
  readonly relationships: Scalars['Int']['output'];
  /** Its findings and paths are stored too. */
  readonly complete: Scalars['Boolean']['output'];
};

export type ScanConnection = {
  readonly edges: ReadonlyArray<ScanEdge>;
  readonly nodes: ReadonlyArray<Scan>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ScanEdge = {
  readonly node: Scan;
  readonly cursor: Scalars['String']['output'];
};

export type Coverage = {
  readonly provider: Scalars['String']['output'];
  readonly account: Scalars['ID']['output'];
  readonly region: Scalars['String']['output'];
  readonly service: Scalars['String']['output'];
  readonly state: CoverageState;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly at: Scalars['DateTime']['output'];
  /** Seconds since it was last read in full; null if it never was. */
  readonly age?: Maybe<Scalars['Int']['output']>;
  /** Permission that would mend it. */
  readonly permission?: Maybe<Scalars['String']['output']>;
  readonly missing: ReadonlyArray<MissingCall>;
};

export type MissingCall = {
  readonly call: Scalars['String']['output'];
  readonly state: CoverageState;
  readonly resource?: Maybe<Scalars['ID']['output']>;
};

export type CoverageConnection = {
  readonly edges: ReadonlyArray<CoverageEdge>;
  readonly nodes: ReadonlyArray<Coverage>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type CoverageEdge = {
  readonly node: Coverage;
  readonly cursor: Scalars['String']['output'];
};

export type CoverageSummary = {
  readonly total: Scalars['Int']['output'];
  readonly states: ReadonlyArray<CoverageStateCount>;
  /** When the least recently read partition was read. */
  readonly oldest?: Maybe<Scalars['DateTime']['output']>;
};

export type CoverageStateCount = {
  readonly state: CoverageState;
  readonly count: Scalars['Int']['output'];
};

export type Change = {
  readonly id: Scalars['ID']['output'];
  readonly scan: Scan;
  readonly type: ChangeType;
  /** node or relationship */
  readonly subjectType: Scalars['String']['output'];
  /** Id of the resource, or of the one that the relationship leaves. */
  readonly subject: Scalars['ID']['output'];
  readonly kind: Scalars['String']['output'];
  readonly account?: Maybe<Scalars['ID']['output']>;
  /** Where a changed relationship leads; null for a resource. */
  readonly to?: Maybe<Scalars['ID']['output']>;
  /** The resource as it is in the newest scan; null when it is gone. */
  readonly resource?: Maybe<Resource>;
  /** Properties that differ: [{ name, before, after }]. */
  readonly properties: Scalars['JSON']['output'];
  readonly at: Scalars['DateTime']['output'];
};

export type ChangeConnection = {
  readonly edges: ReadonlyArray<ChangeEdge>;
  readonly nodes: ReadonlyArray<Change>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  readonly facets: ChangeFacets;
};

export type ChangeEdge = {
  readonly node: Change;
  readonly cursor: Scalars['String']['output'];
};

export type ChangeFacets = {
  readonly kinds: ReadonlyArray<FacetCount>;
  readonly accounts: ReadonlyArray<FacetCount>;
  readonly types: ReadonlyArray<FacetCount>;
};

export type PathChanges = {
  readonly since?: Maybe<Scan>;
  readonly until?: Maybe<Scan>;
  readonly opened: ReadonlyArray<PathChange>;
  readonly closed: ReadonlyArray<PathChange>;
};

export type PathChange = {
  readonly path: AttackPath;
  /** What was changed between the scans and did it; null when it is not known. */
  readonly cause?: Maybe<Change>;
};

export type Posture = {
  readonly scope?: Maybe<Scalars['ID']['output']>;
  /** 0 to 100; null when nothing counts. */
  readonly score?: Maybe<Scalars['Float']['output']>;
  /** Failing resources by severity. */
  readonly severities: ReadonlyArray<SeverityCount>;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  readonly accounts: ReadonlyArray<AccountPosture>;
  /** By service, such as aws/s3, the lowest score first. */
  readonly services: ReadonlyArray<PartPosture>;
  /** By framework. */
  readonly frameworks: ReadonlyArray<PartPosture>;
  /** Score of the scan before. */
  readonly previous?: Maybe<Scalars['Float']['output']>;
  /** What moved the score since that scan, or since another; the most first. */
  readonly moves: ReadonlyArray<PostureMove>;
};


export type PostureMovesArgs = {
  since?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PartPosture = {
  readonly part: Scalars['ID']['output'];
  readonly score?: Maybe<Scalars['Float']['output']>;
  readonly failing: Scalars['Int']['output'];
  readonly passing: Scalars['Int']['output'];
  readonly notEvaluated: Scalars['Int']['output'];
  readonly excepted: Scalars['Int']['output'];
  readonly severities: ReadonlyArray<SeverityCount>;
};

/** One rule whose results differ between two scans. */
export type PostureMove = {
  readonly ruleId: Scalars['ID']['output'];
  /** Null when the catalogue no longer has it. */
  readonly rule?: Maybe<Rule>;
  /** How much higher the score is than it would be had the rule's results stayed as they were. */
  readonly effect: Scalars['Float']['output'];
  readonly openedCount: Scalars['Int']['output'];
  readonly closedCount: Scalars['Int']['output'];
  readonly opened: ReadonlyArray<FindingTurn>;
  readonly closed: ReadonlyArray<FindingTurn>;
};


/** One rule whose results differ between two scans. */
export type PostureMoveOpenedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One rule whose results differ between two scans. */
export type PostureMoveClosedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type FindingTurn = {
  readonly finding: Finding;
  /** What was changed meanwhile on what it is about; null when nothing is known. */
  readonly cause?: Maybe<Change>;
};

export type AccountPosture = {
  readonly account: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly score?: Maybe<Scalars['Float']['output']>;
  readonly failing: Scalars['Int']['output'];
  readonly criticalPaths: Scalars['Int']['output'];
  readonly highPaths: Scalars['Int']['output'];
  /** Share of all risk, 0 to 1: likelihood times impact of the paths that end here. */
  readonly riskShare: Scalars['Float']['output'];
};

export type PosturePoint = {
  readonly scan: Scan;
  readonly score?: Maybe<Scalars['Float']['output']>;
  readonly paths: Scalars['Int']['output'];
  readonly criticalPaths: Scalars['Int']['output'];
  readonly highPaths: Scalars['Int']['output'];
  readonly failing: Scalars['Int']['output'];
};

export type Account = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly provider: Scalars['String']['output'];
  readonly resources: Scalars['Int']['output'];
  readonly organization?: Maybe<Scalars['ID']['output']>;
};

export type KindCount = {
  readonly kind: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly class: NodeClass;
  readonly count: Scalars['Int']['output'];
};

export type Subgraph = {
  readonly nodes: ReadonlyArray<Resource>;
  readonly relationships: ReadonlyArray<Relationship>;
  readonly truncated: Scalars['Boolean']['output'];
};

export type AccessOutcome =
  | 'ALLOWED'
  | 'DENIED'
  | 'CONDITIONAL';

export type AccessDecision = {
  readonly decision: AccessOutcome;
  /** Why, in a sentence. */
  readonly explanation: Scalars['String']['output'];
  /** The statements that decided, or may decide; none for an implicit deny. */
  readonly statements: ReadonlyArray<AccessStatement>;
  readonly conditions: ReadonlyArray<UnknownContext>;
};

export type AccessStatement = {
  readonly effect: Scalars['String']['output'];
  /** Position in the document. */
  readonly statement: Scalars['Int']['output'];
  readonly sid?: Maybe<Scalars['String']['output']>;
  /**
   * The layer of policies that it stands in: identityPolicies, resourcePolicy and so on; of Azure role-assignment,
   * deny-assignment, lock, access-policy or anonymous-access; of Google Cloud allow-policy, entitlement, deny-policy,
   * access-boundary, service-perimeter or organization-policy.
   */
  readonly layer: Scalars['String']['output'];
  readonly policy: Scalars['ID']['output'];
  /** Where it stands, with the policy document. */
  readonly evidence: Evidence;
};

/** What would have to be known to decide. */
export type UnknownContext = {
  readonly key: Scalars['String']['output'];
  readonly detail: Scalars['String']['output'];
};

export type PrincipalAccess = {
  readonly principal: Resource;
  readonly decision: AccessOutcome;
  readonly statements: ReadonlyArray<AccessStatement>;
  readonly conditions: ReadonlyArray<UnknownContext>;
};

export type PrincipalConnection = {
  readonly edges: ReadonlyArray<PrincipalEdge>;
  readonly nodes: ReadonlyArray<PrincipalAccess>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type PrincipalEdge = {
  readonly node: PrincipalAccess;
  readonly cursor: Scalars['String']['output'];
};

/** One access edge, a principal's own or that of a class it is in. */
export type AccessEntry = {
  readonly kind: Scalars['String']['output'];
  readonly resource: Resource;
  readonly conditions: ReadonlyArray<UnknownContext>;
  readonly evidence: ReadonlyArray<Evidence>;
};

export type AccessConnection = {
  readonly edges: ReadonlyArray<AccessEntryEdge>;
  readonly nodes: ReadonlyArray<AccessEntry>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type AccessEntryEdge = {
  readonly node: AccessEntry;
  readonly cursor: Scalars['String']['output'];
};

export type SearchHitTarget = Resource | Finding | AttackPath | Rule;

export type SearchHit = {
  readonly target: SearchHitTarget;
  readonly label: Scalars['String']['output'];
  readonly detail: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  SearchHitTarget:
    | ( ResourceModel )
    | ( FindingModel )
    | ( AttackPathModel )
    | ( RuleModel )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ResourceModel )
    | ( AttackPathModel )
    | ( FixModel )
    | ( FindingModel )
    | ( ExceptionModel )
    | ( FrameworkModel )
    | ( RuleModel )
    | ( ScanModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Severity: Severity;
  Impact: Impact;
  FindingStatus: FindingStatus;
  RuleKind: RuleKind;
  CoverageState: CoverageState;
  ConditionState: ConditionState;
  Direction: Direction;
  ChangeType: ChangeType;
  NodeClass: NodeClass;
  EdgeClass: EdgeClass;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SeverityCount: ResolverTypeWrapper<SeverityCount>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  FacetCount: ResolverTypeWrapper<FacetCount>;
  Service: ResolverTypeWrapper<Service>;
  Work: ResolverTypeWrapper<Work>;
  Caller: ResolverTypeWrapper<Caller>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Tag: ResolverTypeWrapper<Tag>;
  Resource: ResolverTypeWrapper<ResourceModel>;
  ResourceConnection: ResolverTypeWrapper<ResourceConnectionModel>;
  ResourceEdge: ResolverTypeWrapper<Omit<ResourceEdge, 'node'> & { node: ResolversTypes['Resource'] }>;
  TagInput: TagInput;
  NeighbourCount: ResolverTypeWrapper<NeighbourCount>;
  NeighbourConnection: ResolverTypeWrapper<NeighbourConnectionModel>;
  NeighbourEdge: ResolverTypeWrapper<Omit<NeighbourEdge, 'node' | 'relationship'> & { node: ResolversTypes['Resource'], relationship: ResolversTypes['Relationship'] }>;
  Provenance: ResolverTypeWrapper<ProvenanceModel>;
  Relationship: ResolverTypeWrapper<RelationshipModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Condition: ResolverTypeWrapper<Condition>;
  Evidence: ResolverTypeWrapper<EvidenceModel>;
  AttackPath: ResolverTypeWrapper<AttackPathModel>;
  ExplanationFactor: ResolverTypeWrapper<ExplanationFactor>;
  AttackStep: ResolverTypeWrapper<AttackStepModel>;
  AttackPathConnection: ResolverTypeWrapper<AttackPathConnectionModel>;
  AttackPathEdge: ResolverTypeWrapper<Omit<AttackPathEdge, 'node'> & { node: ResolversTypes['AttackPath'] }>;
  AttackPathFilter: AttackPathFilter;
  FixState: FixState;
  Fix: ResolverTypeWrapper<FixModel>;
  FixSource: ResolverTypeWrapper<FixSource>;
  FixStatus: ResolverTypeWrapper<FixStatus>;
  FixComment: ResolverTypeWrapper<FixComment>;
  FixConnection: ResolverTypeWrapper<FixConnectionModel>;
  FixEdge: ResolverTypeWrapper<Omit<FixEdge, 'node'> & { node: ResolversTypes['Fix'] }>;
  FixFilter: FixFilter;
  FixStatusInput: FixStatusInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ChokePoint: ResolverTypeWrapper<ChokePointModel>;
  BlastRadius: ResolverTypeWrapper<BlastRadiusModel>;
  BlastWays: ResolverTypeWrapper<Omit<BlastWays, 'steps' | 'ends'> & { steps: ReadonlyArray<ResolversTypes['AttackStep']>, ends: ReadonlyArray<ResolversTypes['Resource']> }>;
  KindReached: ResolverTypeWrapper<KindReached>;
  ReachedClass: ResolverTypeWrapper<ReachedClassModel>;
  ReachedTarget: ResolverTypeWrapper<Omit<ReachedTarget, 'resource'> & { resource: ResolversTypes['Resource'] }>;
  ChangeInput: ChangeInput;
  Simulation: ResolverTypeWrapper<Omit<Simulation, 'closedPaths' | 'opened'> & { closedPaths: ReadonlyArray<ResolversTypes['AttackPath']>, opened: ReadonlyArray<ResolversTypes['AttackPath']> }>;
  SimulationScore: ResolverTypeWrapper<SimulationScore>;
  Guardrail: ResolverTypeWrapper<GuardrailModel>;
  FindingOrderField: FindingOrderField;
  FindingFilter: FindingFilter;
  FindingOrder: FindingOrder;
  Finding: ResolverTypeWrapper<FindingModel>;
  PremiseFact: ResolverTypeWrapper<PremiseFact>;
  FindingConnection: ResolverTypeWrapper<FindingConnectionModel>;
  FindingEdge: ResolverTypeWrapper<Omit<FindingEdge, 'node'> & { node: ResolversTypes['Finding'] }>;
  FindingFacets: ResolverTypeWrapper<FindingFacets>;
  ExceptionState: ExceptionState;
  Exception: ResolverTypeWrapper<ExceptionModel>;
  ExceptionConnection: ResolverTypeWrapper<ExceptionConnectionModel>;
  ExceptionEdge: ResolverTypeWrapper<Omit<ExceptionEdge, 'node'> & { node: ResolversTypes['Exception'] }>;
  ExceptionInput: ExceptionInput;
  ExceptionEditInput: ExceptionEditInput;
  RequirementStatus: RequirementStatus;
  RequirementCount: ResolverTypeWrapper<RequirementCount>;
  Framework: ResolverTypeWrapper<FrameworkModel>;
  FrameworkSection: ResolverTypeWrapper<FrameworkSection>;
  Requirement: ResolverTypeWrapper<RequirementModel>;
  RequirementControl: ResolverTypeWrapper<RequirementControlModel>;
  RuleEvaluation: ResolverTypeWrapper<Omit<RuleEvaluation, 'rule'> & { rule: ResolversTypes['Rule'] }>;
  Rule: ResolverTypeWrapper<RuleModel>;
  PathRisk: ResolverTypeWrapper<PathRisk>;
  Control: ResolverTypeWrapper<Control>;
  RuleTest: ResolverTypeWrapper<RuleTest>;
  Remediation: ResolverTypeWrapper<Remediation>;
  RuleConnection: ResolverTypeWrapper<RuleConnectionModel>;
  RuleEdge: ResolverTypeWrapper<Omit<RuleEdge, 'node'> & { node: ResolversTypes['Rule'] }>;
  Scan: ResolverTypeWrapper<ScanModel>;
  ScanConnection: ResolverTypeWrapper<ScanConnectionModel>;
  ScanEdge: ResolverTypeWrapper<Omit<ScanEdge, 'node'> & { node: ResolversTypes['Scan'] }>;
  Coverage: ResolverTypeWrapper<CoverageModel>;
  MissingCall: ResolverTypeWrapper<MissingCall>;
  CoverageConnection: ResolverTypeWrapper<CoverageConnectionModel>;
  CoverageEdge: ResolverTypeWrapper<Omit<CoverageEdge, 'node'> & { node: ResolversTypes['Coverage'] }>;
  CoverageSummary: ResolverTypeWrapper<CoverageSummary>;
  CoverageStateCount: ResolverTypeWrapper<CoverageStateCount>;
  Change: ResolverTypeWrapper<ChangeModel>;
  ChangeConnection: ResolverTypeWrapper<ChangeConnectionModel>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  ChangeFacets: ResolverTypeWrapper<ChangeFacets>;
  PathChanges: ResolverTypeWrapper<Omit<PathChanges, 'since' | 'until' | 'opened' | 'closed'> & { since?: Maybe<ResolversTypes['Scan']>, until?: Maybe<ResolversTypes['Scan']>, opened: ReadonlyArray<ResolversTypes['PathChange']>, closed: ReadonlyArray<ResolversTypes['PathChange']> }>;
  PathChange: ResolverTypeWrapper<Omit<PathChange, 'path' | 'cause'> & { path: ResolversTypes['AttackPath'], cause?: Maybe<ResolversTypes['Change']> }>;
  Posture: ResolverTypeWrapper<PostureModel>;
  PartPosture: ResolverTypeWrapper<PartPosture>;
  PostureMove: ResolverTypeWrapper<PostureMoveModel>;
  FindingTurn: ResolverTypeWrapper<Omit<FindingTurn, 'finding' | 'cause'> & { finding: ResolversTypes['Finding'], cause?: Maybe<ResolversTypes['Change']> }>;
  AccountPosture: ResolverTypeWrapper<AccountPosture>;
  PosturePoint: ResolverTypeWrapper<Omit<PosturePoint, 'scan'> & { scan: ResolversTypes['Scan'] }>;
  Account: ResolverTypeWrapper<Account>;
  KindCount: ResolverTypeWrapper<KindCount>;
  Subgraph: ResolverTypeWrapper<Omit<Subgraph, 'nodes' | 'relationships'> & { nodes: ReadonlyArray<ResolversTypes['Resource']>, relationships: ReadonlyArray<ResolversTypes['Relationship']> }>;
  AccessOutcome: AccessOutcome;
  AccessDecision: ResolverTypeWrapper<Omit<AccessDecision, 'statements'> & { statements: ReadonlyArray<ResolversTypes['AccessStatement']> }>;
  AccessStatement: ResolverTypeWrapper<Omit<AccessStatement, 'evidence'> & { evidence: ResolversTypes['Evidence'] }>;
  UnknownContext: ResolverTypeWrapper<UnknownContext>;
  PrincipalAccess: ResolverTypeWrapper<Omit<PrincipalAccess, 'principal' | 'statements'> & { principal: ResolversTypes['Resource'], statements: ReadonlyArray<ResolversTypes['AccessStatement']> }>;
  PrincipalConnection: ResolverTypeWrapper<Omit<PrincipalConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PrincipalEdge']>, nodes: ReadonlyArray<ResolversTypes['PrincipalAccess']> }>;
  PrincipalEdge: ResolverTypeWrapper<Omit<PrincipalEdge, 'node'> & { node: ResolversTypes['PrincipalAccess'] }>;
  AccessEntry: ResolverTypeWrapper<Omit<AccessEntry, 'resource' | 'evidence'> & { resource: ResolversTypes['Resource'], evidence: ReadonlyArray<ResolversTypes['Evidence']> }>;
  AccessConnection: ResolverTypeWrapper<Omit<AccessConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccessEntryEdge']>, nodes: ReadonlyArray<ResolversTypes['AccessEntry']> }>;
  AccessEntryEdge: ResolverTypeWrapper<Omit<AccessEntryEdge, 'node'> & { node: ResolversTypes['AccessEntry'] }>;
  SearchHitTarget: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SearchHitTarget']>;
  SearchHit: ResolverTypeWrapper<Omit<SearchHit, 'target'> & { target: ResolversTypes['SearchHitTarget'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  JSON: Scalars['JSON']['output'];
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  SeverityCount: SeverityCount;
  Int: Scalars['Int']['output'];
  FacetCount: FacetCount;
  Service: Service;
  Work: Work;
  Caller: Caller;
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Tag: Tag;
  Resource: ResourceModel;
  ResourceConnection: ResourceConnectionModel;
  ResourceEdge: Omit<ResourceEdge, 'node'> & { node: ResolversParentTypes['Resource'] };
  TagInput: TagInput;
  NeighbourCount: NeighbourCount;
  NeighbourConnection: NeighbourConnectionModel;
  NeighbourEdge: Omit<NeighbourEdge, 'node' | 'relationship'> & { node: ResolversParentTypes['Resource'], relationship: ResolversParentTypes['Relationship'] };
  Provenance: ProvenanceModel;
  Relationship: RelationshipModel;
  Float: Scalars['Float']['output'];
  Condition: Condition;
  Evidence: EvidenceModel;
  AttackPath: AttackPathModel;
  ExplanationFactor: ExplanationFactor;
  AttackStep: AttackStepModel;
  AttackPathConnection: AttackPathConnectionModel;
  AttackPathEdge: Omit<AttackPathEdge, 'node'> & { node: ResolversParentTypes['AttackPath'] };
  AttackPathFilter: AttackPathFilter;
  Fix: FixModel;
  FixSource: FixSource;
  FixStatus: FixStatus;
  FixComment: FixComment;
  FixConnection: FixConnectionModel;
  FixEdge: Omit<FixEdge, 'node'> & { node: ResolversParentTypes['Fix'] };
  FixFilter: FixFilter;
  FixStatusInput: FixStatusInput;
  Mutation: Record<PropertyKey, never>;
  ChokePoint: ChokePointModel;
  BlastRadius: BlastRadiusModel;
  BlastWays: Omit<BlastWays, 'steps' | 'ends'> & { steps: ReadonlyArray<ResolversParentTypes['AttackStep']>, ends: ReadonlyArray<ResolversParentTypes['Resource']> };
  KindReached: KindReached;
  ReachedClass: ReachedClassModel;
  ReachedTarget: Omit<ReachedTarget, 'resource'> & { resource: ResolversParentTypes['Resource'] };
  ChangeInput: ChangeInput;
  Simulation: Omit<Simulation, 'closedPaths' | 'opened'> & { closedPaths: ReadonlyArray<ResolversParentTypes['AttackPath']>, opened: ReadonlyArray<ResolversParentTypes['AttackPath']> };
  SimulationScore: SimulationScore;
  Guardrail: GuardrailModel;
  FindingFilter: FindingFilter;
  FindingOrder: FindingOrder;
  Finding: FindingModel;
  PremiseFact: PremiseFact;
  FindingConnection: FindingConnectionModel;
  FindingEdge: Omit<FindingEdge, 'node'> & { node: ResolversParentTypes['Finding'] };
  FindingFacets: FindingFacets;
  Exception: ExceptionModel;
  ExceptionConnection: ExceptionConnectionModel;
  ExceptionEdge: Omit<ExceptionEdge, 'node'> & { node: ResolversParentTypes['Exception'] };
  ExceptionInput: ExceptionInput;
  ExceptionEditInput: ExceptionEditInput;
  RequirementCount: RequirementCount;
  Framework: FrameworkModel;
  FrameworkSection: FrameworkSection;
  Requirement: RequirementModel;
  RequirementControl: RequirementControlModel;
  RuleEvaluation: Omit<RuleEvaluation, 'rule'> & { rule: ResolversParentTypes['Rule'] };
  Rule: RuleModel;
  PathRisk: PathRisk;
  Control: Control;
  RuleTest: RuleTest;
  Remediation: Remediation;
  RuleConnection: RuleConnectionModel;
  RuleEdge: Omit<RuleEdge, 'node'> & { node: ResolversParentTypes['Rule'] };
  Scan: ScanModel;
  ScanConnection: ScanConnectionModel;
  ScanEdge: Omit<ScanEdge, 'node'> & { node: ResolversParentTypes['Scan'] };
  Coverage: CoverageModel;
  MissingCall: MissingCall;
  CoverageConnection: CoverageConnectionModel;
  CoverageEdge: Omit<CoverageEdge, 'node'> & { node: ResolversParentTypes['Coverage'] };
  CoverageSummary: CoverageSummary;
  CoverageStateCount: CoverageStateCount;
  Change: ChangeModel;
  ChangeConnection: ChangeConnectionModel;
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  ChangeFacets: ChangeFacets;
  PathChanges: Omit<PathChanges, 'since' | 'until' | 'opened' | 'closed'> & { since?: Maybe<ResolversParentTypes['Scan']>, until?: Maybe<ResolversParentTypes['Scan']>, opened: ReadonlyArray<ResolversParentTypes['PathChange']>, closed: ReadonlyArray<ResolversParentTypes['PathChange']> };
  PathChange: Omit<PathChange, 'path' | 'cause'> & { path: ResolversParentTypes['AttackPath'], cause?: Maybe<ResolversParentTypes['Change']> };
  Posture: PostureModel;
  PartPosture: PartPosture;
  PostureMove: PostureMoveModel;
  FindingTurn: Omit<FindingTurn, 'finding' | 'cause'> & { finding: ResolversParentTypes['Finding'], cause?: Maybe<ResolversParentTypes['Change']> };
  AccountPosture: AccountPosture;
  PosturePoint: Omit<PosturePoint, 'scan'> & { scan: ResolversParentTypes['Scan'] };
  Account: Account;
  KindCount: KindCount;
  Subgraph: Omit<Subgraph, 'nodes' | 'relationships'> & { nodes: ReadonlyArray<ResolversParentTypes['Resource']>, relationships: ReadonlyArray<ResolversParentTypes['Relationship']> };
  AccessDecision: Omit<AccessDecision, 'statements'> & { statements: ReadonlyArray<ResolversParentTypes['AccessStatement']> };
  AccessStatement: Omit<AccessStatement, 'evidence'> & { evidence: ResolversParentTypes['Evidence'] };
  UnknownContext: UnknownContext;
  PrincipalAccess: Omit<PrincipalAccess, 'principal' | 'statements'> & { principal: ResolversParentTypes['Resource'], statements: ReadonlyArray<ResolversParentTypes['AccessStatement']> };
  PrincipalConnection: Omit<PrincipalConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PrincipalEdge']>, nodes: ReadonlyArray<ResolversParentTypes['PrincipalAccess']> };
  PrincipalEdge: Omit<PrincipalEdge, 'node'> & { node: ResolversParentTypes['PrincipalAccess'] };
  AccessEntry: Omit<AccessEntry, 'resource' | 'evidence'> & { resource: ResolversParentTypes['Resource'], evidence: ReadonlyArray<ResolversParentTypes['Evidence']> };
  AccessConnection: Omit<AccessConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccessEntryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccessEntry']> };
  AccessEntryEdge: Omit<AccessEntryEdge, 'node'> & { node: ResolversParentTypes['AccessEntry'] };
  SearchHitTarget: ResolversUnionTypes<ResolversParentTypes>['SearchHitTarget'];
  SearchHit: Omit<SearchHit, 'target'> & { target: ResolversParentTypes['SearchHitTarget'] };
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type SeverityResolvers = EnumResolverSignature<{ CRITICAL?: any, HIGH?: any, MEDIUM?: any, LOW?: any, INFO?: any }, ResolversTypes['Severity']>;

export type ImpactResolvers = EnumResolverSignature<{ CRITICAL?: any, HIGH?: any, MEDIUM?: any, LOW?: any }, ResolversTypes['Impact']>;

export type FindingStatusResolvers = EnumResolverSignature<{ FAIL?: any, NOT_EVALUATED?: any, EXCEPTED?: any, RESOLVED?: any }, ResolversTypes['FindingStatus']>;

export type RuleKindResolvers = EnumResolverSignature<{ MISCONFIGURATION?: any, TOXIC_COMBINATION?: any }, ResolversTypes['RuleKind']>;

export type CoverageStateResolvers = EnumResolverSignature<{ OK?: any, DENIED?: any, THROTTLED?: any, EXPIRED?: any, TRUNCATED?: any, UNSUPPORTED?: any, UNPARSEABLE?: any, FAILED?: any }, ResolversTypes['CoverageState']>;

export type ConditionStateResolvers = EnumResolverSignature<{ MET?: any, UNMET?: any, UNKNOWN?: any }, ResolversTypes['ConditionState']>;

export type DirectionResolvers = EnumResolverSignature<{ OUT?: any, IN?: any, BOTH?: any }, ResolversTypes['Direction']>;

export type ChangeTypeResolvers = EnumResolverSignature<{ ADDED?: any, CHANGED?: any, REMOVED?: any }, ResolversTypes['ChangeType']>;

export type NodeClassResolvers = EnumResolverSignature<{ IDENTITY?: any, WORKLOAD?: any, DATA?: any, SECRET?: any, NETWORK?: any, POLICY?: any, ACCOUNT?: any, CODE?: any, INTERNET?: any }, ResolversTypes['NodeClass']>;

export type EdgeClassResolvers = EnumResolverSignature<{ FACT?: any, ACCESS?: any, NETWORK?: any, CREDENTIAL?: any }, ResolversTypes['EdgeClass']>;

export type OrderDirectionResolvers = EnumResolverSignature<{ ASC?: any, DESC?: any }, ResolversTypes['OrderDirection']>;

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SeverityCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SeverityCount'] = ResolversParentTypes['SeverityCount']> = {
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FacetCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FacetCount'] = ResolversParentTypes['FacetCount']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  store?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  busy?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  working?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['Caller'], ParentType, ContextType>;
};

export type WorkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Work'] = ResolversParentTypes['Work']> = {
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CallerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Caller'] = ResolversParentTypes['Caller']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  service?: Resolver<ResolversTypes['Service'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  resource?: Resolver<Maybe<ResolversTypes['Resource']>, ParentType, ContextType, RequireFields<QueryResourceArgs, 'id'>>;
  resources?: Resolver<ResolversTypes['ResourceConnection'], ParentType, ContextType, RequireFields<QueryResourcesArgs, 'first'>>;
  attackPaths?: Resolver<ResolversTypes['AttackPathConnection'], ParentType, ContextType, RequireFields<QueryAttackPathsArgs, 'first'>>;
  attackPath?: Resolver<Maybe<ResolversTypes['AttackPath']>, ParentType, ContextType, RequireFields<QueryAttackPathArgs, 'id'>>;
  fixes?: Resolver<ResolversTypes['FixConnection'], ParentType, ContextType, RequireFields<QueryFixesArgs, 'first' | 'early'>>;
  chokePoints?: Resolver<ReadonlyArray<ResolversTypes['ChokePoint']>, ParentType, ContextType, RequireFields<QueryChokePointsArgs, 'first'>>;
  blastRadius?: Resolver<ResolversTypes['BlastRadius'], ParentType, ContextType, RequireFields<QueryBlastRadiusArgs, 'id'>>;
  simulate?: Resolver<ResolversTypes['Simulation'], ParentType, ContextType, RequireFields<QuerySimulateArgs, 'changes'>>;
  guardrails?: Resolver<ReadonlyArray<ResolversTypes['Guardrail']>, ParentType, ContextType, RequireFields<QueryGuardrailsArgs, 'first'>>;
  guardrail?: Resolver<Maybe<ResolversTypes['Guardrail']>, ParentType, ContextType, RequireFields<QueryGuardrailArgs, 'id'>>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<QueryFindingsArgs, 'first'>>;
  finding?: Resolver<Maybe<ResolversTypes['Finding']>, ParentType, ContextType, RequireFields<QueryFindingArgs, 'id'>>;
  exceptions?: Resolver<ResolversTypes['ExceptionConnection'], ParentType, ContextType, RequireFields<QueryExceptionsArgs, 'first'>>;
  exception?: Resolver<Maybe<ResolversTypes['Exception']>, ParentType, ContextType, RequireFields<QueryExceptionArgs, 'id'>>;
  frameworks?: Resolver<ReadonlyArray<ResolversTypes['Framework']>, ParentType, ContextType, Partial<QueryFrameworksArgs>>;
  framework?: Resolver<Maybe<ResolversTypes['Framework']>, ParentType, ContextType, RequireFields<QueryFrameworkArgs, 'id'>>;
  rules?: Resolver<ResolversTypes['RuleConnection'], ParentType, ContextType, RequireFields<QueryRulesArgs, 'first'>>;
  rule?: Resolver<Maybe<ResolversTypes['Rule']>, ParentType, ContextType, RequireFields<QueryRuleArgs, 'id'>>;
  scans?: Resolver<ResolversTypes['ScanConnection'], ParentType, ContextType, RequireFields<QueryScansArgs, 'first'>>;
  currentScan?: Resolver<Maybe<ResolversTypes['Scan']>, ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['CoverageConnection'], ParentType, ContextType, RequireFields<QueryCoverageArgs, 'first'>>;
  coverageSummary?: Resolver<ResolversTypes['CoverageSummary'], ParentType, ContextType, Partial<QueryCoverageSummaryArgs>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  pathChanges?: Resolver<ResolversTypes['PathChanges'], ParentType, ContextType, Partial<QueryPathChangesArgs>>;
  posture?: Resolver<ResolversTypes['Posture'], ParentType, ContextType, Partial<QueryPostureArgs>>;
  postureHistory?: Resolver<ReadonlyArray<ResolversTypes['PosturePoint']>, ParentType, ContextType, RequireFields<QueryPostureHistoryArgs, 'first'>>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['KindCount']>, ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['Subgraph'], ParentType, ContextType, RequireFields<QuerySubgraphArgs, 'ids'>>;
  canPrincipal?: Resolver<ResolversTypes['AccessDecision'], ParentType, ContextType, RequireFields<QueryCanPrincipalArgs, 'principal' | 'action' | 'resource'>>;
  whoCan?: Resolver<ResolversTypes['PrincipalConnection'], ParentType, ContextType, RequireFields<QueryWhoCanArgs, 'action' | 'resource' | 'first'>>;
  accessOf?: Resolver<ResolversTypes['AccessConnection'], ParentType, ContextType, RequireFields<QueryAccessOfArgs, 'principal' | 'first'>>;
  search?: Resolver<ReadonlyArray<ResolversTypes['SearchHit']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'text' | 'first'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Resource' | 'AttackPath' | 'Fix' | 'Finding' | 'Exception' | 'Framework' | 'Rule' | 'Scan', ParentType, ContextType>;
};

export type TagResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ResourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Resource'] = ResolversParentTypes['Resource']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resourceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kindTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['NodeClass'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  exposure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sensitivity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  isAdmin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  stub?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  staleSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  worstFinding?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  findingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<ResourceFindingsArgs, 'first'>>;
  attackPaths?: Resolver<ResolversTypes['AttackPathConnection'], ParentType, ContextType, RequireFields<ResourceAttackPathsArgs, 'first'>>;
  history?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<ResourceHistoryArgs, 'first'>>;
  neighbours?: Resolver<ResolversTypes['NeighbourConnection'], ParentType, ContextType, RequireFields<ResourceNeighboursArgs, 'direction' | 'first'>>;
  neighbourCounts?: Resolver<ReadonlyArray<ResolversTypes['NeighbourCount']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResourceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResourceConnection'] = ResolversParentTypes['ResourceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ResourceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ResourceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResourceEdge'] = ResolversParentTypes['ResourceEdge']> = {
  node?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NeighbourCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NeighbourCount'] = ResolversParentTypes['NeighbourCount']> = {
  relationship?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verb?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['EdgeClass'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['Direction'], ParentType, ContextType>;
  neighbourKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  neighbourKindTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NeighbourConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NeighbourConnection'] = ResolversParentTypes['NeighbourConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NeighbourEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NeighbourEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NeighbourEdge'] = ResolversParentTypes['NeighbourEdge']> = {
  node?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  relationship?: Resolver<ResolversTypes['Relationship'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edit?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RelationshipResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Relationship'] = ResolversParentTypes['Relationship']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verb?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['EdgeClass'], ParentType, ContextType>;
  technique?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attack?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  likelihood?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  conditions?: Resolver<ReadonlyArray<ResolversTypes['Condition']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ConditionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Condition'] = ResolversParentTypes['Condition']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ConditionState'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type AttackPathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttackPath'] = ResolversParentTypes['AttackPath']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pathId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  likelihood?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  impact?: Resolver<ResolversTypes['Impact'], ParentType, ContextType>;
  entry?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  entryReason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  targetReason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  targetIsAdmin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  techniques?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['AttackStep']>, ParentType, ContextType>;
  hops?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  similar?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alike?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType, RequireFields<AttackPathAlikeArgs, 'first'>>;
  explanation?: Resolver<ReadonlyArray<ResolversTypes['ExplanationFactor']>, ParentType, ContextType>;
  fixes?: Resolver<ReadonlyArray<ResolversTypes['Fix']>, ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  scan?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExplanationFactorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExplanationFactor'] = ResolversParentTypes['ExplanationFactor']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttackStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttackStep'] = ResolversParentTypes['AttackStep']> = {
  from?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verb?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['EdgeClass'], ParentType, ContextType>;
  technique?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attack?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  likelihood?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  conditions?: Resolver<ReadonlyArray<ResolversTypes['Condition']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type AttackPathConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttackPathConnection'] = ResolversParentTypes['AttackPathConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AttackPathEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AttackPath']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severityCounts?: Resolver<ReadonlyArray<ResolversTypes['SeverityCount']>, ParentType, ContextType>;
};

export type AttackPathEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttackPathEdge'] = ResolversParentTypes['AttackPathEdge']> = {
  node?: Resolver<ResolversTypes['AttackPath'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FixStateResolvers = EnumResolverSignature<{ OPEN?: any, IN_PROGRESS?: any, DONE?: any, ACCEPTED?: any }, ResolversTypes['FixState']>;

export type FixResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Fix'] = ResolversParentTypes['Fix']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fixId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FixSource'], ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['JSON']>, ParentType, ContextType>;
  removesPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paths?: Resolver<ReadonlyArray<ResolversTypes['AttackPath']>, ParentType, ContextType>;
  opensPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  riskRemoved?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  additional?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  derived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  remediation?: Resolver<ResolversTypes['Remediation'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FixStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FixSourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FixSource'] = ResolversParentTypes['FixSource']> = {
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FixStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FixStatus'] = ResolversParentTypes['FixStatus']> = {
  state?: Resolver<ResolversTypes['FixState'], ParentType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  due?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  comments?: Resolver<ReadonlyArray<ResolversTypes['FixComment']>, ParentType, ContextType>;
};

export type FixCommentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FixComment'] = ResolversParentTypes['FixComment']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FixConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FixConnection'] = ResolversParentTypes['FixConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FixEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Fix']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  risk?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pending?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
};

export type FixEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FixEdge'] = ResolversParentTypes['FixEdge']> = {
  node?: Resolver<ResolversTypes['Fix'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  setFixStatus?: Resolver<ResolversTypes['FixStatus'], ParentType, ContextType, RequireFields<MutationSetFixStatusArgs, 'fixId' | 'status'>>;
  createException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationCreateExceptionArgs, 'exception'>>;
  updateException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationUpdateExceptionArgs, 'id' | 'exception'>>;
  revokeException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationRevokeExceptionArgs, 'id'>>;
};

export type ChokePointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChokePoint'] = ResolversParentTypes['ChokePoint']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  technique?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  risk?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  paths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pathShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type BlastRadiusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BlastRadius'] = ResolversParentTypes['BlastRadius']> = {
  resource?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  risk?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['KindReached']>, ParentType, ContextType>;
  classes?: Resolver<ReadonlyArray<ResolversTypes['ReachedClass']>, ParentType, ContextType>;
  ways?: Resolver<ResolversTypes['BlastWays'], ParentType, ContextType, RequireFields<BlastRadiusWaysArgs, 'first'>>;
};

export type BlastWaysResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BlastWays'] = ResolversParentTypes['BlastWays']> = {
  steps?: Resolver<ReadonlyArray<ResolversTypes['AttackStep']>, ParentType, ContextType>;
  ends?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type KindReachedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KindReached'] = ResolversParentTypes['KindReached']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReachedClassResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachedClass'] = ResolversParentTypes['ReachedClass']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  impact?: Resolver<ResolversTypes['Impact'], ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  likelihood?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['ReachedTarget']>, ParentType, ContextType, RequireFields<ReachedClassTargetsArgs, 'first'>>;
};

export type ReachedTargetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReachedTarget'] = ResolversParentTypes['ReachedTarget']> = {
  resource?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  likelihood?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  steps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SimulationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Simulation'] = ResolversParentTypes['Simulation']> = {
  closed?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  closedPaths?: Resolver<ReadonlyArray<ResolversTypes['AttackPath']>, ParentType, ContextType>;
  opened?: Resolver<ReadonlyArray<ResolversTypes['AttackPath']>, ParentType, ContextType>;
  before?: Resolver<ResolversTypes['SimulationScore'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['SimulationScore'], ParentType, ContextType>;
};

export type SimulationScoreResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulationScore'] = ResolversParentTypes['SimulationScore']> = {
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  paths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GuardrailResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Guardrail'] = ResolversParentTypes['Guardrail']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  control?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  holdsBack?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  opensPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  opens?: Resolver<ReadonlyArray<ResolversTypes['AttackPath']>, ParentType, ContextType, RequireFields<GuardrailOpensArgs, 'first'>>;
  riskHeldBack?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  protects?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  protectsCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type FindingOrderFieldResolvers = EnumResolverSignature<{ SEVERITY?: any, FIRST_SEEN?: any, RULE?: any, SUBJECT?: any }, ResolversTypes['FindingOrderField']>;

export type FindingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  findingId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['Rule'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FindingStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  raisedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reopenedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reopenedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['Exception']>, ParentType, ContextType>;
  premise?: Resolver<ReadonlyArray<ResolversTypes['PremiseFact']>, ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  attackPaths?: Resolver<ResolversTypes['AttackPathConnection'], ParentType, ContextType, RequireFields<FindingAttackPathsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PremiseFactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PremiseFact'] = ResolversParentTypes['PremiseFact']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['FindingFacets'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  node?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingFacetsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FindingFacets'] = ResolversParentTypes['FindingFacets']> = {
  severities?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  services?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  statuses?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  frameworks?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
};

export type ExceptionStateResolvers = EnumResolverSignature<{ ACTIVE?: any, EXPIRED?: any, REVOKED?: any }, ResolversTypes['ExceptionState']>;

export type ExceptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Exception'] = ResolversParentTypes['Exception']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  exceptionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ExceptionState'], ParentType, ContextType>;
  finding?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['Rule']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  premise?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<ExceptionFindingsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExceptionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExceptionConnection'] = ResolversParentTypes['ExceptionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExceptionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Exception']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExceptionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExceptionEdge'] = ResolversParentTypes['ExceptionEdge']> = {
  node?: Resolver<ResolversTypes['Exception'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RequirementStatusResolvers = EnumResolverSignature<{ FAIL?: any, NOT_EVALUATED?: any, MANUAL?: any, EXCEPTED?: any, PASS?: any, NOT_APPLICABLE?: any }, ResolversTypes['RequirementStatus']>;

export type RequirementCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequirementCount'] = ResolversParentTypes['RequirementCount']> = {
  status?: Resolver<ResolversTypes['RequirementStatus'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FrameworkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Framework'] = ResolversParentTypes['Framework']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  frameworkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publisher?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requirementCounts?: Resolver<ReadonlyArray<ResolversTypes['RequirementCount']>, ParentType, ContextType>;
  requirements?: Resolver<ReadonlyArray<ResolversTypes['Requirement']>, ParentType, ContextType, Partial<FrameworkRequirementsArgs>>;
  requirement?: Resolver<Maybe<ResolversTypes['Requirement']>, ParentType, ContextType, RequireFields<FrameworkRequirementArgs, 'id'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FrameworkSectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FrameworkSection'] = ResolversParentTypes['FrameworkSection']> = {
  sectionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RequirementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Requirement'] = ResolversParentTypes['Requirement']> = {
  requirementId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  section?: Resolver<ResolversTypes['FrameworkSection'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RequirementStatus'], ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  controls?: Resolver<ReadonlyArray<ResolversTypes['RequirementControl']>, ParentType, ContextType>;
};

export type RequirementControlResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RequirementControl'] = ResolversParentTypes['RequirementControl']> = {
  controlId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RequirementStatus'], ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['RuleEvaluation']>, ParentType, ContextType>;
  pathRisk?: Resolver<ResolversTypes['PathRisk'], ParentType, ContextType>;
};

export type RuleEvaluationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RuleEvaluation'] = ResolversParentTypes['RuleEvaluation']> = {
  rule?: Resolver<ResolversTypes['Rule'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RequirementStatus'], ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Rule'] = ResolversParentTypes['Rule']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ruleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RuleKind'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rationale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  falsePositives?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remediation?: Resolver<ResolversTypes['Remediation'], ParentType, ContextType>;
  references?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  attack?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  requirements?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  frameworks?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  control?: Resolver<Maybe<ResolversTypes['Control']>, ParentType, ContextType>;
  tests?: Resolver<ReadonlyArray<ResolversTypes['RuleTest']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  population?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pathRisk?: Resolver<ResolversTypes['PathRisk'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PathRiskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathRisk'] = ResolversParentTypes['PathRisk']> = {
  removed?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  closedPaths?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  openedPaths?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unknown?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ControlResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Control'] = ResolversParentTypes['Control']> = {
  controlId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleTestResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RuleTest'] = ResolversParentTypes['RuleTest']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  relationships?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  finds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  notEvaluated?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RemediationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Remediation'] = ResolversParentTypes['Remediation']> = {
  console?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cli?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  terraform?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RuleConnection'] = ResolversParentTypes['RuleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RuleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Rule']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RuleEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RuleEdge'] = ResolversParentTypes['RuleEdge']> = {
  node?: Resolver<ResolversTypes['Rule'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ScanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Scan'] = ResolversParentTypes['Scan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  relationships?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScanConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScanConnection'] = ResolversParentTypes['ScanConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ScanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Scan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ScanEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScanEdge'] = ResolversParentTypes['ScanEdge']> = {
  node?: Resolver<ResolversTypes['Scan'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CoverageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage']> = {
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CoverageState'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  age?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  permission?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['MissingCall']>, ParentType, ContextType>;
};

export type MissingCallResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MissingCall'] = ResolversParentTypes['MissingCall']> = {
  call?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CoverageState'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type CoverageConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CoverageConnection'] = ResolversParentTypes['CoverageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CoverageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Coverage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CoverageEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CoverageEdge'] = ResolversParentTypes['CoverageEdge']> = {
  node?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CoverageSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CoverageSummary'] = ResolversParentTypes['CoverageSummary']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  states?: Resolver<ReadonlyArray<ResolversTypes['CoverageStateCount']>, ParentType, ContextType>;
  oldest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CoverageStateCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CoverageStateCount'] = ResolversParentTypes['CoverageStateCount']> = {
  state?: Resolver<ResolversTypes['CoverageState'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scan?: Resolver<ResolversTypes['Scan'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['Resource']>, ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['ChangeFacets'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChangeFacetsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeFacets'] = ResolversParentTypes['ChangeFacets']> = {
  kinds?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  types?: Resolver<ReadonlyArray<ResolversTypes['FacetCount']>, ParentType, ContextType>;
};

export type PathChangesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathChanges'] = ResolversParentTypes['PathChanges']> = {
  since?: Resolver<Maybe<ResolversTypes['Scan']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Scan']>, ParentType, ContextType>;
  opened?: Resolver<ReadonlyArray<ResolversTypes['PathChange']>, ParentType, ContextType>;
  closed?: Resolver<ReadonlyArray<ResolversTypes['PathChange']>, ParentType, ContextType>;
};

export type PathChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathChange'] = ResolversParentTypes['PathChange']> = {
  path?: Resolver<ResolversTypes['AttackPath'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['Change']>, ParentType, ContextType>;
};

export type PostureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Posture'] = ResolversParentTypes['Posture']> = {
  scope?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  severities?: Resolver<ReadonlyArray<ResolversTypes['SeverityCount']>, ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['AccountPosture']>, ParentType, ContextType>;
  services?: Resolver<ReadonlyArray<ResolversTypes['PartPosture']>, ParentType, ContextType>;
  frameworks?: Resolver<ReadonlyArray<ResolversTypes['PartPosture']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  moves?: Resolver<ReadonlyArray<ResolversTypes['PostureMove']>, ParentType, ContextType, RequireFields<PostureMovesArgs, 'first'>>;
};

export type PartPostureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PartPosture'] = ResolversParentTypes['PartPosture']> = {
  part?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notEvaluated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severities?: Resolver<ReadonlyArray<ResolversTypes['SeverityCount']>, ParentType, ContextType>;
};

export type PostureMoveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostureMove'] = ResolversParentTypes['PostureMove']> = {
  ruleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['Rule']>, ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  openedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  closedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  opened?: Resolver<ReadonlyArray<ResolversTypes['FindingTurn']>, ParentType, ContextType, RequireFields<PostureMoveOpenedArgs, 'first'>>;
  closed?: Resolver<ReadonlyArray<ResolversTypes['FindingTurn']>, ParentType, ContextType, RequireFields<PostureMoveClosedArgs, 'first'>>;
};

export type FindingTurnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FindingTurn'] = ResolversParentTypes['FindingTurn']> = {
  finding?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['Change']>, ParentType, ContextType>;
};

export type AccountPostureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountPosture'] = ResolversParentTypes['AccountPosture']> = {
  account?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  criticalPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  highPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  riskShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PosturePointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PosturePoint'] = ResolversParentTypes['PosturePoint']> = {
  scan?: Resolver<ResolversTypes['Scan'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  paths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  criticalPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  highPaths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resources?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type KindCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KindCount'] = ResolversParentTypes['KindCount']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['NodeClass'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubgraphResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subgraph'] = ResolversParentTypes['Subgraph']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  relationships?: Resolver<ReadonlyArray<ResolversTypes['Relationship']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AccessDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessDecision'] = ResolversParentTypes['AccessDecision']> = {
  decision?: Resolver<ResolversTypes['AccessOutcome'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['AccessStatement']>, ParentType, ContextType>;
  conditions?: Resolver<ReadonlyArray<ResolversTypes['UnknownContext']>, ParentType, ContextType>;
};

export type AccessStatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessStatement'] = ResolversParentTypes['AccessStatement']> = {
  effect?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  layer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
};

export type UnknownContextResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnknownContext'] = ResolversParentTypes['UnknownContext']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PrincipalAccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PrincipalAccess'] = ResolversParentTypes['PrincipalAccess']> = {
  principal?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['AccessOutcome'], ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['AccessStatement']>, ParentType, ContextType>;
  conditions?: Resolver<ReadonlyArray<ResolversTypes['UnknownContext']>, ParentType, ContextType>;
};

export type PrincipalConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PrincipalConnection'] = ResolversParentTypes['PrincipalConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PrincipalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PrincipalAccess']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PrincipalEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PrincipalEdge'] = ResolversParentTypes['PrincipalEdge']> = {
  node?: Resolver<ResolversTypes['PrincipalAccess'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccessEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessEntry'] = ResolversParentTypes['AccessEntry']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
  conditions?: Resolver<ReadonlyArray<ResolversTypes['UnknownContext']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
};

export type AccessConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessConnection'] = ResolversParentTypes['AccessConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccessEntryEdge'] = ResolversParentTypes['AccessEntryEdge']> = {
  node?: Resolver<ResolversTypes['AccessEntry'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchHitTargetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchHitTarget'] = ResolversParentTypes['SearchHitTarget']> = {
  __resolveType: TypeResolveFn<'Resource' | 'Finding' | 'AttackPath' | 'Rule', ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  target?: Resolver<ResolversTypes['SearchHitTarget'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  JSON?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Severity?: SeverityResolvers;
  Impact?: ImpactResolvers;
  FindingStatus?: FindingStatusResolvers;
  RuleKind?: RuleKindResolvers;
  CoverageState?: CoverageStateResolvers;
  ConditionState?: ConditionStateResolvers;
  Direction?: DirectionResolvers;
  ChangeType?: ChangeTypeResolvers;
  NodeClass?: NodeClassResolvers;
  EdgeClass?: EdgeClassResolvers;
  OrderDirection?: OrderDirectionResolvers;
  PageInfo?: PageInfoResolvers<ContextType>;
  SeverityCount?: SeverityCountResolvers<ContextType>;
  FacetCount?: FacetCountResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  Work?: WorkResolvers<ContextType>;
  Caller?: CallerResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  Resource?: ResourceResolvers<ContextType>;
  ResourceConnection?: ResourceConnectionResolvers<ContextType>;
  ResourceEdge?: ResourceEdgeResolvers<ContextType>;
  NeighbourCount?: NeighbourCountResolvers<ContextType>;
  NeighbourConnection?: NeighbourConnectionResolvers<ContextType>;
  NeighbourEdge?: NeighbourEdgeResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Relationship?: RelationshipResolvers<ContextType>;
  Condition?: ConditionResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  AttackPath?: AttackPathResolvers<ContextType>;
  ExplanationFactor?: ExplanationFactorResolvers<ContextType>;
  AttackStep?: AttackStepResolvers<ContextType>;
  AttackPathConnection?: AttackPathConnectionResolvers<ContextType>;
  AttackPathEdge?: AttackPathEdgeResolvers<ContextType>;
  FixState?: FixStateResolvers;
  Fix?: FixResolvers<ContextType>;
  FixSource?: FixSourceResolvers<ContextType>;
  FixStatus?: FixStatusResolvers<ContextType>;
  FixComment?: FixCommentResolvers<ContextType>;
  FixConnection?: FixConnectionResolvers<ContextType>;
  FixEdge?: FixEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ChokePoint?: ChokePointResolvers<ContextType>;
  BlastRadius?: BlastRadiusResolvers<ContextType>;
  BlastWays?: BlastWaysResolvers<ContextType>;
  KindReached?: KindReachedResolvers<ContextType>;
  ReachedClass?: ReachedClassResolvers<ContextType>;
  ReachedTarget?: ReachedTargetResolvers<ContextType>;
  Simulation?: SimulationResolvers<ContextType>;
  SimulationScore?: SimulationScoreResolvers<ContextType>;
  Guardrail?: GuardrailResolvers<ContextType>;
  FindingOrderField?: FindingOrderFieldResolvers;
  Finding?: FindingResolvers<ContextType>;
  PremiseFact?: PremiseFactResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  FindingFacets?: FindingFacetsResolvers<ContextType>;
  ExceptionState?: ExceptionStateResolvers;
  Exception?: ExceptionResolvers<ContextType>;
  ExceptionConnection?: ExceptionConnectionResolvers<ContextType>;
  ExceptionEdge?: ExceptionEdgeResolvers<ContextType>;
  RequirementStatus?: RequirementStatusResolvers;
  RequirementCount?: RequirementCountResolvers<ContextType>;
  Framework?: FrameworkResolvers<ContextType>;
  FrameworkSection?: FrameworkSectionResolvers<ContextType>;
  Requirement?: RequirementResolvers<ContextType>;
  RequirementControl?: RequirementControlResolvers<ContextType>;
  RuleEvaluation?: RuleEvaluationResolvers<ContextType>;
  Rule?: RuleResolvers<ContextType>;
  PathRisk?: PathRiskResolvers<ContextType>;
  Control?: ControlResolvers<ContextType>;
  RuleTest?: RuleTestResolvers<ContextType>;
  Remediation?: RemediationResolvers<ContextType>;
  RuleConnection?: RuleConnectionResolvers<ContextType>;
  RuleEdge?: RuleEdgeResolvers<ContextType>;
  Scan?: ScanResolvers<ContextType>;
  ScanConnection?: ScanConnectionResolvers<ContextType>;
  ScanEdge?: ScanEdgeResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  MissingCall?: MissingCallResolvers<ContextType>;
  CoverageConnection?: CoverageConnectionResolvers<ContextType>;
  CoverageEdge?: CoverageEdgeResolvers<ContextType>;
  CoverageSummary?: CoverageSummaryResolvers<ContextType>;
  CoverageStateCount?: CoverageStateCountResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  ChangeFacets?: ChangeFacetsResolvers<ContextType>;
  PathChanges?: PathChangesResolvers<ContextType>;
  PathChange?: PathChangeResolvers<ContextType>;
  Posture?: PostureResolvers<ContextType>;
  PartPosture?: PartPostureResolvers<ContextType>;
  PostureMove?: PostureMoveResolvers<ContextType>;
  FindingTurn?: FindingTurnResolvers<ContextType>;
  AccountPosture?: AccountPostureResolvers<ContextType>;
  PosturePoint?: PosturePointResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  KindCount?: KindCountResolvers<ContextType>;
  Subgraph?: SubgraphResolvers<ContextType>;
  AccessDecision?: AccessDecisionResolvers<ContextType>;
  AccessStatement?: AccessStatementResolvers<ContextType>;
  UnknownContext?: UnknownContextResolvers<ContextType>;
  PrincipalAccess?: PrincipalAccessResolvers<ContextType>;
  PrincipalConnection?: PrincipalConnectionResolvers<ContextType>;
  PrincipalEdge?: PrincipalEdgeResolvers<ContextType>;
  AccessEntry?: AccessEntryResolvers<ContextType>;
  AccessConnection?: AccessConnectionResolvers<ContextType>;
  AccessEntryEdge?: AccessEntryEdgeResolvers<ContextType>;
  SearchHitTarget?: SearchHitTargetResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
};

