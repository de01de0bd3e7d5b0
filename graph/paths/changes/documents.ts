import type { Props, Value } from '../../snapshot/records.ts'
import { ChangeError, type Draft } from './change.ts'

/** Where a policy document stands in the facts. */
interface Place {
  readonly document: Value
  put(document: Value): void
}

/** The properties that hold a resource policy, by the suffix of the policy's id. */
const EMBEDDED: { readonly [suffix: string]: readonly string[] } = {
  '#trust': ['trustPolicy'],
  '#policy': ['policy'],
}

/** Every place of the policy with this id: one, or one for each account a control policy of an organization governs. */
export function placesOf(draft: Draft, id: string): readonly Place[] {
  const places = [...embedded(draft, id), ...ownDocument(draft, id), ...organization(draft, id)]
  if (places.length === 0)
    throw new ChangeError(`no policy has the id ${id}, or its document was not collected`)
  return places
}

function embedded(draft: Draft, id: string): readonly Place[] {
  const suffix = Object.keys(EMBEDDED).find((ending) => id.endsWith(ending))
  const owner = suffix === undefined ? id : id.slice(0, -suffix.length)
  const names = suffix === undefined ? ['policy'] : (EMBEDDED[suffix] ?? [])
  return names.flatMap((name) => property(draft, owner, name))
}

const ownDocument = (draft: Draft, id: string): readonly Place[] => property(draft, id, 'document')

function property(draft: Draft, id: string, name: string): readonly Place[] {
  const document = draft.nodes.get(id)?.props[name]
  if (document === undefined || document === null) return []
  return [{ document, put: (changed) => draft.patch(id, { [name]: changed }) }]
}

/** The organization's policies stand at every account they govern, level by level. */
function organization(draft: Draft, id: string): readonly Place[] {
  const places: Place[] = []
  for (const node of draft.nodes.values()) {
    if (node.kind !== 'AwsAccount') continue
    for (const name of ['serviceControlPolicies', 'resourceControlPolicies']) {
      for (const [level, at, document] of entries(node.props[name], id))
        places.push({
          document,
          put: (changed) => putAt(draft, node.id, name, level, at, { id, document: changed }),
        })
    }
  }
  return places
}

function entries(levels: Value | undefined, id: string): readonly (readonly [number, number, Value])[] {
  if (!Array.isArray(levels)) return []
  return levels.flatMap((level, depth) =>
    (Array.isArray(level) ? level : [level]).flatMap((item, at) =>
      isProps(item) && item.id === id && item.document !== undefined
        ? [[depth, at, item.document] as const]
        : [],
    ),
  )
}

function putAt(draft: Draft, account: string, name: string, level: number, at: number, entry: Props): void {
  const levels = draft.node(account).props[name]
  if (!Array.isArray(levels)) return
  const changed = levels.map((items, depth) =>
    depth !== level || !Array.isArray(items)
      ? items
      : items.map((item, position) => (position === at ? entry : item)),
  )
  draft.patch(account, { [name]: changed })
}

/** Takes one statement out of a document, by its index or its Sid. @throws ChangeError when it has none such. */
export function withoutStatement(document: Value, statement: number | string, id: string): Value {
  const parsed = typeof document === 'string' ? parseJson(document, id) : document
  if (!isProps(parsed)) throw new ChangeError(`the document of ${id} is not a policy`)
  const list = statementsOf(parsed)
  const kept = list.filter((item, index) => !isNamed(item, index, statement))
  if (kept.length === list.length) throw new ChangeError(`${id} has no statement ${statement}`)
  return { ...parsed, Statement: kept }
}

/** AWS takes a lone statement for a list of one. */
export const statementsOf = ({ Statement }: Props): readonly Value[] =>
  Array.isArray(Statement) ? Statement : [Statement ?? null]

/** Whether it is the statement at this place, counted from 0, or of this Sid. */
export const isNamed = (item: Value, index: number, name: number | string): boolean =>
  typeof name === 'number' ? index === name : isProps(item) && item.Sid === name

function parseJson(text: string, id: string): Value {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ChangeError(`the document of ${id} is not JSON`, { cause })
  }
}

export const isProps = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
