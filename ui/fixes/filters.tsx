import { NativeSelect } from '@mantine/core'
import { FilterChip } from '../filters/filter-chip.tsx'
import bar from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { enumWords } from '../parts/format.ts'
import { toggled } from '../shell/search-params.ts'
import { GROUPINGS } from './groups.ts'
import type { FixesSearch } from './search.ts'
import { FIX_STATES } from './status-form.tsx'

export function FixFilters({
  search,
  sources,
  set,
}: {
  search: FixesSearch
  sources: readonly string[]
  set: (change: FixesSearch) => void
}) {
  const source = search.source?.[0] ?? ''
  const options = [...new Set([...sources, ...(search.source ?? [])])].toSorted()
  return (
    <div className={bar.bar}>
      <SearchBox value={search.q} label="Filter by what to change" onChange={(q) => set({ q })} />
      <NativeSelect
        size="xs"
        aria-label="What is edited"
        value={source}
        data={[
          { value: '', label: 'Everything that can be edited' },
          ...options.map((value) => ({ value, label: enumWords(value.replaceAll('-', '_')) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget
          set({ source: value === '' ? undefined : [value] })
        }}
      />
      <fieldset className={bar.severities}>
        <legend className="skip">Status</legend>
        {FIX_STATES.map((state) => (
          <button
            key={state}
            type="button"
            className={bar.severity}
            data-text
            aria-pressed={search.state?.includes(state) ?? false}
            onClick={() => set({ state: toggled(search.state, state) })}
          >
            {enumWords(state)}
          </button>
        ))}
      </fieldset>
      <fieldset className={bar.severities}>
        <legend className="skip">Group the queue</legend>
        <span className={bar.lead} aria-hidden>
          Group by
        </span>
        {GROUPINGS.map((name) => (
          <button
            key={name}
            type="button"
            className={bar.severity}
            data-text
            aria-pressed={search.group === name}
            onClick={() => set({ group: search.group === name ? undefined : name })}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {search.path !== undefined && (
        <FilterChip label="breaking path" clear={() => set({ path: undefined })}>
          <span className="mono">{search.path}</span>
        </FilterChip>
      )}
    </div>
  )
}
