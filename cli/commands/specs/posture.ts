import { EXPORT_FORMATS, REPORT_FORMATS } from '../../format.ts'
import { ASSUME, type CommandSpec } from '../spec.ts'

const PREMISE = [
  '--premise <facts>',
  'what must stay as it is, or findings are open again: exposure, sensitivity, attack-paths, path (these by default), detail, tags, property:<name>',
] as const
const AUTHOR = ['--author <name>', 'who decides (default: the user of this machine)'] as const

/** Findings, the rules behind them, and how the estate stands by them. */
export const POSTURE_COMMANDS: readonly CommandSpec[] = [
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
      ['--passes', 'in JUnit, also the resources that passed'],
      ['--first <n>', 'at most so many (default 50; sarif, ocsf and junit hold all)'],
    ],
    examples: [
      'chokepoint findings --format ocsf-ndjson > findings.ndjson',
      'chokepoint findings --format junit --status fail,not-evaluated,excepted --passes > findings.xml',
    ],
    formats: EXPORT_FORMATS,
    load: () => import('../findings.ts'),
  },
  {
    name: 'rules list',
    args: [],
    description: 'every rule; with --path-risk those that fail, by the attack-path risk that passing removes',
    options: [
      [
        '--path-risk',
        'only rules that fail in the newest scan, each with what mending all that fails would take away',
      ],
      ['--by-control', 'the same for controls, with all their failing rules mended together'],
      ASSUME,
    ],
    load: () => import('../rules-list.ts'),
  },
  {
    name: 'rules new',
    args: ['<id>'],
    description: 'write the skeleton of a rule of your own, with comments',
    options: [
      ['--provider <name>', 'aws, azure or gcp (default: what the id begins with)'],
      ['--service <name>', 'such as s3 (default: the second word of the id)'],
      ['--subject <kind>', 'the kind of resource that a finding is about, such as AwsS3Bucket'],
      ['--folder <path>', 'where rules of your own lie (default: the folder that the configuration names)'],
    ],
    examples: ['chokepoint rules new aws-s3-our-names --folder ./rules'],
    load: () => import('../rules-new.ts'),
  },
  {
    name: 'rules test',
    args: ['[rule...]'],
    description: "run the rules' own tests; rules are told by id, file or folder",
    options: [],
    load: () => import('../rules-test.ts'),
  },
  {
    name: 'rules lint',
    args: ['[rule...]'],
    description:
      'check rules, by id, file or folder, against the schema of the graph; with --store it plans them too',
    options: [],
    load: () => import('../rules-lint.ts'),
  },
  {
    name: 'exceptions list',
    args: [],
    description: 'every exception, those that ended too',
    options: [],
    load: () => import('../exceptions-list.ts'),
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
      'chokepoint exceptions add --rule aws-s3-bucket-mfa-delete --tag tier=lab --reason "rebuilt nightly" --expires 2027-01-31',
    ],
    load: () => import('../exceptions-add.ts'),
  },
  {
    name: 'exceptions edit',
    args: ['<id>'],
    description: 'change an exception; what a changed fact had reopened is covered again',
    options: [['--reason <text>', 'why'], ['--expires <day>', 'when it ends, or never'], PREMISE, AUTHOR],
    load: () => import('../exceptions-edit.ts'),
  },
  {
    name: 'exceptions revoke',
    args: ['<id>'],
    description: 'end an exception now; it stays listed',
    options: [AUTHOR],
    load: () => import('../exceptions-revoke.ts'),
  },
  {
    name: 'posture',
    args: [],
    description: 'the posture score, by account, framework and service',
    options: [
      ['--fail-on <severity>', 'exit 1 when anything fails at or over this severity'],
      ['--account <id>', 'only this account, or what lies below an organization, unit or folder'],
      ['--framework <id>', 'only what bears on this framework, such as cis-aws-5.0'],
      ['--service <name>', 'only this service, such as aws/s3'],
      ['--history', 'the score of every scan, oldest first'],
      ['--fail-under <score>', 'exit 1 when the score is lower'],
      ['--first <n>', 'with --history, at most so many scans (default 30)'],
    ],
    load: () => import('../posture.ts'),
  },
  {
    name: 'report',
    args: ['<framework>'],
    description: 'a report for an auditor: how the estate stands by a framework, with evidence',
    options: [
      ['--html', 'the same as --format html'],
      ['--pdf', 'the same as --format pdf'],
      [
        '--output <file>',
        'write here (default: HTML and PDF to <framework>.html or .pdf, the rest to stdout)',
      ],
      ['--account <id>', 'only this account, or what lies below an organization, unit or folder'],
      ['--fail-on <severity>', 'exit 1 when a failure in it is at or over this severity'],
    ],
    examples: [
      'chokepoint report cis-aws-5.0 --pdf',
      'chokepoint report nist-800-53-r5 --html --output report.html',
    ],
    formats: REPORT_FORMATS,
    load: () => import('../report.ts'),
  },
]
