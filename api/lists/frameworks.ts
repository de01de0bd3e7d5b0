import { resultsWithin, scopeOf } from '../../rules/engine/posture-read.ts'
import { evaluateFramework } from '../../rules/engine/requirements.ts'
import type { RequestContext } from '../context.ts'
import type { FrameworkModel } from '../models.ts'

interface Question {
  readonly scope?: string | null | undefined
  readonly scan?: string | null | undefined
}

/** How a scope does by every framework, or by one. */
export async function frameworkEvaluations(
  { scope, scan }: Question,
  context: RequestContext,
  only?: string,
): Promise<FrameworkModel[]> {
  const view = await context.views.of(scan)
  const { frameworks, controls } = await context.compliance()
  const results = await resultsWithin(view, await scopeOf(view.read, { scope }), context)
  const catalogue = { controls, rules: [...context.rules.values()] }
  return [...frameworks.values()]
    .filter(({ id }) => only === undefined || id === only)
    .map((framework) => evaluateFramework(framework, catalogue, results))
    .map((evaluation) => ({ view, evaluation }))
}
