import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { SEVERITIES } from '../../graph/paths/path.ts'
import { mend } from './mend-file.ts'
import type { Rule } from './rule.ts'
import { membersOf } from './rule-family.ts'

const text = z.string().trim().min(1)
const parameterName = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const props = z.record(z.string(), z.json())

const ruleTest = z.strictObject({
  name: text.describe('A claim: what the graph holds, and what follows'),
  nodes: z
    .record(z.string(), z.intersection(z.object({ kind: z.string() }), props))
    .describe('Nodes by id, with their kind and properties'),
  relationships: z
    .array(
      z.union([
        z.tuple([z.string(), z.string(), z.string()]),
        z.tuple([z.string(), z.string(), z.string(), props]),
      ]),
    )
    .default([])
    .describe('[from, KIND, to] or [from, KIND, to, properties]'),
  finds: z.array(z.string()).describe('Ids that must fail; everything else evaluated must pass'),
  notEvaluated: z.array(z.string()).default([]).describe('Ids that must be left open'),
})

/** The form of a rule file. Id and service are not in it: they are the names of the file and of its folder. */
export const RuleFile = z
  .strictObject({
    title: text.max(100),
    kind: z.enum(['misconfiguration', 'toxic-combination']),
    severity: z.enum(SEVERITIES),
    provider: z.enum(['aws', 'azure', 'gcp']),
    subject: text.describe('The node kind that a finding is about, or a class of kinds such as Identity'),
    description: text,
    rationale: text,
    falsePositives: text,
    remediation: z.strictObject({ console: text, cli: text, terraform: text }),
    references: z.array(z.url({ protocol: /^https$/ })).min(1),
    attack: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).describe('MITRE ATT&CK techniques'),
    control: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .describe('What it is a test of: an id of rules/controls.yaml'),
    requirements: z
      .array(z.string().regex(/^[a-z0-9.-]+:\S+$/))
      .describe('<framework>:<requirement>, where the framework asks for just this'),
    parameters: z
      .record(
        parameterName,
        z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())]),
      )
      .default({}),
    needs: z
      .array(z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+( [a-z0-9-]+)+( --[a-z-]+=[a-z-]+)?)?$/))
      .min(1)
      .describe(
        'What must have been read: `s3`, or one call: `s3/s3api get-bucket-policy`; the first is of the subject’s own account',
      ),
    requires: z
      .array(z.string().regex(/^\$?[a-z][A-Za-z0-9]*$/))
      .default([])
      .describe('Properties of the subject that must be known; $name in a family'),
    confirmedBy: z
      .string()
      .nullable()
      .default(null)
      .describe('Parameter that lists the subjects of which a person says what no call tells'),
    population: text.describe('Cypher: what is evaluated'),
    query: text.describe('Cypher: what fails'),
    mend: z
      .array(mend)
      .default([])
      .describe('What-if changes that make a failing resource pass, where `simulate` has them'),
    tests: z.array(ruleTest).min(2),
  })
  .meta({ title: 'Chokepoint rule' })

const variant = RuleFile.partial()

/** The form of a family's file: what its rules share, and by id what each says otherwise. Its own name is no rule's. */
export const RuleFamilyFile = variant
  .extend({
    variants: z
      .record(z.string(), variant)
      .describe('Rules by id: each gives fields in place of the family’s, and parameters'),
  })
  .meta({ title: 'Family of Chokepoint rules' })

/** A rule file that does not have the right form; the message names file, line and field. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError'
}

/** A rule as it stands in its file: what it bears on besides is for the frameworks to say. */
export type WrittenRule = Omit<Rule, 'frameworks'>

/** The rules of a file: one, or those of a family. @throws RuleFileError naming each wrong field with its line. */
export function parseRules(source: string, origin: Origin): readonly WrittenRule[] {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, merge: true })
  const [syntaxError] = document.errors
  if (syntaxError !== undefined) throw new RuleFileError(`${origin.file}: ${syntaxError.message}`)
  if (!isMap(document.contents)) throw new RuleFileError(`${origin.file}:1: a rule is a YAML mapping`)
  const fields = z.record(z.string(), z.unknown()).parse(document.toJS({ maxAliasCount: 100 }))
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node = document.getIn(path, true)
    const range = isNode(node) ? node.range : null
    if (range) return lines.linePos(range[0]).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  return membersOf(origin.id, fields).map((member) => {
    const parsed = RuleFile.safeParse(member.fields)
    if (parsed.success) return { id: member.id, service: origin.service, ...parsed.data }
    const issues = parsed.error.issues.map((issue) => {
      const place = member.place(issue.path)
      return `${origin.file}:${lineOf(place)}: ${place.join('.') || 'rule'}: ${issue.message}`
    })
    throw new RuleFileError(issues.join('\n'))
  })
}

interface Origin {
  readonly file: string
  /** The file's name: the id of its rule, when it holds one. */
  readonly id: string
  readonly service: string
}
