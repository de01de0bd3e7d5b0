import { type DerivedEstate, deriving } from '../graph/derive.ts'
import type { NodeRecord, Snapshot } from '../graph/snapshot/records.ts'
import { finish } from '../graph/turns.ts'
import { generateEstate } from './estate.ts'

/** What a what-if derives: an estate that differs in one record, beside the whole of it. */
const [size = 30_000] = process.argv.slice(2).map(Number)
const facts = generateEstate(size)
const before = finish(deriving(facts))

console.log(`what-ifs: ${facts.nodes.size} nodes`)
const whole = timed(() => finish(deriving({ ...facts })))
console.log(`  the whole estate                       ${whole.toFixed(2)} s`)
compare('a rule of a security group goes', 'AwsSecurityGroup', { ingress: [] })
compare('an instance asks for IMDSv2', 'AwsEc2Instance', { httpTokens: 'required' })
compare('a policy loses its statements', 'AwsIamPolicy', {
  document: { Version: '2012-10-17', Statement: [] },
})

function compare(what: string, kind: string, props: NodeRecord['props']): void {
  const changed = withChange(kind, props)
  const partly = timed(() => finish(deriving(changed, {}, before.made)))
  console.log(`  ${what.padEnd(38)} ${partly.toFixed(2)} s, ${(partly / whole).toFixed(2)} x`)
}

function withChange(kind: string, props: NodeRecord['props']): Snapshot {
  const node = [...facts.nodes.values()].find((one) => one.kind === kind)
  if (node === undefined) throw new Error(`the estate has no ${kind}`)
  const changed = { ...node, props: { ...node.props, ...props } }
  return { ...facts, nodes: new Map(facts.nodes).set(node.id, changed) }
}

function timed(work: () => DerivedEstate): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}
