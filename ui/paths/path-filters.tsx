import { AssumeSwitches } from '../filters/assume-switches.tsx'
import { FilterChip } from '../filters/filter-chip.tsx'
import classes from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { SeverityFilter } from '../filters/severity-filter.tsx'
import { cutMiddle } from '../parts/format.ts'
import type { Severity } from '../parts/severity.tsx'
import { toggled } from '../shell/search-params.ts'
import type { PathsSearch } from './search.ts'

const CHIPS = [
  ['from', 'starting at'],
  ['entry', 'entering at'],
  ['through', 'passing'],
  ['target', 'reaching'],
  ['to', 'reaching'],
] as const

export function PathFilters({
  search,
  counts,
  set,
}: {
  search: PathsSearch
  counts: readonly { severity: Severity; count: number }[] | undefined
  set: (change: PathsSearch) => void
}) {
  return (
    <div className={classes.bar}>
      <SearchBox value={search.q} label="Filter by name or id" onChange={(q) => set({ q })} />
      <SeverityFilter
        counts={counts}
        chosen={search.severity}
        toggle={(severity) => set({ severity: toggled(search.severity, severity) })}
      />
      <AssumeSwitches
        chosen={search.assume}
        toggle={(name) => set({ assume: toggled(search.assume, name) })}
      />
      {CHIPS.map(([name, label]) => {
        const value = search[name]
        if (value === undefined) return null
        return (
          <FilterChip key={name} label={label} clear={() => set({ [name]: undefined })}>
            <span className="mono" title={value}>
              {cutMiddle(value, 44)}
            </span>
          </FilterChip>
        )
      })}
      {search.technique?.map((technique) => (
        <FilterChip
          key={technique}
          label="technique"
          clear={() => set({ technique: toggled(search.technique, technique) })}
        >
          <span className="mono">{technique}</span>
        </FilterChip>
      ))}
    </div>
  )
}
