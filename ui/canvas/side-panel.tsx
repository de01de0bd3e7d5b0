import { Link } from '@tanstack/react-router'
import { AccountName } from '../parts/account-name.tsx'
import { ClassIcon } from '../parts/class-icon.tsx'
import { integer, likelihood, plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { TechniqueLink } from '../parts/technique-link.tsx'
import { EvidenceList } from '../path/evidence.tsx'
import { Marks } from '../resources/marks.tsx'
import classes from './canvas.module.css'
import { type Expansion, GROUP_PAGE } from './expansion.ts'
import { ActionList, ExpandList, type NodeActions } from './menus.tsx'
import type { CanvasEdge, CanvasNode } from './query.ts'
import type { Group, Scene } from './scene.ts'

interface Props {
  readonly scene: Scene
  readonly selected: string | undefined
  readonly expansions: readonly Expansion[]
  readonly select: (id: string | undefined) => void
  readonly expand: (added: readonly Expansion[]) => void
  readonly actions: NodeActions
}

/** What is selected, told; with nothing selected, everything on the canvas as a list. */
export function SidePanel(props: Props) {
  const { scene, selected } = props
  const node = selected === undefined ? undefined : scene.nodes.get(selected)
  const group = selected === undefined ? undefined : scene.groups.get(selected)
  const edge = selected === undefined ? undefined : scene.edges.get(selected.replace(/^edge /, ''))
  return (
    <aside className={classes.panel} aria-label="Selection">
      {node !== undefined && <NodePanel key={node.resourceId} node={node} {...props} />}
      {group !== undefined && <GroupPanel group={group} {...props} />}
      {edge !== undefined && <EdgePanel edge={edge} scene={scene} select={props.select} />}
      {node === undefined && group === undefined && edge === undefined && <SceneList {...props} />}
    </aside>
  )
}

function NodePanel({ node, expansions, expand, actions }: Props & { node: CanvasNode }) {
  return (
    <>
      <div>
        <h2>{node.name}</h2>
        <div className={classes.facts}>
          <span>{node.kindTitle}</span>
          <AccountName id={node.account} />
        </div>
        <Identifier id={node.resourceId} limit={40} />
        <div>
          <Marks resource={node} />
        </div>
      </div>
      <div className={classes.facts}>
        <Link to="/resources/$id" params={{ id: node.resourceId }}>
          Open its page
        </Link>
        {node.findingCount > 0 && (
          <Link to="/findings" search={{ subject: node.resourceId }}>
            {plural(node.findingCount, 'finding')}
          </Link>
        )}
        {node.worstFinding !== null && <SeverityBadge severity={node.worstFinding} />}
      </div>
      <section>
        <h3>Expand</h3>
        <div className={classes.list}>
          <ExpandList resourceId={node.resourceId} expansions={expansions} expand={expand} />
        </div>
      </section>
      <section>
        <h3>Actions</h3>
        <div className={classes.list}>
          <ActionList id={node.resourceId} actions={actions} />
        </div>
      </section>
    </>
  )
}

function GroupPanel({ group, expand, actions }: Props & { group: Group }) {
  const { expansion, remaining } = group
  return (
    <>
      <div>
        <h2>
          {integer(remaining)} × {group.title}
        </h2>
        <p className="soft">
          {expansion.direction === 'OUT'
            ? `The resource ${group.verb} these.`
            : `These: ${group.verb} the resource.`}
        </p>
      </div>
      <div className={classes.list}>
        <button
          type="button"
          className={classes.item}
          onClick={() => expand([{ ...expansion, shown: expansion.shown + GROUP_PAGE }])}
        >
          Show {Math.min(GROUP_PAGE, remaining)} of them
        </button>
        <button type="button" className={classes.item} onClick={() => actions.hide(group.id)}>
          Hide the group
        </button>
      </div>
    </>
  )
}

function EdgePanel({ edge, scene, select }: { edge: CanvasEdge; scene: Scene; select: Props['select'] }) {
  const name = (id: string) => scene.nodes.get(id)?.name ?? id
  return (
    <>
      <div>
        <h2>
          {name(edge.from)} {edge.verb} {name(edge.to)}
        </h2>
        <div className={classes.facts}>
          <span className="mono">{edge.kind}</span>
          {edge.likelihood !== null && <span>likelihood {likelihood(edge.likelihood)}</span>}
          {edge.technique !== null && <TechniqueLink id={edge.technique} />}
        </div>
      </div>
      {edge.conditions.length > 0 && (
        <section>
          <h3>Conditions</h3>
          <ul>
            {edge.conditions.map((condition) => (
              <li key={`${condition.key} ${condition.detail}`}>
                <span className="mono">{condition.key}</span> {condition.detail}{' '}
                <b>{condition.state.toLowerCase()}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {edge.evidence.length > 0 && (
        <section>
          <h3>Evidence</h3>
          <EvidenceList evidence={edge.evidence} />
        </section>
      )}
      {edge.provenance !== null && (
        <section>
          <h3>What would stop it</h3>
          <p>{edge.provenance.title ?? edge.provenance.type}</p>
          <Identifier id={edge.provenance.id} limit={40} />
        </section>
      )}
      <div className={classes.list}>
        {[edge.from, edge.to].map((id) => (
          <button key={id} type="button" className={classes.item} onClick={() => select(id)}>
            Select {name(id)}
          </button>
        ))}
      </div>
    </>
  )
}

function SceneList({ scene, select }: Props) {
  return (
    <>
      <div>
        <h2>
          {plural(scene.nodes.size, 'resource')}, {plural(scene.edges.size, 'relationship')}
        </h2>
        <p className="soft">
          Click for details, double-click to expand, right-click for more, drag with Shift to select a box.
        </p>
      </div>
      <ul className={classes.list}>
        {[...scene.nodes.values()].slice(0, 300).map((node) => (
          <li key={node.resourceId}>
            <button type="button" className={classes.item} onClick={() => select(node.resourceId)}>
              <ClassIcon nodeClass={node.class} />
              <span className="cut">{node.name}</span>
              {node.worstFinding !== null && (
                <span className={classes.count}>
                  <SeverityBadge severity={node.worstFinding} letter />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
