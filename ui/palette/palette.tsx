import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconAlertTriangle, IconArrowRight, IconListCheck, IconRoute, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useQuery } from 'urql'
import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { ClassIcon } from '../parts/class-icon.tsx'
import { cutMiddle } from '../parts/format.ts'
import { PALETTE_PAGES } from './pages.ts'

const searchQuery = graphql(`
  query Search($text: String!) {
    search(text: $text, first: 6) {
      label
      detail
      target {
        __typename
        ... on Resource {
          resourceId
          class
        }
        ... on AttackPath {
          pathId
        }
        ... on Finding {
          findingId
        }
        ... on Rule {
          ruleId
        }
      }
    }
  }
`)

type Hit = ResultOf<typeof searchQuery>['search'][number]

const GROUPS = [
  ['Resource', 'Resources'],
  ['AttackPath', 'Attack paths'],
  ['Finding', 'Findings'],
  ['Rule', 'Rules'],
] as const

/** Search and commands; an ARN pasted whole finds its resource. */
export function Palette({ close }: { close: () => void }) {
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 120)
  const navigate = useNavigate()
  const [{ data, fetching, error }] = useQuery({
    query: searchQuery,
    variables: { text: settled },
    pause: settled === '',
  })
  useEffect(() => spotlight.open(), [])
  const hits = settled === '' ? [] : (data?.search ?? [])
  const pages = PALETTE_PAGES.filter(({ title }) => title.toLowerCase().includes(query.trim().toLowerCase()))
  const nothing = hits.length === 0 && pages.length === 0

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      shortcut={null}
      maxHeight={460}
      scrollable
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      size={640}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder="Name, id or ARN, finding, rule, page"
        aria-label="Search"
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {GROUPS.map(([type, title]) => {
          const group = hits.filter(({ target }) => target.__typename === type)
          if (group.length === 0) return null
          return (
            <Spotlight.ActionsGroup key={type} label={title}>
              {group.map((hit) => (
                <HitAction key={hitKey(hit)} hit={hit} />
              ))}
            </Spotlight.ActionsGroup>
          )
        })}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {pages.map(({ title, to }) => (
              <Spotlight.Action
                key={to}
                label={title}
                leftSection={<IconArrowRight size={16} aria-hidden />}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && (
          <Spotlight.Empty>
            {error !== undefined
              ? 'The service does not answer'
              : fetching
                ? 'Searching'
                : `Nothing matches “${query}”`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function hitKey({ target }: Hit): string {
  if (target.__typename === 'Resource') return target.resourceId
  if (target.__typename === 'AttackPath') return target.pathId
  return target.__typename === 'Finding' ? target.findingId : target.ruleId
}

function HitAction({ hit }: { hit: Hit }) {
  const navigate = useNavigate()
  const open = () => {
    const id = hitKey(hit)
    const type = hit.target.__typename
    if (type === 'Resource') return void navigate({ to: '/resources/$id', params: { id } })
    if (type === 'AttackPath') return void navigate({ to: '/paths/$id', params: { id } })
    if (type === 'Finding') return void navigate({ to: '/findings/$id', params: { id } })
    return void navigate({ to: '/rules/$id', params: { id } })
  }
  return (
    <Spotlight.Action
      label={cutMiddle(hit.label, 90)}
      description={cutMiddle(hit.detail, 90)}
      leftSection={hitIcon(hit)}
      onClick={open}
    />
  )
}

function hitIcon({ target }: Hit): ReactNode {
  if (target.__typename === 'Resource') return <ClassIcon nodeClass={target.class} size={17} />
  const Icon = { AttackPath: IconRoute, Finding: IconAlertTriangle, Rule: IconListCheck }[target.__typename]
  return <Icon size={17} stroke={1.6} aria-hidden />
}
