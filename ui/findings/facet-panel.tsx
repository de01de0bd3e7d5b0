import { useNavigate } from '@tanstack/react-router'
import { FacetList } from '../filters/facet-list.tsx'
import facetClasses from '../filters/facets.module.css'
import { enumWords } from '../parts/format.ts'
import { useAccountNames } from '../parts/use-accounts.ts'
import { useScope } from '../shell/scope.ts'
import { toggled } from '../shell/search-params.ts'
import type { FindingFacets } from './query.ts'
import type { FindingsSearch } from './search.ts'

const FACETS = [
  ['severity', 'severities', 'Severity'],
  ['status', 'statuses', 'Status'],
  ['service', 'services', 'Service'],
  ['rule', 'rules', 'Rule'],
  ['framework', 'frameworks', 'Framework'],
] as const

const asWords = new Set(['severity', 'status'])

export function FindingFacetPanel({
  facets,
  search,
  set,
}: {
  facets: FindingFacets | undefined
  search: FindingsSearch
  set: (change: FindingsSearch) => void
}) {
  const { account, accounts } = useScope()
  const nameOf = useAccountNames()
  const navigate = useNavigate({ from: '/findings' })
  return (
    <aside className={facetClasses.panel} aria-label="Filters">
      {FACETS.map(([name, key, title]) => (
        <FacetList
          key={name}
          title={title}
          values={(facets?.[key] ?? []).map((each) =>
            asWords.has(name) ? { ...each, label: enumWords(each.value) } : each,
          )}
          chosen={search[name]}
          toggle={(value) => set({ [name]: toggled(search[name], value) })}
        />
      ))}
      <FacetList
        title="Account"
        values={(facets?.accounts ?? []).map((each) => ({ ...each, label: nameOf(each.value) }))}
        chosen={accounts ?? undefined}
        toggle={(value) =>
          void navigate({
            search: (old) => ({ ...old, account: value === account ? undefined : value }),
            replace: true,
          })
        }
      />
    </aside>
  )
}
