import { JsonView } from '../json-view/json-view.tsx'
import { absoluteTime } from '../parts/format.ts'
import classes from './properties.module.css'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTime = (value: string) => /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value)

/** They stand in the head of the page already. */
const ELSEWHERE = new Set(['name', 'account', 'region', 'provider', 'tags'])

/** Facts of a resource; documents open on demand. */
export function PropertyTable({ properties }: { properties: unknown }) {
  const entries = isObject(properties)
    ? Object.entries(properties).filter(([name]) => !ELSEWHERE.has(name))
    : []
  if (entries.length === 0) return <p className="soft">Nothing but its id was read.</p>
  return (
    <dl className={classes.table}>
      {entries
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([name, value]) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd>
              <PropertyValue name={name} value={value} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** A document may come as text: policies are stored as they were read. */
function asDocument(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (!/^\s*[[{]/.test(value)) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

export function PropertyValue({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return <span className="soft">none</span>
  if (typeof value === 'boolean') return <span>{value ? 'yes' : 'no'}</span>
  if (typeof value === 'number') return <span>{value}</span>
  if (typeof value === 'string' && isTime(value)) return <time dateTime={value}>{absoluteTime(value)}</time>
  if (Array.isArray(value) && value.length === 0) return <span className="soft">none</span>
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return <span className="mono">{value.join(', ')}</span>
  const document = asDocument(value)
  if (document === undefined) return <span>{String(value)}</span>
  return (
    <details>
      <summary>document</summary>
      <JsonView document={document} label={name} />
    </details>
  )
}
