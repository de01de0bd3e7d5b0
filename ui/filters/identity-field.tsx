import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '../graphql/graphql.ts'
import { useScope } from '../shell/scope.ts'

const identitiesQuery = graphql(`
  query Identities($search: String, $scan: ID) {
    resources(search: $search, first: 20, scan: $scan) {
      nodes {
        resourceId
        class
      }
    }
  }
`)

const CLASSES: readonly string[] = ['IDENTITY', 'WORKLOAD']

/** Takes an identity or a workload that the attacker is assumed to have; names and ids are looked up. */
export function IdentityField({ add }: { add: (id: string) => void }) {
  const { scan } = useScope()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  const [{ data }] = useQuery({
    query: identitiesQuery,
    variables: { search, scan },
    pause: search.length < 2,
  })
  const found = data?.resources.nodes.filter((node) => CLASSES.includes(node.class)) ?? []
  const choose = (id: string) => {
    add(id)
    setText('')
  }
  return (
    <Autocomplete
      size="xs"
      aria-label="has this identity"
      placeholder="has this identity …"
      w={190}
      comboboxProps={{ width: 480, position: 'bottom-start' }}
      data={found.map(({ resourceId }) => resourceId)}
      filter={({ options }) => options}
      value={text}
      onChange={setText}
      onOptionSubmit={choose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && /^arn:|^\//.test(text.trim())) choose(text.trim())
      }}
    />
  )
}
