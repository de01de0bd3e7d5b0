import { client } from '../graphql/client.ts'
import type { ResultOf, VariablesOf } from '../graphql/graphql.ts'
import { enumWords } from '../parts/format.ts'
import { type FindingRow, findingsQuery } from './query.ts'

type Filter = NonNullable<VariablesOf<typeof findingsQuery>['filter']>

const PAGE = 200

/** Every finding that passes the filter, page by page. @throws CombinedError when a page can't be read. */
export async function allFindings(filter: Filter, scan: string | null): Promise<readonly FindingRow[]> {
  const rows: FindingRow[] = []
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: FindingPage = await readPage(filter, scan, after)
    rows.push(...page.nodes)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined
  }
  return rows
}

type FindingPage = ResultOf<typeof findingsQuery>['findings']

async function readPage(filter: Filter, scan: string | null, after: string | null): Promise<FindingPage> {
  const variables = { filter, scan, first: PAGE, after, facets: false }
  const { data, error } = await client.query(findingsQuery, variables).toPromise()
  if (data === undefined) throw error ?? new Error('the service gave no answer')
  return data.findings
}

export const findingCsv = [
  { title: 'Id', value: (row: FindingRow) => row.findingId },
  { title: 'Severity', value: (row: FindingRow) => enumWords(row.severity) },
  { title: 'Status', value: (row: FindingRow) => enumWords(row.status) },
  { title: 'Rule', value: (row: FindingRow) => row.rule.ruleId },
  { title: 'Title', value: (row: FindingRow) => row.rule.title },
  { title: 'Resource', value: (row: FindingRow) => row.subject.resourceId },
  { title: 'Account', value: (row: FindingRow) => row.account },
  { title: 'First seen', value: (row: FindingRow) => row.firstSeen },
  { title: 'Detail', value: (row: FindingRow) => row.detail },
]
