import { afterAll, beforeAll, expect, test } from 'vitest'
import { estate, publishEstate, startService, type TestService } from './testkit.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, estate())
})
afterAll(() => service.close())

test('smoke', async () => {
  const answer = await service.query(`{
    service { version store busy caller { name role } }
    currentScan { scanId sequence nodes }
    resources(first: 3) { totalCount pageInfo { hasNextPage endCursor } nodes { name kindTitle class properties findingCount worstFinding neighbourCounts { relationship direction neighbourKind count } } }
    attackPaths { totalCount severityCounts { severity count } nodes { pathId title severity likelihood impact entry { name } target { name } targetIsAdmin firstSeen scan hops explanation { label value detail }
      steps { sentence kind conditions { key state } evidence { type id document } provenance { id edit } } } }
    findings(first: 2) { totalCount facets { severities { value count } rules { value label count } frameworks { value count } statuses { value count } } nodes { title severity status subject { name } rule { title failing } } }
    coverage { totalCount nodes { service state permission age } }
    coverageSummary { total states { state count } }
    posture { score severities { severity count } accounts { name score riskShare criticalPaths } previous }
    postureHistory { score paths scan { scanId } }
    accounts { id name resources }
    kinds { kind count }
    search(text: "vault") { label detail target { __typename } }
    pathChanges { opened { path { title } } closed { path { title } } }
    changes { totalCount }
    scans { totalCount nodes { scanId } }
    subgraph(ids: ["Internet", "arn:aws:s3:::vault"]) { nodes { name } relationships { kind } }
  }`)
  console.log(JSON.stringify(answer, null, 1))
  expect(answer.errors).toEqual([])
})
