import type { Props, Value } from '../snapshot/records.ts'
import { ACCOUNT } from './aws/example.ts'
import type { PrivilegeTechnique } from './privilege.ts'
import type { GraphLiteral } from './technique.ts'
import { withProps } from './techniques.testkit.ts'

/** An example with one thing changed, so that the edge must be gone. */
export interface MinimalPair {
  readonly name: string
  readonly literal: GraphLiteral
}

/** Every pair that one technique's example gives. */
export function minimalPairs(technique: PrivilegeTechnique): readonly MinimalPair[] {
  const { example } = technique
  const needed = technique.needs.self.filter(({ optional }) => optional !== true)
  const asked = [...new Set(needed.map(({ action }) => action))]
  // Being named in a trust policy is enough to assume a role, so that nothing of one's own can be missing.
  const own = [...new Set(needed.filter(({ trust }) => trust === undefined).map(({ action }) => action))]
  return [
    ...own.flatMap((action) => withoutPermission(example, action)),
    ...asked.flatMap((action) => stopped(example, action)),
    ...own.flatMap((action) => underBoundary(example, action)),
    ...wrongService(example),
    ...wrongTrust(example),
    ...propertiesFlipped(technique),
    ...factsMissing(example),
    ...nodesMissing(example),
    ...resultLimited(technique, asked),
  ]
}

const attackerOf = ({ nodes }: GraphLiteral): string => nodes[1]?.[0] ?? ''
const policyOf = (literal: GraphLiteral): string => `${attackerOf(literal)}#inline/p`

const statementsOf = (literal: GraphLiteral): readonly Props[] => {
  const document = literal.nodes.find(([id]) => id === policyOf(literal))?.[2]?.document
  return listIn(document, 'Statement')
}

function listIn(document: Value | undefined, key: string): readonly Props[] {
  const entries = typeof document === 'object' && document !== null ? Object.entries(document) : []
  const list = new Map(entries).get(key)
  return Array.isArray(list) ? list : []
}

const withStatements = (literal: GraphLiteral, statements: readonly Props[]): GraphLiteral =>
  withProps(literal, policyOf(literal), { document: { Version: '2012-10-17', Statement: statements } })

