import type { Derivation, MissingFact } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { administratorAnswer } from './admin.ts'
import { parseArn } from './arn.ts'
import type { Answer } from './ask.ts'
import { deriveAssume } from './assume.ts'
import { policyBreadth } from './breadth.ts'
import { deriveBucket } from './buckets.ts'
import { type Estate, estateOf } from './estate.ts'
import { deriveFederation } from './federate.ts'
import { deriveFunction } from './functions.ts'
import { groupIdentities } from './groups.ts'
import { heldPolicies } from './held-policies.ts'
import { createOutput, type Output } from './output.ts'
import { derivePublicUse, PUBLIC_USE } from './public-use.ts'
import { deriveAnonymousMethods } from './rest-apis.ts'
import { SERVICE_ACCESS } from './service-access.ts'
import { deriveService } from './services.ts'
import { deriveShares } from './shares.ts'

/** Who may assume, administer, read and write what, after every layer of policies. */
export function deriveAccess(facts: FactIndex): Derivation {
  const estate = estateOf(facts)
  const administrators = findAdministrators(estate)
  const output = createOutput(estate, groupIdentities(estate, new Set(administrators.keys())))
  deriveAdministrators(estate, administrators, output)
  for (const role of collected(facts, 'AwsIamRole')) {
    deriveAssume(estate, role, output)
    deriveFederation(estate, role, output)
  }
  for (const bucket of collected(facts, 'AwsS3Bucket')) deriveBucket(estate, bucket, output)
  for (const access of SERVICE_ACCESS) {
    for (const node of collected(facts, access.kind)) deriveService(estate, node, access, output)
  }
  for (const api of collected(facts, 'AwsRestApi')) deriveAnonymousMethods(estate, api, output)
  for (const use of PUBLIC_USE) {
    for (const node of collected(facts, use.kind)) derivePublicUse(estate, node, use, output)
  }
  for (const node of collected(facts, 'AwsLambdaFunction')) deriveFunction(estate, node, output)
  for (const kind of ['AwsEbsSnapshot', 'AwsMachineImage']) {
    for (const node of collected(facts, kind)) deriveShares(estate, node, output)
  }
  deriveBreadths(facts, output)
  return { ...output.finish(), missing: [...unreadPolicies(facts), ...unparseableDocuments(estate)] }
}

/** What each policy gives away, and which of those that AWS wrote give away everything where they are attached. */
function deriveBreadths(facts: FactIndex, output: Output): void {
  const read = facts.ofKind('AwsIamPolicy').filter(({ props }) => props.document !== undefined)
  const breadths = new Map(read.map(({ id, props }) => [id, policyBreadth(props.document)]))
  for (const [id, breadth] of breadths) output.property(id, breadth)
  for (const holder of POLICY_HOLDERS.flatMap((kind) => collected(facts, kind)))
    output.property(holder.id, heldPolicies(facts, holder, breadths))
}

const POLICY_HOLDERS = ['AwsIamUser', 'AwsIamRole', 'AwsIamGroup'] as const

/** Attached policies without a document: an export that lacks one that is AWS's own, a call that was denied. */
function unreadPolicies(facts: FactIndex): readonly MissingFact[] {
  const found = new Map<string, MissingFact>()
  const told = new Set(
    facts.snapshot.coverage.flatMap(({ missing }) =>
      missing.filter(({ state }) => state === 'UNPARSEABLE').map(({ resource }) => resource),
    ),
  )
  const holders = POLICY_HOLDERS.flatMap((kind) => facts.ofKind(kind))
  for (const holder of holders) {
    const { account } = holder.props
    if (typeof account !== 'string') continue
    for (const { to } of facts.from(holder.id, 'HAS_POLICY')) {
      if ((facts.node(to)?.props.document ?? null) !== null || told.has(to)) continue
      const missing = { call: 'iam get-policy-version', state: 'FAILED', resource: to } as const
      found.set(`${account} ${to}`, { account, service: 'iam', ...missing })
    }
  }
  return [...found.values()]
}

/** Documents that are there and say nothing that AWS would have stored; told by the service that holds them. */
function unparseableDocuments({ facts, unparseable }: Estate): readonly MissingFact[] {
  return [...unparseable.keys()].flatMap((id): MissingFact[] => {
    const [resource = id] = id.split('#')
    const arn = parseArn(resource)
    const { account = arn?.account } = facts.node(resource)?.props ?? {}
    if (typeof account !== 'string') return []
    const service = arn?.service ?? 'organizations'
    return [{ account, service, call: `${service} policy document`, state: 'UNPARSEABLE', resource: id }]
  })
}

/** Stubs are only referred to; nothing is known of them. */
const collected = (facts: FactIndex, kind: string) =>
  facts.ofKind(kind).filter((node) => node.props.stub !== true)

function findAdministrators(estate: Estate): ReadonlyMap<string, Answer> {
  const found = new Map<string, Answer>()
  for (const one of estate.classes) {
    const answer = administratorAnswer(estate, one)
    if (answer !== null) found.set(one.id, answer)
  }
  return found
}

function deriveAdministrators(
  estate: Estate,
  administrators: ReadonlyMap<string, Answer>,
  output: Output,
): void {
  for (const one of estate.classes) {
    const answer = administrators.get(one.id)
    for (const { id } of one.members) {
      output.property(id, { isAdmin: answer !== undefined })
      if (answer === undefined || estate.facts.node(one.account) === undefined) continue
      output.edge({ kind: 'ADMIN_OF', from: id, to: one.account, attack: ['T1078.004'] }, answer)
    }
  }
}
