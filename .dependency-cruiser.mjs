/** The one table of docs/design.md: which folder may import which. */
const ALLOWED = {
  graph: [],
  ingest: ['graph'],
  queries: ['graph'],
  rules: ['graph', 'queries'],
  api: ['graph', 'queries', 'rules', 'ingest'],
  cli: ['graph', 'queries', 'rules', 'ingest', 'api', 'bench'],
  ui: [],
}
const HOUSE = ['graph', 'ingest', 'queries', 'rules', 'api', 'cli', 'ui', 'bench', 'tools']

const houseRules = Object.entries(ALLOWED).map(([from, to]) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment: `${from} may import only: ${to.join(', ') || 'nothing of the house'}`,
  from: { path: `^${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^(${HOUSE.filter((folder) => folder !== from && !to.includes(folder)).join('|')})/` },
}))

export default {
  forbidden: [
    ...houseRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'databases-only-in-store',
      severity: 'error',
      from: { pathNot: '^(graph/store/|bench/|tools/)|\\.test\\.ts$' },
      to: { path: 'node_modules/(neo4j-driver|@grafeo-db)' },
    },
    {
      name: 'cloud-sdks-only-in-ingest',
      severity: 'error',
      from: { pathNot: '^(ingest/(aws|azure|gcp)|tools)/' },
      to: { path: 'node_modules/(@aws-sdk|@smithy|@azure|@google-cloud)' },
    },
    ...['aws', 'azure', 'gcp'].map((cloud) => ({
      name: `${cloud}-stands-alone`,
      severity: 'error',
      from: { path: `^ingest/${cloud}/` },
      to: { path: `^ingest/(?!${cloud}/)(aws|azure|gcp)/` },
    })),
    {
      name: 'cytoscape-only-in-canvas',
      severity: 'error',
      from: { pathNot: '^ui/canvas/' },
      to: { path: 'node_modules/cytoscape' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|ui/dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
