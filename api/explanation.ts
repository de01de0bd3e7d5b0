import { nameOf, stepSentence } from '../graph/paths/sentences.ts'
import { bandOf } from '../graph/paths/severity.ts'
import type { NodeRecord } from '../graph/snapshot/records.ts'
import type { AttackPathModel } from './models.ts'
import type { View } from './view/view.ts'

export interface ExplanationFactor {
  readonly label: string
  readonly value: number | null
  readonly detail: string
}

/** Why a path ranks where it does: its likelihood factor by factor, then what its target is worth. */
export async function explain(
  view: View,
  path: AttackPathModel['path'],
): Promise<readonly ExplanationFactor[]> {
  const lookup = await lookUp(view, path)
  const steps = path.steps.map((step, at) => ({
    label: `Step ${at + 1}`,
    value: step.likelihood,
    detail: stepSentence(step, lookup) + unknownsOf(step.conditions),
  }))
  const taken = path.steps.reduce((product, step) => product * step.likelihood, 1)
  return [
    {
      label: 'Start',
      value: rounded(path.likelihood / taken),
      detail: `How likely an attacker stands at ${nameOf(path.entry, lookup)}${because(path.entryReason)}`,
    },
    ...steps,
    {
      label: 'Likelihood',
      value: path.likelihood,
      detail: `The product of all of them: ${bandOf(path.likelihood)}`,
    },
    {
      label: 'Impact',
      value: null,
      detail: `${nameOf(path.target, lookup)} counts as ${path.impact}${because(path.targetReason)}`,
    },
    {
      label: 'Severity',
      value: null,
      detail: `${path.severity}: ${bandOf(path.likelihood)} and ${path.impact} impact`,
    },
  ]
}

const because = (reason: string): string => (reason === '' ? '' : `: ${reason}`)

function unknownsOf(conditions: AttackPathModel['path']['steps'][number]['conditions']): string {
  const unknown = conditions.filter((condition) => condition.state === 'unknown').map(({ key }) => key)
  return unknown.length === 0 ? '' : ` (less likely: ${unknown.join(', ')} not known)`
}

async function lookUp(
  view: View,
  path: AttackPathModel['path'],
): Promise<(id: string) => NodeRecord | undefined> {
  const ids = [path.entry, path.target, ...path.steps.flatMap((step) => [step.from, step.to])]
  const found = new Map<string, NodeRecord>()
  for (const node of await Promise.all([...new Set(ids)].map((id) => view.node.load(id))))
    if (node !== null) found.set(node.id, node)
  return (id) => found.get(id)
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
