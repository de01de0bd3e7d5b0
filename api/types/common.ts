import { GraphQLScalarType } from 'graphql'
import { z } from 'zod'
import { IMPACTS, SEVERITIES } from '../../graph/paths/path.ts'
import { NODE_CLASSES, RELATIONSHIP_CLASSES } from '../../graph/schema/define.ts'
import { COVERAGE_STATES } from '../../graph/snapshot/records.ts'
import { FINDING_STATUSES } from '../../rules/engine/rule.ts'
import { defineType, enumValues } from '../define-type.ts'

const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => z.json().parse(value),
})

const dateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'ISO 8601 with a time zone.',
  serialize: (value) => z.string().parse(value),
  parseValue: (value) => z.iso.datetime({ offset: true }).parse(value),
})

/** Scalars, enums and shapes that several types share. */
export const common = defineType({
  sdl: /* GraphQL */ `
    scalar JSON
    "ISO 8601 with a time zone."
    scalar DateTime

    enum Severity { CRITICAL HIGH MEDIUM LOW INFO }
    enum Impact { CRITICAL HIGH MEDIUM LOW }
    enum FindingStatus { FAIL NOT_EVALUATED EXCEPTED RESOLVED }
    enum RuleKind { MISCONFIGURATION TOXIC_COMBINATION }
    enum CoverageState { OK DENIED THROTTLED EXPIRED TRUNCATED UNSUPPORTED UNPARSEABLE FAILED }
    enum ConditionState { MET UNMET UNKNOWN }
    enum Direction { OUT IN BOTH }
    enum ChangeType { ADDED CHANGED REMOVED }
    enum NodeClass { IDENTITY WORKLOAD DATA SECRET NETWORK POLICY ACCOUNT CODE INTERNET }
    enum EdgeClass { FACT ACCESS NETWORK CREDENTIAL }
    enum OrderDirection { ASC DESC }

    type PageInfo {
      hasNextPage: Boolean!
      hasPreviousPage: Boolean!
      startCursor: String
      endCursor: String
    }
    type SeverityCount { severity: Severity! count: Int! }
    type FacetCount { value: String! label: String! count: Int! }
  `,
  resolvers: {
    JSON: json,
    DateTime: dateTime,
    Severity: enumValues(SEVERITIES),
    Impact: enumValues(IMPACTS),
    FindingStatus: enumValues(FINDING_STATUSES),
    RuleKind: enumValues(['misconfiguration', 'toxic-combination']),
    CoverageState: enumValues(COVERAGE_STATES),
    ConditionState: enumValues(['met', 'unmet', 'unknown']),
    Direction: enumValues(['out', 'in', 'both']),
    ChangeType: enumValues(['added', 'changed', 'removed']),
    NodeClass: enumValues(NODE_CLASSES),
    EdgeClass: enumValues(RELATIONSHIP_CLASSES),
    OrderDirection: enumValues(['asc', 'desc']),
  },
})
