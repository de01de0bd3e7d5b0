import type { CommandModule } from '../context.ts'

/** What `--help` needs to know of a command; the rest is loaded when it runs. */
export interface CommandSpec {
  /** `ingest file` is the command `file` of the group `ingest`. */
  readonly name: string
  readonly args: readonly string[]
  readonly description: string
  readonly options: readonly (readonly [flags: string, description: string])[]
  readonly examples?: readonly string[]
  /** Takes --format sarif. */
  readonly sarif?: true
  readonly load: () => Promise<CommandModule>
}

export const GROUPS: { readonly [name: string]: string } = {
  ingest: 'read cloud accounts or export files into the store',
  rules: 'the rule catalogue',
  exceptions: 'findings that somebody decided to live with',
}

const ASSUME = [
  '--assume <keys>',
  'conditions to take as met, such as mfa or aws:MultiFactorAuthPresent',
] as const
const PREMISE = [
  '--premise <facts>',
  'what must stay as it is, or findings are open again: exposure, sensitivity, attack-paths, path (these by default), detail, tags, property:<name>',
] as const
const AUTHOR = ['--author <name>', 'who decides (default: the user of this machine)'] as const
const FIRST = ['--first <n>', 'at most so many (default 50)'] as const

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'demo',
    args: [],
    description: 'load the sample estate into an empty store',
    options: [],
    load: () => import('./demo.ts'),
  },
  {
    name: 'serve',
    args: [],
    description: 'serve the API and the explorer',
    options: [
      ['--host <address>', 'address to bind (default 127.0.0.1; others need tokens or OIDC)'],
      ['--port <number>', 'port (default 4000; 0 takes a free one)'],
      ['--sample', 'load the sample estate first when the store is empty'],
    ],
    load: () => import('./serve.ts'),
  },
  {
    name: 'ingest aws',
    args: [],
    description: 'read AWS accounts, live and read-only',
    options: [
      ['--profile <name>', 'profile of the shared AWS configuration'],
      ['--region <regions>', 'regions, separated by commas (default: all that are enabled)'],
      ['--role-arn <arns>', 'roles to assume, one for each further account, separated by commas'],
      ['--external-id <id>', 'external id for the roles'],
      ['--service <services>', 'only these services, separated by commas'],
      ['--endpoint-url <url>', 'another endpoint, such as a local test server'],
      ['--dry-run', 'list the calls and print the least-privilege policy; calls nothing'],
    ],
    examples: [
      'chokepoint ingest aws --profile audit --region eu-west-1,us-east-1',
      'chokepoint ingest aws --role-arn arn:aws:iam::111122223333:role/audit,arn:aws:iam::444455556666:role/audit',
    ],
    load: () => import('./ingest-aws.ts'),
  },
  {
    name: 'ingest azure',
    args: [],
    description: 'read Entra tenants and Azure subscriptions, live and read-only',
    options: [
      ['--tenant <id>', 'only this tenant (default: every one that the login sees)'],
      ['--subscription <ids>', 'only these subscriptions, separated by commas'],
      ['--service <services>', 'only these services, separated by commas'],
      ['--dry-run', 'list the requests with the permission that each needs; asks nothing'],
    ],
    examples: ['az login && chokepoint ingest azure'],
    load: () => import('./ingest-azure.ts'),
  },
  {
    name: 'ingest file',
    args: ['<path...>'],
    description: "read export folders, archives, output of the clouds' command lines or our own snapshots",
    options: [['--max-bytes <n>', 'refuse larger files (default 512000000)']],
    examples: ['chokepoint ingest file ./export', 'chokepoint ingest file snapshot.ndjson'],
    load: () => import('./ingest-file.ts'),
  },
  {
    name: 'scans',
    args: [],
    description: 'what was read, newest first',
    options: [FIRST],
    load: () => import('./scans.ts'),
  },
  {
    name: 'coverage',
    args: [],
    description: 'what could be read, and what could not',
    options: [['--state <states>', 'only these states, such as DENIED,THROTTLED']],
    load: () => import('./coverage.ts'),
  },
  {
    name: 'changes',
    args: [],
    description: 'what changed since a scan',
    options: [['--since <scan>', 'scan id (default: the one before the newest)'], FIRST],
    load: () => import('./changes.ts'),
  },
  {
    name: 'resources',
    args: ['[search]'],
    description: 'the inventory',
    options: [
      ['--kind <kinds>', 'only these kinds'],
      ['--account <ids>', 'only these accounts'],
      ['--tag <key=value>', 'only with this tag'],
      FIRST,
    ],
    load: () => import('./resources.ts'),
  },
  {
    name: 'show',
    args: ['<id>'],
    description: 'one resource, with its relationships counted by kind',
    options: [],
    load: () => import('./show.ts'),
  },
  {
    name: 'paths',
    args: [],
    description: 'ranked attack paths',
    options: [
      ['--from <id>', 'the attacker starts at this identity or workload'],
      ['--to <target>', 'a resource id, admin:<account>, or a kind'],
      ['--severity <list>', 'only these severities'],
      ['--assume <keys>', 'conditions to take as met, such as aws:MultiFactorAuthPresent'],
      ['--fail-on <severity>', 'exit 1 when a path is at or over this severity'],
      FIRST,
    ],
    load: () => import('./paths.ts'),
  },
  {
    name: 'findings',
    args: [],
    description: 'what is wrong, by rule and resource',
    options: [
      ['--rule <ids>', 'only these rules'],
      ['--severity <list>', 'only these severities'],
      ['--status <list>', 'fail, not-evaluated, excepted, resolved (default fail,not-evaluated)'],
      ['--account <ids>', 'only these accounts'],
      ['--fail-on <severity>', 'exit 1 when a failure is at or over this severity'],
      FIRST,
    ],
    sarif: true,
    load: () => import('./findings.ts'),
  },
  {
    name: 'can',
    args: ['<principal>', '<action>', '<resource>'],
    description: 'may this principal do this, and which statements decide',
    options: [['--context <file>', 'JSON object of condition keys that are known']],
    examples: ['chokepoint can arn:aws:iam::111122223333:role/app s3:GetObject arn:aws:s3:::data/key'],
    load: () => import('./can.ts'),
  },
  {
    name: 'who-can',
    args: ['<action>', '<resource>'],
    description: 'every identity that may do the action on the resource',
    options: [['--context <file>', 'JSON object of condition keys that are known']],
    load: () => import('./who-can.ts'),
  },
  {
    name: 'access-of',
    args: ['<principal>'],
    description: 'what a principal has access to',
    options: [],
    load: () => import('./access-of.ts'),
  },
  {
    name: 'evaluate',
    args: ['[file]'],
    description: 'evaluate policies without a store: NDJSON cases in, one answer a line out',
    options: [],
    load: () => import('./evaluate.ts'),
  },
  {
    name: 'can-reach',
    args: ['<from>', '<to>'],
    description: 'is there a network path, hop by hop, or what stops it',
    options: [
      ['--port <n>', 'one port'],
      ['--protocol <name>', 'tcp, udp, icmp or a number (default tcp when a port is given)'],
    ],
    examples: ['chokepoint can-reach Internet arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc --port 443'],
    load: () => import('./can-reach.ts'),
  },
  {
    name: 'fixes',
    args: [],
    description: 'what to change first: fixes by the risk they remove, verified',
    options: [ASSUME, FIRST],
    load: () => import('./fixes.ts'),
  },
  {
    name: 'simulate',
    args: ['<file>'],
    description: 'what if: which attack paths close and open after a JSON array of changes',
    options: [ASSUME],
    examples: ['chokepoint simulate changes.json'],
    load: () => import('./simulate.ts'),
  },
  {
    name: 'blast-radius',
    args: ['<id>'],
    description: 'what an attacker who holds this resource can get to',
    options: [ASSUME],
    load: () => import('./blast-radius.ts'),
  },
  {
    name: 'choke-points',
    args: [],
    description: 'resources and edges that every way to a target passes',
    options: [ASSUME, FIRST],
    load: () => import('./choke-points.ts'),
  },
  {
    name: 'guardrails',
    args: [],
    description: 'controls by what opens when they go away',
    options: [ASSUME, FIRST],
    load: () => import('./guardrails.ts'),
  },
  {
    name: 'techniques',
    args: [],
    description: 'every attack technique: what it needs, its edge, its likelihood',
    options: [],
    load: () => import('./techniques.ts'),
  },
  {
    name: 'rules list',
    args: [],
    description: 'every rule',
    options: [],
    load: () => import('./rules-list.ts'),
  },
  {
    name: 'rules test',
    args: ['[id...]'],
    description: "run the rules' own tests",
    options: [],
    load: () => import('./rules-test.ts'),
  },
  {
    name: 'rules lint',
    args: ['[id...]'],
    description: 'check rules against the schema of the graph',
    options: [],
    load: () => import('./rules-lint.ts'),
  },
  {
    name: 'exceptions list',
    args: [],
    description: 'every exception, those that ended too',
    options: [],
    load: () => import('./exceptions-list.ts'),
  },
  {
    name: 'exceptions add',
    args: [],
    description: 'except findings; what it covers has to fit every option that is given',
    options: [
      ['--finding <id>', 'this finding'],
      ['--rule <id>', 'findings of this rule'],
      ['--resource <id>', 'findings about this resource; * and ? are wildcards'],
      ['--tag <key=value>', 'findings about resources with this tag'],
      ['--account <id>', 'findings in this account'],
      ['--reason <text>', 'why (needed)'],
      ['--expires <day>', 'when it ends, such as 2026-12-31 (default: never)'],
      PREMISE,
      AUTHOR,
    ],
    examples: [
      'chokepoint exceptions add --rule aws-s3-bucket-versioning --tag tier=lab --reason "rebuilt nightly" --expires 2027-01-31',
    ],
    load: () => import('./exceptions-add.ts'),
  },
  {
    name: 'exceptions edit',
    args: ['<id>'],
    description: 'change an exception; what a changed fact had reopened is covered again',
    options: [['--reason <text>', 'why'], ['--expires <day>', 'when it ends, or never'], PREMISE, AUTHOR],
    load: () => import('./exceptions-edit.ts'),
  },
  {
    name: 'exceptions revoke',
    args: ['<id>'],
    description: 'end an exception now; it stays listed',
    options: [AUTHOR],
    load: () => import('./exceptions-revoke.ts'),
  },
  {
    name: 'posture',
    args: [],
    description: 'the posture score, by account, framework and service',
    options: [
      ['--account <id>', 'only this account, or what lies below an organization, unit or folder'],
      ['--framework <id>', 'only what bears on this framework, such as cis-aws-5.0'],
      ['--service <name>', 'only this service, such as aws/s3'],
      ['--history', 'the score of every scan, oldest first'],
      ['--fail-under <score>', 'exit 1 when the score is lower'],
      ['--first <n>', 'with --history, at most so many scans (default 30)'],
    ],
    load: () => import('./posture.ts'),
  },
  {
    name: 'query',
    args: ['<cypher>'],
    description: 'run a read-only Cypher query',
    options: [
      ['--timeout <seconds>', 'end it after so long (default 30)'],
      ['--max-rows <n>', 'cut the answer (default 1000)'],
    ],
    load: () => import('./query.ts'),
  },
  {
    name: 'export',
    args: [],
    description: 'the current scan as an NDJSON snapshot, which `ingest file` reads back',
    options: [['--out <file>', 'write here instead of to stdout']],
    load: () => import('./export.ts'),
  },
]
