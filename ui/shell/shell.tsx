import {
  IconAffiliate,
  IconAlertTriangle,
  IconBox,
  IconCalendarOff,
  IconEyeCheck,
  IconGauge,
  IconHistory,
  IconHome,
  IconListCheck,
  IconRoute,
  IconShieldCheck,
  IconTool,
} from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { Header } from './header.tsx'
import { Notices } from './notices.tsx'
import classes from './shell.module.css'

const PAGES = [
  ['/', 'Overview', IconHome],
  ['/paths', 'Attack paths', IconRoute],
  ['/fixes', 'Fixes', IconTool],
  ['/guardrails', 'Guardrails', IconShieldCheck],
  ['/findings', 'Findings', IconAlertTriangle],
  ['/resources', 'Resources', IconBox],
  ['/graph', 'Graph', IconAffiliate],
  ['/changes', 'Changes', IconHistory],
  ['/coverage', 'Coverage', IconEyeCheck],
  ['/posture', 'Posture', IconGauge],
  ['/exceptions', 'Exceptions', IconCalendarOff],
  ['/rules', 'Rules', IconListCheck],
] as const

/** Header, navigation and the page. */
export function Shell() {
  return (
    <div className={classes.shell}>
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Header />
      <nav className={classes.nav} aria-label="Pages">
        {PAGES.map(([to, title, Icon]) => (
          <Link
            key={to}
            to={to}
            className={classes.entry}
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            <span>{title}</span>
          </Link>
        ))}
      </nav>
      <main id="page" className={classes.page} tabIndex={-1}>
        <Notices />
        <Outlet />
      </main>
    </div>
  )
}
