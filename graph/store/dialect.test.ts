import { expect, test } from 'vitest'
import { ANSWERS } from './conformance/answers.testkit.ts'
import { PATTERNS } from './conformance/patterns.testkit.ts'
import { PREDICATES } from './conformance/predicates.testkit.ts'
import { DIFFERENCES, portabilityProblems } from './dialect.ts'

for (const { form, example } of DIFFERENCES)
  test(`${form} is found`, () => {
    expect(portabilityProblems(example)).toEqual([expect.stringContaining(form)])
  })

for (const { claim, cypher } of [...PATTERNS, ...PREDICATES, ...ANSWERS])
  test(`portable: ${claim}`, () => {
    expect(portabilityProblems(cypher)).toEqual([])
  })

test.each([
  'MATCH (n:AwsIamUser) WHERE n.id <> "x" AND any(t IN n.tags WHERE t = "a") RETURN {a: null} AS m',
  'MATCH (a:AwsIamUser)-[:CAN_ASSUME|CAN_READ]->(b) RETURN [(a)-[:CAN_READ]->(c) | c.id] AS l, [x IN [1] WHERE x > 0 | x] AS m',
  'MATCH (n:AwsIamUser) WITH collect(n.id) AS list RETURN list[0] AS first LIMIT 5',
  'RETURN date("2026-01-01") - duration({days: 90}) AS d, coalesce($a, {b: null}) AS e',
])('portable: %s', (cypher) => {
  expect(portabilityProblems(cypher)).toEqual([])
})
