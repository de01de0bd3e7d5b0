import { Link } from '@tanstack/react-router'
import fixes from '../fixes/fixes.module.css'
import { integer } from '../parts/format.ts'
import type { Column } from '../parts/virtual-table.tsx'
import type { Guardrail } from './query.ts'
import { typeInWords } from './words.ts'

/** Columns of the list; `most` is the risk that the first one holds back. */
export const guardrailColumns = (most: number): readonly Column<Guardrail>[] => [
  {
    id: 'guardrail',
    title: 'Guardrail',
    width: 'minmax(240px, 1fr)',
    cell: (row) => (
      <div className={fixes.cell}>
        <Link
          to="/guardrails"
          search={(old) => ({ ...old, guardrail: row.id })}
          className={`${fixes.name} cut`}
          title={row.id}
        >
          {row.control.name}
          {row.statement !== null && <span className="soft"> · statement {row.statement}</span>}
        </Link>
        <div className={`${fixes.under} cut`}>
          <span>{typeInWords(row.type)}</span>
          <span className="cut">{row.detail}</span>
        </div>
      </div>
    ),
  },
  { id: 'risk', title: 'Risk held back', width: '132px', cell: (row) => <Worth row={row} most={most} /> },
  {
    id: 'opens',
    title: 'Paths held shut',
    width: '96px',
    align: 'right',
    cell: (row) => (row.verified ? integer(row.opensPaths) : <span className="soft">not tried</span>),
  },
  {
    id: 'protects',
    title: 'Alone protects',
    width: '96px',
    align: 'right',
    cell: (row) => (row.protectsCount === 0 ? '' : integer(row.protectsCount)),
  },
  {
    id: 'edges',
    title: 'Edges stopped',
    width: '92px',
    align: 'right',
    cell: (row) => integer(row.holdsBack),
  },
]

function Worth({ row, most }: { row: Guardrail; most: number }) {
  if (!row.verified) return <span className="soft">not known</span>
  return (
    <div className={fixes.worth} title="Expected loss that would be added without it">
      <span>{row.riskHeldBack.toFixed(2)}</span>
      <span className={fixes.track} aria-hidden>
        <span
          className={fixes.bar}
          style={{ width: `${most === 0 ? 0 : (row.riskHeldBack / most) * 100}%` }}
        />
      </span>
    </div>
  )
}
