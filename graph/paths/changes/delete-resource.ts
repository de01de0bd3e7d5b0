import { z } from 'zod'
import { type Draft, defineChange } from './change.ts'
import { deleteSteps } from './delete-steps.ts'

/** A resource goes away, and with it what is part of it, such as the keys and inline policies of a user. */
export const deleteResource = defineChange({
  name: 'delete',
  fields: { resource: z.string() },
  apply(draft, { resource }) {
    const { kind } = draft.node(resource)
    if (kind === 'AwsIamAccessKey') countOut(draft, resource)
    const parts = [...draft.nodes.keys()].filter((id) => id === resource || id.startsWith(`${resource}#`))
    const gone = new Set(parts)
    for (const id of gone) draft.nodes.delete(id)
    draft.unrelate(({ from, to }) => gone.has(from) || gone.has(to))
  },
  instructions: ({ resource }, lookup) => deleteSteps(resource, lookup),
})

/** What a user says of his keys is counted from the keys that are left. */
function countOut(draft: Draft, key: string): void {
  const owner = [...draft.relationships.values()].find(
    ({ kind, to }) => kind === 'HAS_ACCESS_KEY' && to === key,
  )?.from
  if (owner === undefined || !draft.nodes.has(owner)) return
  const left = [...draft.relationships.values()]
    .filter(({ kind, from, to }) => kind === 'HAS_ACCESS_KEY' && from === owner && to !== key)
    .flatMap(({ to }) => draft.nodes.get(to) ?? [])
  const active = left.filter(({ props }) => props.status === 'Active')
  const created = active.flatMap(({ props }) => (typeof props.createdAt === 'string' ? props.createdAt : []))
  const { oldestActiveKeyCreatedAt: _oldest, ...props } = draft.node(owner).props
  const [oldest] = created.sort()
  draft.nodes.set(owner, {
    ...draft.node(owner),
    props: {
      ...props,
      accessKeys: left.length,
      activeAccessKeys: active.length,
      ...(oldest === undefined ? {} : { oldestActiveKeyCreatedAt: oldest }),
    },
  })
}
