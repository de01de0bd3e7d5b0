import { TextInput } from '@mantine/core'
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
  const known = found.map(({ resourceId }) => resourceId)
  const choose = (id: string | undefined) => {
    if (id === undefined) return
    add(id)
    setText('')
  }
  return (
    <>
      <TextInput
        size="xs"
        w={190}
        aria-label="has this identity"
        placeholder="has this identity …"
        title="Name or id; Enter takes the first that fits"
        list="identities"
        value={text}
        onChange={(event) => {
          const { value } = event.currentTarget
          if (known.includes(value)) choose(value)
          else setText(value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(known[0])
        }}
      />
      <datalist id="identities">
        {known.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </>
  )
}
