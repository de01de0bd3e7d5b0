import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { Rule } from './rule.ts'

export interface SkeletonRequest {
  readonly id: string
  readonly provider: Rule['provider']
  readonly service: string
  /** The node kind that findings are about. */
  readonly subject: string
}

/** Kinds that seem to belong to a service, by their names; the shortest name first. */
export const subjectsOf = (provider: Rule['provider'], service: string): readonly string[] =>
  [...NODE_KINDS.keys()]
    .filter((kind) => kind.toLowerCase().startsWith(`${provider}${service.replaceAll('-', '')}`))
    .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))

/** The text of a new rule file: it passes the linter and its own tests, and says what to put in place of what it has. */
export const skeletonOf = ({ id, provider, service, subject }: SkeletonRequest): string => `\
# ${id}: the file is called like the rule. Check it: chokepoint rules lint FILE, chokepoint rules test FILE
title: Resource whose name is forbidden # at most 100 characters: what is wrong, as a noun
kind: misconfiguration # or toxic-combination, whose query also returns \`path\`, a list of ids
severity: low # critical, high, medium, low, info
provider: ${provider}
subject: ${subject} # the node kind that a finding is about
description: What is so when the rule fails.
rationale: What an attacker gains by it.
falsePositives: When it is meant to be so.
remediation:
  console: Where to click.
  cli: echo 'the command that mends it'
  terraform: '# the block that mends it'
references:
  - https://example.com/our-standard
attack: [] # MITRE ATT&CK ids, such as T1078.004
control: secure-configuration # what it is a test of: an id of rules/controls.yaml
requirements: [] # <framework>:<requirement>, such as cis-aws-5.0:2.1.4, where one asks for just this
needs: [${service}] # the services, or single calls, that must have been read; else it is "not evaluated"
requires: [] # properties of the subject that must be known
confirmedBy: null # a parameter that lists the subjects of which a person says what no call tells
parameters: # query parameters; a number called xDays also gives $xDaysAgo and $xDaysAhead as ISO 8601
  prefix: forbidden-
population: | # what is evaluated
  MATCH (resource:${subject})
  RETURN resource.id AS subject
query: | # what fails; may also return \`detail\`, a sentence about this resource
  MATCH (resource:${subject})
  WHERE resource.name STARTS WITH $prefix
  RETURN resource.id AS subject
tests: # small graphs: one that finds, and one near miss that must not
  - name: a forbidden name fails
    nodes:
      bad: { kind: ${subject}, name: forbidden-one }
    finds: [bad]
  - name: a name that only holds the word passes
    nodes:
      good: { kind: ${subject}, name: not-forbidden-one }
    finds: []
`
