import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { changesSearch } from './changes/search.ts'
import { coverageSearch } from './coverage/search.ts'
import { exceptionsSearch } from './exceptions/search.ts'
import { findingsSearch } from './findings/search.ts'
import { fixesSearch } from './fixes/search.ts'
import { frameworkSearch } from './framework/search.ts'
import { graphSearch } from './graph/search.ts'
import { guardrailsSearch } from './guardrails/search.ts'
import { pathSearch, pathsSearch } from './paths/search.ts'
import { resourcesSearch } from './resources/search.ts'
import { rulesSearch } from './rules/search.ts'
import { NotFound } from './shell/not-found.tsx'
import { scopeSearch } from './shell/scope.ts'
import { parseSearch, stringifySearch } from './shell/search-params.ts'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({
  component: Shell,
  validateSearch: scopeSearch,
  search: { middlewares: [retainSearchParams(['account', 'scan'])] },
  notFoundComponent: NotFound,
})
const getParentRoute = () => root

const overview = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
})
const paths = createRoute({
  getParentRoute,
  path: '/paths',
  validateSearch: pathsSearch,
  component: lazyRouteComponent(() => import('./paths/paths-page.tsx'), 'PathsPage'),
})
const path = createRoute({
  getParentRoute,
  path: '/paths/$id',
  validateSearch: pathSearch,
  component: lazyRouteComponent(() => import('./path/path-page.tsx'), 'PathPage'),
})
const fixes = createRoute({
  getParentRoute,
  path: '/fixes',
  validateSearch: fixesSearch,
  component: lazyRouteComponent(() => import('./fixes/fixes-page.tsx'), 'FixesPage'),
})
const guardrails = createRoute({
  getParentRoute,
  path: '/guardrails',
  validateSearch: guardrailsSearch,
  component: lazyRouteComponent(() => import('./guardrails/guardrails-page.tsx'), 'GuardrailsPage'),
})
const findings = createRoute({
  getParentRoute,
  path: '/findings',
  validateSearch: findingsSearch,
  component: lazyRouteComponent(() => import('./findings/findings-page.tsx'), 'FindingsPage'),
})
const finding = createRoute({
  getParentRoute,
  path: '/findings/$id',
  component: lazyRouteComponent(() => import('./finding/finding-page.tsx'), 'FindingPage'),
})
const resources = createRoute({
  getParentRoute,
  path: '/resources',
  validateSearch: resourcesSearch,
  component: lazyRouteComponent(() => import('./resources/resources-page.tsx'), 'ResourcesPage'),
})
const resource = createRoute({
  getParentRoute,
  path: '/resources/$id',
  component: lazyRouteComponent(() => import('./resource/resource-page.tsx'), 'ResourcePage'),
})
const graph = createRoute({
  getParentRoute,
  path: '/graph',
  validateSearch: graphSearch,
  component: lazyRouteComponent(() => import('./graph/graph-page.tsx'), 'GraphPage'),
})
const coverage = createRoute({
  getParentRoute,
  path: '/coverage',
  validateSearch: coverageSearch,
  component: lazyRouteComponent(() => import('./coverage/coverage-page.tsx'), 'CoveragePage'),
})
const changes = createRoute({
  getParentRoute,
  path: '/changes',
  validateSearch: changesSearch,
  component: lazyRouteComponent(() => import('./changes/changes-page.tsx'), 'ChangesPage'),
})
const posture = createRoute({
  getParentRoute,
  path: '/posture',
  component: lazyRouteComponent(() => import('./posture/posture-page.tsx'), 'PosturePage'),
})
const framework = createRoute({
  getParentRoute,
  path: '/frameworks/$id',
  validateSearch: frameworkSearch,
  component: lazyRouteComponent(() => import('./framework/framework-page.tsx'), 'FrameworkPage'),
})
const exceptions = createRoute({
  getParentRoute,
  path: '/exceptions',
  validateSearch: exceptionsSearch,
  component: lazyRouteComponent(() => import('./exceptions/exceptions-page.tsx'), 'ExceptionsPage'),
})
const rules = createRoute({
  getParentRoute,
  path: '/rules',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('./rules/rules-page.tsx'), 'RulesPage'),
})
const rule = createRoute({
  getParentRoute,
  path: '/rules/$id',
  component: lazyRouteComponent(() => import('./rules/rule-page.tsx'), 'RulePage'),
})

/** Every page of the explorer; each is a chunk of its own, and each filter is in its address. */
export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    paths,
    path,
    fixes,
    guardrails,
    findings,
    finding,
    resources,
    resource,
    graph,
    coverage,
    changes,
    posture,
    framework,
    exceptions,
    rules,
    rule,
  ]),
  parseSearch,
  stringifySearch,
  pathParamsAllowedCharacters: [':', '@', ','],
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
