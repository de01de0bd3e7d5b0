import { useState } from 'react'
import { compact } from '../parts/format.ts'
import classes from './facets.module.css'

export interface FacetValue {
  readonly value: string
  readonly label: string
  readonly count: number
}

const SHOWN = 8

/** One facet: its values with counts, each a switch. Values that are chosen stay even when nothing has them. */
export function FacetList({
  title,
  values,
  chosen,
  toggle,
}: {
  title: string
  values: readonly FacetValue[]
  chosen: readonly string[] | undefined
  toggle: (value: string) => void
}) {
  const [all, setAll] = useState(false)
  const missing = (chosen ?? []).filter((value) => !values.some((each) => each.value === value))
  const listed = [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))]
  const shown = all ? listed : listed.filter((each, index) => index < SHOWN || chosen?.includes(each.value))
  if (listed.length === 0) return null
  return (
    <fieldset className={classes.facet}>
      <legend>{title}</legend>
      {shown.map(({ value, label, count }) => (
        <label key={value} className={classes.value} title={label}>
          <input type="checkbox" checked={chosen?.includes(value) ?? false} onChange={() => toggle(value)} />
          <span className="cut">{label}</span>
          <span className={classes.count}>{compact(count)}</span>
        </label>
      ))}
      {listed.length > shown.length && (
        <button type="button" className={classes.all} onClick={() => setAll(true)}>
          {listed.length - shown.length} more
        </button>
      )}
    </fieldset>
  )
}
