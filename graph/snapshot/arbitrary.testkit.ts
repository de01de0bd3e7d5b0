import fc from 'fast-check'
import { COMMON_PROPERTIES, type PropertyDeclaration, type PropertyType } from '../schema/define.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import {
  COVERAGE_STATES,
  type CoverageEntry,
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
  type Value,
} from './records.ts'

/** A snapshot from its records. */
export const snapshotOf = (
  nodes: readonly NodeRecord[],
  relationships: readonly RelationshipRecord[] = [],
  coverage: readonly CoverageEntry[] = [],
): Snapshot => ({
  nodes: new Map(nodes.map((node) => [node.id, node])),
  relationships: new Map(relationships.map((relationship) => [relationshipId(relationship), relationship])),
  coverage,
})

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
)
const json: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

const VALUES: { readonly [T in PropertyType]: fc.Arbitrary<Value> } = {
  text,
  time: text,
  number,
  flag: fc.boolean(),
  texts: fc.array(text, { maxLength: 3 }),
  numbers: fc.array(number, { maxLength: 3 }),
  json,
}

const propsOf = (declared: { readonly [name: string]: PropertyDeclaration }): fc.Arbitrary<Props> => {
  const names = Object.keys(declared).filter((name) => name !== 'partition')
  if (names.length === 0) return fc.constant({})
  const entry = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.tuple(fc.constant(name), fc.option(VALUES[declared[name]?.type ?? 'text'], { freq: 4 })),
    )
  return fc.array(entry, { maxLength: 8 }).map((entries) => Object.fromEntries(entries))
}

const partition = fc.option(fc.constantFrom('aws/1/global/iam', 'aws/2/eu-west-1/ec2'), { nil: undefined })
const withPartition = <T extends object>(record: T, name: string | undefined): T =>
  name === undefined ? record : { ...record, partition: name }

const node = (id: string): fc.Arbitrary<NodeRecord> =>
  fc
    .constantFrom(...NODE_KINDS.values())
    .chain(({ kind, properties }) =>
      fc
        .tuple(propsOf({ ...COMMON_PROPERTIES, ...properties }), partition)
        .map(([props, name]) => withPartition({ id, kind, props }, name)),
    )

const relationship = (ids: readonly string[]): fc.Arbitrary<RelationshipRecord> =>
  fc.constantFrom(...RELATIONSHIP_KINDS.values()).chain(({ kind, properties }) =>
    fc
      .record({
        from: fc.constantFrom(...ids),
        to: fc.constantFrom(...ids),
        key: fc.option(fc.constantFrom('', 'iam-001'), { nil: undefined }),
        props: propsOf(properties),
        partition,
      })
      .map(({ key, partition: name, ...rest }) =>
        withPartition({ ...rest, kind, ...(key === undefined ? {} : { key }) }, name),
      ),
  )

const coverage: fc.Arbitrary<CoverageEntry> = fc.record(
  {
    provider: fc.constant('aws'),
    account: text,
    region: text,
    service: text,
    state: fc.constantFrom(...COVERAGE_STATES),
    reason: fc.option(text),
    at: text,
    missing: fc.array(
      fc.record(
        { call: text, state: fc.constantFrom(...COVERAGE_STATES), resource: fc.option(text) },
        { noNullPrototype: true },
      ),
      { maxLength: 2 },
    ),
  },
  { noNullPrototype: true },
)

/** Any small snapshot that the schema allows; ids come from a small set, so that two of them overlap. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .subarray(['arn:aws:iam::1:role/a', 'arn:aws:s3:::b', 'Internet', 'i-é✓', '"`\'$\\'], { minLength: 1 })
  .chain((ids) =>
    fc
      .tuple(
        fc.tuple(...ids.map(node)),
        fc.array(relationship(ids), { maxLength: 6 }),
        fc.array(coverage, { maxLength: 3 }),
      )
      .map((parts) => snapshotOf(...parts)),
  )