function withoutPermission(example: GraphLiteral, action: string): readonly MinimalPair[] {
  const statements = statementsOf(example)
  const without = statements.filter((statement) => statement.Action !== action)
  const elsewhere = statements.map((statement) =>
    statement.Action === action ? { ...statement, Resource: 'arn:aws:s3:::unrelated' } : statement,
  )
  const asAnother = statements.map((statement) =>
    statement.Action === action
      ? { ...statement, Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:user/x' } } }
      : statement,
  )
  return [
    { name: `without ${action}`, literal: withStatements(example, without) },
    { name: `${action} on another resource`, literal: withStatements(example, elsewhere) },
    { name: `${action} for another principal`, literal: withStatements(example, asAnother) },
  ]
}

const denying = (action: string): Props => ({ Effect: 'Deny', Action: action, Resource: '*' })
const EVERYTHING: Props = { Effect: 'Allow', Action: '*', Resource: '*' }
const allBut = (action: string): Props => ({ Effect: 'Allow', NotAction: action, Resource: '*' })
const documentOf = (...statements: readonly Props[]): Props => ({
  Version: '2012-10-17',
  Statement: statements,
})

function stopped(example: GraphLiteral, action: string): readonly MinimalPair[] {
  const underControl = (...levels: readonly Value[]) =>
    withProps(example, ACCOUNT, { serviceControlPolicies: levels })
  const all = [documentOf(EVERYTHING)]
  return [
    {
      name: `${action} denied`,
      literal: withStatements(example, [...statementsOf(example), denying(action)]),
    },
    {
      name: `${action} denied by a service control policy`,
      literal: underControl(all, [documentOf(EVERYTHING, denying(action))]),
    },
    {
      name: `${action} not allowed at a level of the organization`,
      literal: underControl([documentOf(allBut(action))], all),
    },
  ]
}

function bounded(example: GraphLiteral, statement: Props): GraphLiteral | null {
  const attacker = attackerOf(example)
  if (example.facts.some(([from, kind]) => from === attacker && kind === 'BOUNDED_BY')) return null
  const document = documentOf(statement)
  return {
    ...example,
    nodes: [...example.nodes, ['bound', 'AwsIamPolicy', { type: 'customer-managed', document }]],
    facts: [...example.facts, [attacker, 'BOUNDED_BY', 'bound']],
  }
}

function underBoundary(example: GraphLiteral, action: string): readonly MinimalPair[] {
  const literal = bounded(example, allBut(action))
  return literal === null ? [] : [{ name: `${action} outside the boundary`, literal }]
}

function wrongService(example: GraphLiteral): readonly MinimalPair[] {
  const statements = statementsOf(example)
  if (!statements.some(({ Action }) => Action === 'iam:PassRole')) return []
  const limited = statements.map((statement) =>
    statement.Action === 'iam:PassRole'
      ? { ...statement, Condition: { StringEquals: { 'iam:PassedToService': 'rds.amazonaws.com' } } }
      : statement,
  )
  return [{ name: 'iam:PassRole to another service', literal: withStatements(example, limited) }]
}

/** Every trust policy that says something: emptied, for another principal, from another account, denied. */
function wrongTrust(example: GraphLiteral): readonly MinimalPair[] {
  return example.nodes.flatMap(([id, , props]) => {
    const statements = listIn(props?.trustPolicy, 'Statement')
    if (statements.length === 0 || id === attackerOf(example)) return []
    const put = (name: string, changed: readonly Props[]): MinimalPair => ({
      name: `${name} (${id.split('/').at(-1)})`,
      literal: withProps(example, id, { trustPolicy: documentOf(...changed) }),
    })
    const other = { Service: 'rds.amazonaws.com' }
    const deny = statements.map((statement) => ({ ...statement, Effect: 'Deny' }))
    const forOthers = { StringEquals: { 'aws:SourceAccount': '222222222222', 'aws:PrincipalAccount': '2' } }
    return [
      put('trusts nobody', []),
      put(
        'trusts another service',
        statements.map((statement) => ({ ...statement, Principal: other })),
      ),
      put('denies whom it trusts', [...statements, ...deny]),
      put(
        'trusts requests of another account',
        statements.map((one) => ({ ...one, Condition: forOthers })),
      ),
    ]
  })
}

/** Values that properties take; the first that fails the need's test is put in. */
const VALUES: readonly Value[] = [
  false,
  true,
  null,
  0,
  1,
  2,
  5,
  'stopped',
  'STOPPED',
  'DELETED',
  'terminated',
]

function propertiesFlipped({ example, needs }: PrivilegeTechnique): readonly MinimalPair[] {
  return [...needs.target, ...needs.world].flatMap(({ id, about }) => {
    const node = example.nodes.find(
      ([, , props]) =>
        about !== undefined &&
        props?.[about.property] !== undefined &&
        about.test(props[about.property] ?? null),
    )
    if (about === undefined || node === undefined) return []
    return VALUES.filter((value) => !about.test(value)).map((value) => ({
      name: `${id}: ${about.property} is ${JSON.stringify(value)}`,
      literal: withProps(example, node[0], { [about.property]: value }),
    }))
  })
}

const factsMissing = (example: GraphLiteral): readonly MinimalPair[] =>
  example.facts
    .filter(([, kind]) => kind !== 'BOUNDED_BY')
    .map((missing) => ({
      name: `nothing ${missing[1]} ${missing[2].split('/').at(-1)}`,
      literal: { ...example, facts: example.facts.filter((fact) => fact !== missing) },
    }))

/** Everything but the account and the attacker himself. */
const nodesMissing = (example: GraphLiteral): readonly MinimalPair[] =>
  example.nodes.slice(2).flatMap((missing) =>
    example.facts.some(([, kind, to]) => kind === 'BOUNDED_BY' && to === missing[0])
      ? []
      : [
          {
            name: `no ${missing[1]} ${missing[0].split('/').at(-1)}`,
            literal: { ...example, nodes: example.nodes.filter((node) => node !== missing) },
          },
        ],
  )

/** The calls are allowed, but what they give is not: a boundary or an organization goes on to hold. */
function resultLimited(technique: PrivilegeTechnique, actions: readonly string[]): readonly MinimalPair[] {
  if (technique.edge !== 'CAN_ESCALATE' || technique.id === 'iam-012') return []
  const { example } = technique
  const control = documentOf({ Effect: 'Allow', Action: actions, Resource: '*' })
  const organized = {
    name: 'an organization that allows only the calls',
    literal: withProps(example, ACCOUNT, { serviceControlPolicies: [[control]] }),
  }
  const literal = bounded(example, { Effect: 'Allow', Action: actions, Resource: '*' })
  // A new permission set makes a new principal, which no boundary of the attacker's limits.
  const isOther = technique.category !== 'self-escalation' || technique.id === 'sso-001'
  if (isOther || literal === null) return [organized]
  return [organized, { name: 'a boundary that allows only the calls', literal }]
}
