import { Link } from '@tanstack/react-router'
import { ClassIcon, type NodeClass } from '../parts/class-icon.tsx'
import { cutMiddle } from '../parts/format.ts'
import classes from './chain.module.css'

interface ChainNode {
  readonly resourceId: string
  readonly name: string
  readonly kindTitle: string
  readonly class: NodeClass
}

export interface ChainStep {
  readonly from: ChainNode
  readonly to: ChainNode
  readonly verb: string
  readonly class: 'FACT' | 'ACCESS' | 'NETWORK' | 'CREDENTIAL'
  readonly conditions: readonly { readonly state: string }[]
}

/** A path in one strip: resources, and between them what the attacker does; a step leads to its card below. */
export function Chain({ steps, target }: { steps: readonly ChainStep[]; target: ChainNode }) {
  const first = steps[0]
  const last = steps.at(-1)
  if (first === undefined || last === undefined) return null
  return (
    <ol className={classes.chain} aria-label="Steps of the path">
      <li>
        <ChainResource node={first.from} />
      </li>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the path
        <li key={index} className={classes.step}>
          <a
            href={`#step-${index + 1}`}
            className={`${classes.edge} ${classes[step.class]}`}
            data-conditional={step.conditions.some(({ state }) => state !== 'MET') || undefined}
          >
            <span className={classes.verb}>{step.verb}</span>
            <span className={classes.arrow} aria-hidden />
          </a>
          <ChainResource node={step.to} />
        </li>
      ))}
      {last.to.resourceId !== target.resourceId && (
        <li className={classes.step}>
          <span className={`${classes.edge} ${classes.ACCESS}`}>
            <span className={classes.verb}>is administrator of</span>
            <span className={classes.arrow} aria-hidden />
          </span>
          <ChainResource node={target} />
        </li>
      )}
    </ol>
  )
}

function ChainResource({ node }: { node: ChainNode }) {
  return (
    <Link
      to="/resources/$id"
      params={{ id: node.resourceId }}
      className={classes.node}
      title={node.resourceId}
    >
      <ClassIcon nodeClass={node.class} size={17} />
      <span className={classes.label}>
        <span className="cut">{cutMiddle(node.name, 32)}</span>
        <span className={classes.kind}>{node.kindTitle}</span>
      </span>
    </Link>
  )
}
