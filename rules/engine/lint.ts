import { COMMON_PROPERTIES } from '../../graph/schema/define.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { kindsOf } from '../../graph/schema/labels.ts'
import type { Control } from './controls.ts'
import { checkQuery } from './cypher-check.ts'
import type { Framework } from './frameworks.ts'
import { mendProblems } from './mend-lint.ts'
import { parameterNames } from './parameters.ts'
import type { Rule, RuleTest } from './rule.ts'

/** Something in a rule that must be mended before it can be trusted. */
export interface RuleProblem {
  readonly rule: string
  /** The field it is in. */
  readonly field: string
  readonly message: string
}

/** What a rule may name. */
export interface Named {
  readonly frameworks: ReadonlyMap<string, Framework>
  readonly controls: ReadonlyMap<string, Control>
}

/** What is wrong with each rule; empty when nothing is. */
export const lintRules = (rules: readonly Rule[], named: Named): readonly RuleProblem[] =>
  rules.flatMap((rule) => lintRule(rule, named))

export function lintRule(rule: Rule, { frameworks, controls }: Named): readonly RuleProblem[] {
  const parameters = parameterNames(rule)
  const columns = rule.kind === 'toxic-combination' ? ['subject', 'path'] : ['subject']
  const fields: readonly (readonly [string, readonly string[]])[] = [
    ['id', nameProblems(rule)],
    ['subject', kindsOf(rule.subject).length > 0 ? [] : [`no node kind is called ${rule.subject}`]],
    ['requires', undeclared(rule.requires, rule.subject)],
    ['confirmedBy', confirmedProblems(rule)],
    ['control', controls.has(rule.control) ? [] : [`${rule.control} is not in rules/controls.yaml`]],
    ['requirements', rule.requirements.flatMap((requirement) => unknownRequirement(requirement, frameworks))],
    ['population', checkQuery(rule.population, { parameters, columns: ['subject'] })],
    ['query', checkQuery(rule.query, { parameters, columns })],
    ['mend', mendProblems(rule)],
    ['tests', testProblems(rule)],
  ]
  return fields.flatMap(([field, messages]) => messages.map((message) => ({ rule: rule.id, field, message })))
}

const nameProblems = ({ id, provider }: Rule): readonly string[] => [
  ...(id.startsWith(`${provider}-`) ? [] : [`does not begin with ${provider}-`]),
  ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? [] : ['has more than small letters, digits and single dashes']),
]

const confirmedProblems = ({ confirmedBy, parameters }: Rule): readonly string[] =>
  confirmedBy === null || Array.isArray(parameters[confirmedBy])
    ? []
    : [`${confirmedBy} is no parameter with a list`]

function undeclared(properties: readonly string[], label: string): readonly string[] {
  const kinds = kindsOf(label)
  const isDeclared = (property: string): boolean =>
    property === 'kind' ||
    Object.hasOwn(COMMON_PROPERTIES, property) ||
    kinds.some((kind) => Object.hasOwn(kind.properties, property))
  return properties
    .filter((property) => !isDeclared(property))
    .map((property) => `${label} has no property ${property}`)
}

function unknownRequirement(
  requirement: string,
  frameworks: ReadonlyMap<string, Framework>,
): readonly string[] {
  const separator = requirement.indexOf(':')
  const framework = frameworks.get(requirement.slice(0, separator))
  const known =
    framework !== undefined && Object.hasOwn(framework.requirements, requirement.slice(separator + 1))
  return known ? [] : [`${requirement} is in no file of rules/frameworks`]
}

function testProblems(rule: Rule): readonly string[] {
  const { tests } = rule
  return [
    ...(tests.some((test) => test.finds.length > 0) ? [] : ['none finds anything']),
    ...(tests.some((test) => isNearMiss(rule, test)) ? [] : ['none is a near miss that finds nothing']),
    ...tests.flatMap(literalProblems),
  ]
}

/** It has what the rule evaluates, knows all about it, and finds nothing. */
const isNearMiss = (rule: Rule, test: RuleTest): boolean =>
  test.finds.length === 0 &&
  test.notEvaluated.length === 0 &&
  Object.values(test.nodes).some((node) => kindsOf(rule.subject).some(({ kind }) => kind === node.kind))

function literalProblems({ name, nodes, relationships, finds, notEvaluated }: RuleTest): readonly string[] {
  const absent = (ids: readonly string[]) => ids.filter((id) => !Object.hasOwn(nodes, id))
  const ends = relationships.flatMap(([from, , to]) => [from, to])
  return [
    ...Object.values(nodes).flatMap(({ kind, ...props }) =>
      NODE_KINDS.has(kind) ? undeclared(Object.keys(props), kind) : [`no node kind is called ${kind}`],
    ),
    ...relationships
      .filter(([, kind]) => !RELATIONSHIP_KINDS.has(kind))
      .map(([, kind]) => `no relationship kind is called ${kind}`),
    ...absent([...ends, ...finds, ...notEvaluated]).map((id) => `${id} is not in its graph`),
  ].map((message) => `${name}: ${message}`)
}
