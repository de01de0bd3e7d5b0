import { NAMES, type Planted } from './planted/planted.ts'

/** The page that names what is planted in the sample estate. */
export function readme(planted: readonly Planted[]): string {
  const rows = (kind: Planted['kind']) =>
    planted
      .filter((one) => one.kind === kind)
      .map((one) => [one.id, short(one.entry), short(one.target), one.why])
  return [
    '# Sample estate',
    '',
    'Alderway, a grocer that delivers. In AWS, as raw AWS CLI output: one organization with a management, a production',
    'and a development account, in two regions. In Azure, as `az rest` and `az … -o json` print it: one tenant with a',
    'subscription of the offices and one of the warehouses. In Google Cloud, as `gcloud asset export` writes it: one',
    'organization with three projects of its data. Company, numbers, addresses and keys are invented. Most of it is in order;',
    'these things are not, and those only look as if they were not. `planted.json` has both lists for the tests.',
    '',
    'Written by `npx tsx tools/sample/main.ts` from the tables in the `estate` folders of `tools/sample`; do not edit the JSON.',
    '',
    '## Attack paths',
    '',
    ...table(['name', 'from', 'to', 'why it works'], rows('path')),
    '',
    '## Near misses',
    '',
    ...table(['name', 'from', 'to', 'what stops it'], rows('near-miss')),
    '',
    '## For techniques',
    '',
    'Further material: `qa-automation` may create functions and pass them the administrator role `environment-provisioner`;',
    '`a.petrov` may write a new version of the policy attached to themselves; `j.moreau` may attach policies to themselves,',
    'and so may `k.tanaka`, whose permissions boundary makes that worthless; `s.lindqvist` may edit the policies of their own',
    'group; `github-functions` may change functions and pass any role to Lambda; the snapshot `legacy-erp-before-migration`',
    'is public, and `catalog-refresh-for-development` is shared with another account of the organization.',
    '',
  ].join('\n')
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(head), line(rule), ...rows.map(line)]
}

/** The last part of an ARN or of a resource of Google's, or its name; an account as it is. */
const short = (id: string): string =>
  `\`${NAMES.get(id) ?? (/^(arn:|\/\/)/.test(id) ? id.split(/[:/]/).at(-1) : id)}\``
