import { Link } from '@tanstack/react-router'
import { likelihood } from './format.ts'
import prose from './prose.module.css'
import { type Severity, SeverityBadge } from './severity.tsx'

interface ListedPath {
  readonly pathId: string
  readonly title: string
  readonly severity: Severity
  readonly likelihood: number
}

/** A few paths as sentences. */
export function PathList({ paths }: { paths: readonly ListedPath[] }) {
  return (
    <ul className={prose.paths}>
      {paths.map((path) => (
        <li key={path.pathId}>
          <SeverityBadge severity={path.severity} />
          <Link to="/paths/$id" params={{ id: path.pathId }}>
            {path.title}
          </Link>
          <span className="soft">{likelihood(path.likelihood)}</span>
        </li>
      ))}
    </ul>
  )
}
