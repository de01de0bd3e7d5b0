import { z } from 'zod'
import { parseArn } from './arn.ts'
import type { ContextValues } from './context.ts'
import { type Decision, evaluate, requestContext } from './evaluate.ts'
import { explain } from './explain.ts'
import type { Layer } from './layers.ts'
import { parsePolicy } from './parse.ts'
import type { Policies } from './passed.ts'
import type { Policy } from './policy.ts'
import { parsePrincipal } from './principal.ts'
import { unknownConditions } from './unknown-conditions.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])
const documents = z.array(z.unknown()).default([])
const levels = z.array(z.array(z.unknown())).default([])

/** One line of `evaluate`, as docs/interface.md describes it. */
const Case = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  request: z.object({
    principal: z.string().min(1),
    action: z.string().regex(/^[^:\s]+:[^:\s]+$/, 'must be like s3:GetObject'),
    resource: z.string().min(1),
    resourceAccount: z
      .string()
      .regex(/^\d{12}$/, 'must be twelve digits')
      .nullish(),
    context: z.record(z.string(), z.union([scalar, z.array(scalar)])).default({}),
    complete: z.boolean().default(false),
  }),
  identityPolicies: documents,
  permissionBoundaries: documents,
  sessionPolicies: documents,
  resourcePolicy: z.unknown().optional(),
  serviceControlPolicies: levels,
  resourceControlPolicies: levels,
})
type Case = z.infer<typeof Case>

export interface CaseAnswer {
  readonly decision: Decision['decision']
  readonly by: readonly {
    readonly layer: Layer
    readonly index: number
    readonly document?: number
    readonly statement: number
    readonly sid: string | null
    readonly effect: 'Allow' | 'Deny'
  }[]
  /** The layer that stopped the request, or may stop it. */
  readonly stoppedBy: Layer | null
  readonly conditions: readonly { readonly key: string; readonly detail: string }[]
  readonly reason: string
}

export type CaseResult =
  | { readonly ok: true; readonly id: string | number | null; readonly answer: CaseAnswer }
  | { readonly ok: false; readonly id: string | number | null; readonly error: string }

class BadCase extends Error {}

/** Evaluates one self-contained case. Whatever the input is, the answer is a decision or an error text. */
export function evaluateCase(input: unknown): CaseResult {
  const parsed = Case.safeParse(input)
  if (!parsed.success) return { ok: false, id: idOf(input), error: issueText(parsed.error) }
  const id = parsed.data.id ?? null
  try {
    return { ok: true, id, answer: answerOf(parsed.data) }
  } catch (error) {
    if (error instanceof BadCase) return { ok: false, id, error: error.message }
    throw error
  }
}

function answerOf(input: Case): CaseAnswer {
  const { request } = input
  const principal = parsePrincipal(request.principal)
  if (principal === null) {
    throw new BadCase(
      `request.principal: ${JSON.stringify(request.principal.slice(0, 120))} is no ARN of a principal, service or *`,
    )
  }
  const resourceAccount =
    request.resourceAccount ?? (parseArn(request.resource)?.account || principal.account)
  const subject = { principal, action: request.action, resource: request.resource, resourceAccount }
  const context = requestContext(subject, contextValues(request.context), request.complete)
  const full = { ...subject, context }
  const decision = evaluate(full, policiesOf(input))
  return {
    decision: decision.decision,
    by: decision.by.map((hit) => ({
      layer: hit.layer,
      index: hit.index,
      ...(hit.layer.endsWith('ControlPolicies') ? { document: hit.document } : {}),
      statement: hit.statement.index,
      sid: hit.statement.sid,
      effect: hit.statement.effect,
    })),
    stoppedBy: decision.stoppedBy,
    conditions: unknownConditions(decision.by, context),
    reason: explain(decision, full),
  }
}

function policiesOf(input: Case): Policies {
  return {
    identity: parseAll(input.identityPolicies, 'identityPolicies'),
    boundaries: parseAll(input.permissionBoundaries, 'permissionBoundaries'),
    session: parseAll(input.sessionPolicies, 'sessionPolicies'),
    resource:
      input.resourcePolicy === undefined || input.resourcePolicy === null
        ? null
        : parseOne(input.resourcePolicy, 'resourcePolicy'),
    serviceControl: input.serviceControlPolicies.map((level, index) =>
      parseAll(level, `serviceControlPolicies[${index}]`),
    ),
    resourceControl: input.resourceControlPolicies.map((level, index) =>
      parseAll(level, `resourceControlPolicies[${index}]`),
    ),
  }
}

const parseAll = (list: readonly unknown[], where: string): readonly Policy[] =>
  list.map((document, index) => parseOne(document, `${where}[${index}]`))

function parseOne(document: unknown, where: string): Policy {
  const result = parsePolicy(document)
  if (result.ok) return result.policy
  throw new BadCase(`${where}: ${result.reason}`)
}

function contextValues(context: Case['request']['context']): ContextValues {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      (Array.isArray(value) ? value : [value]).map((item) => String(item)),
    ]),
  )
}

const WithId = z.object({ id: z.union([z.string(), z.number()]) })

function idOf(input: unknown): string | number | null {
  const parsed = WithId.safeParse(input)
  return parsed.success ? parsed.data.id : null
}

function issueText(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.length > 0 ? issue.path.join('.') : 'the line'}: ${issue.message}`)
    .join('; ')
}
