import { Link } from '@tanstack/react-router'
import type { ResourceDetail } from './query.ts'
import classes from './resource.module.css'

/** Each tag leads to everything that has it. */
export function Tags({ tags }: { tags: ResourceDetail['tags'] }) {
  if (tags.length === 0) return null
  return (
    <section>
      <h2>Tags</h2>
      <ul className={classes.tags}>
        {tags.map(({ key, value }) => (
          <li key={key}>
            <Link to="/resources" search={{ tag: [`${key}=${value}`] }}>
              {key}: {value}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
