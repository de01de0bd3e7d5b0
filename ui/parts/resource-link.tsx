import { Link } from '@tanstack/react-router'
import { type FragmentOf, graphql } from '../graphql/graphql.ts'
import { ClassIcon } from './class-icon.tsx'
import { cutMiddle } from './format.ts'
import classes from './resource-link.module.css'

/** What a resource needs to be named anywhere. */
export const resourceName = graphql(`
  fragment ResourceName on Resource {
    resourceId
    name
    kind
    kindTitle
    class
    account
    stale
    stub
  }
`)
export type ResourceName = FragmentOf<typeof resourceName>

/** Glyph and name, leading to the resource's page. */
export function ResourceLink({ resource, limit = 40 }: { resource: ResourceName; limit?: number }) {
  return (
    <Link
      to="/resources/$id"
      params={{ id: resource.resourceId }}
      className={classes.link}
      title={`${resource.kindTitle} ${resource.resourceId}`}
    >
      <ClassIcon nodeClass={resource.class} />
      <span className="cut">{cutMiddle(resource.name, limit)}</span>
    </Link>
  )
}
