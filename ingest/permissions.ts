import { groupBy } from '../graph/group-by.ts'

/** An IAM policy that allows what a list of calls needs and nothing else. */
export interface LeastPrivilege {
  readonly Version: '2012-10-17'
  readonly Statement: readonly {
    readonly Sid: string
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: '*' | readonly string[]
  }[]
}

/** A call as documentation names it. */
export interface DescribedCall {
  readonly service: string
  readonly call: string
  readonly permission: string
  /** What the permission is narrowed to. Default: everything. */
  readonly on?: readonly string[]
}

/** Needed where the caller stands, not in the accounts that are read. */
const NOT_IN_POLICY = new Set(['', 'sts:AssumeRole'])

/**
 * Every permission once, sorted. Reading lists and settings cannot be narrowed to resources that are not known yet;
 * where a permission reads more than settings, it is narrowed to the kinds of resource that are read.
 */
export function policyOf(calls: readonly DescribedCall[]): LeastPrivilege {
  const needed = calls.filter(({ permission }) => !NOT_IN_POLICY.has(permission))
  const actions = new Set(needed.flatMap(({ permission, on }) => (on === undefined ? permission : [])))
  const narrowed = groupBy(
    needed.filter(({ on }) => on !== undefined),
    ({ permission }) => permission,
  )
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'ChokepointRead', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' },
      ...[...narrowed].map(([permission, group]) => ({
        Sid: `ChokepointRead${permission.replaceAll(/[^A-Za-z0-9]/g, '')}`,
        Effect: 'Allow' as const,
        Action: [permission],
        Resource: [...new Set(group.flatMap(({ on = [] }) => on))].sort(),
      })),
    ],
  }
}

/** ingest/PERMISSIONS.md: what is asked, by service. */
export function permissionsPage(calls: readonly DescribedCall[]): string {
  const services = [...new Set(calls.map((call) => call.service))]
  const permissions = policyOf(calls).Statement.flatMap((statement) => statement.Action)
  return [
    '<!-- Generated from the collectors by `node --import tsx tools/permissions.ts`. Do not edit. -->',
    '# Permissions',
    '',
    'What a live ingest of an AWS account asks, and what it needs for that. Every call reads; the client refuses any',
    `that is not in this list. [aws/policy.json](aws/policy.json) is the IAM policy with these ${permissions.length} permissions and`,
    'no other. A call that is refused leaves its part of the graph unknown and is named in the coverage.',
    '',
    ...services.flatMap((service) =>
      section(
        service,
        calls.filter((call) => call.service === service),
      ),
    ),
    'A credential report is made when there is none: that changes nothing but the report. `sts:AssumeRole` is needed by',
    'the caller, for the roles given with `--role-arn`, and is not in the policy.',
    '',
  ].join('\n')
}

function section(service: string, calls: readonly DescribedCall[]): string[] {
  const rows = calls.map(
    ({ call, permission }) => [`\`${call}\``, permission === '' ? 'none' : `\`${permission}\``] as const,
  )
  const width = (column: 0 | 1, head: string) =>
    Math.max(head.length, ...rows.map((row) => row[column].length))
  const widths = [width(0, 'call'), width(1, 'permission')] as const
  const line = (left: string, right: string, fill = ' ') =>
    `| ${left.padEnd(widths[0], fill)} | ${right.padEnd(widths[1], fill)} |`
  return [
    `## ${service}`,
    '',
    line('call', 'permission'),
    line('', '', '-'),
    ...rows.map(([call, permission]) => line(call, permission)),
    '',
  ]
}
