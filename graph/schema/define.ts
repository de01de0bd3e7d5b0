/**
 * Every node and relationship kind is declared once; the store's constraints, the writer's checks, the rule
 * linter and the documentation derive from the declarations.
 */

/** `json` values are objects or mixed lists in memory and JSON strings in the store; `time` is ISO 8601. */
export const PROPERTY_TYPES = ['text', 'number', 'flag', 'time', 'texts', 'numbers', 'json'] as const
export type PropertyType = (typeof PROPERTY_TYPES)[number]

/** Also a label on every node, and the shape it has on the canvas. */
export const NODE_CLASSES = [
  'Identity',
  'Workload',
  'Data',
  'Secret',
  'Network',
  'Policy',
  'Account',
  'Code',
  'Internet',
] as const
export type NodeClass = (typeof NODE_CLASSES)[number]

export interface PropertyDeclaration {
  readonly type: PropertyType
  readonly doc: string
  /** Set by derivation, not by a collector. */
  readonly derived?: true
}

export interface NodeDeclaration {
  readonly kind: string
  readonly class: NodeClass
  readonly provider: 'aws' | 'azure' | 'gcp' | 'any'
  readonly service: string
  /** For people: `S3 bucket`. */
  readonly title: string
  readonly properties: { readonly [name: string]: PropertyDeclaration }
}

/** Hue and meaning on the canvas; `fact` comes from the cloud, the others are attack edges. */
export const RELATIONSHIP_CLASSES = ['fact', 'access', 'network', 'credential'] as const
export type RelationshipClass = (typeof RELATIONSHIP_CLASSES)[number]

export interface RelationshipDeclaration {
  readonly kind: string
  readonly class: RelationshipClass
  /** Reads as `FROM <verb> TO`, for people: `may assume`. */
  readonly verb: string
  readonly doc: string
  readonly properties: { readonly [name: string]: PropertyDeclaration }
}

export const text = (doc: string): PropertyDeclaration => ({ type: 'text', doc })
export const number = (doc: string): PropertyDeclaration => ({ type: 'number', doc })
export const flag = (doc: string): PropertyDeclaration => ({ type: 'flag', doc })
export const time = (doc: string): PropertyDeclaration => ({ type: 'time', doc })
export const texts = (doc: string): PropertyDeclaration => ({ type: 'texts', doc })
export const json = (doc: string): PropertyDeclaration => ({ type: 'json', doc })
export const derived = (property: PropertyDeclaration): PropertyDeclaration => ({
  ...property,
  derived: true,
})

/** Properties that every node may have. */
export const COMMON_PROPERTIES = {
  name: text('what people call it: the Name tag, else the last part of the id'),
  provider: text('aws, azure or gcp'),
  account: text('account, subscription or project id'),
  region: text('region name, or global'),
  arn: text('AWS ARN where the id is not already one'),
  tags: texts('key=value, sorted'),
  createdAt: time('when the cloud says it was created'),
  partition: text('provider/account/region/service that collected it'),
  stub: flag('true: something refers to it, but it was not collected'),
  stale: flag('true: carried forward because its partition could not be read'),
  staleSince: time('when its partition was last read in full'),
  exposure: derived(
    text('internet: reachable or readable from the Internet; internal otherwise; absent if not computed'),
  ),
  adminPath: derived(
    texts('ids of a shortest way from here to an account that it comes to administer, both ends among them'),
  ),
  sensitivity: derived(text('low, medium, high or critical: what its loss would mean')),
} as const satisfies Record<string, PropertyDeclaration>

export const defineNode = (declaration: NodeDeclaration): NodeDeclaration => declaration
export const defineRelationship = (declaration: RelationshipDeclaration): RelationshipDeclaration =>
  declaration
