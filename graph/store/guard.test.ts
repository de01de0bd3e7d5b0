import { expect, test } from 'vitest'
import { QueryRefusedError } from './errors.ts'
import { checkUserQuery } from './guard.ts'

const ALLOWED = [
  'MATCH (n:AwsS3Bucket) WHERE n.publicRead RETURN n.id AS id LIMIT 10',
  'OPTIONAL MATCH (n:AwsS3Bucket) RETURN count(*) AS n;',
  'UNWIND [1, 2] AS x WITH x WHERE x > 1 RETURN x UNION ALL RETURN 3 AS x',
  'MATCH (a:AwsIamUser)-[:CAN_ASSUME*1..6]->(b:AwsIamRole) RETURN a.id',
  'MATCH (a:AwsIamUser)-[:CAN_ASSUME*..3]->(b) RETURN a.id',
  'MATCH (a:AwsIamUser)-[r:CAN_ASSUME|CAN_READ*2]->(b) RETURN a.id',
  'MATCH (a:AwsIamUser)<-[*0..2]-(b) RETURN a.id',
  'MATCH p = shortestPath((a:AwsIamUser)-[:CAN_ASSUME*1..6]->(b:AwsIamRole)) RETURN length(p)',
  'MATCH (n:AwsS3Bucket) WHERE EXISTS { (:Internet)-[:CAN_READ]->(n) } RETURN n.id',
  'MATCH (n:AwsS3Bucket) WHERE COUNT { (:Internet)-[:CAN_READ]->(n) } * 2 > 1 RETURN n.id',
  'MATCH (n:AwsS3Bucket) RETURN size([(n)<-[:CAN_READ]-(a) | a.id]) + 1 AS n',
  'RETURN (1 + 2) * (3) AS n, count(*) * 2 AS m',
  'MATCH (n:Resource) RETURN collect(n.id) AS ids, date("2026-01-01") AS d, duration.between(date(), date()) AS e',
  'RETURN [x IN [1, 2] | x * 3] AS list, [1, 2][0] - 3 AS a, (2) - [1][0] AS b',
  // A keyword in another part: property, label, type, map key, string, name, comment.
  'MATCH (n:Resource) WHERE n.create = 1 AND n.set IS NULL RETURN n.delete AS merged',
  'MATCH (n:Call)-[:DELETE|SET]->(:Merge) RETURN {load: 1, drop: 2} AS m',
  "RETURN \"CREATE (n)\" AS a, 'it\\'s CALL' AS b, `DELETE` AS c",
  'MATCH (n:Resource) // CREATE\nRETURN n.id /* ; DELETE n */',
]
for (const cypher of ALLOWED)
  test(`allowed: ${cypher}`, () => expect(() => checkUserQuery(cypher)).not.toThrow())

const REFUSED = [
  ['CREATE (n) RETURN n', 'has the clause CREATE'],
  ['MATCH (n) SET n.x = 1', 'has the clause SET'],
  ['match (n) detach delete n', 'has the clause DETACH, and only reading is allowed (line 1, column 11)'],
  [
    'MATCH (n)\nWITH n\n  MERGE (m:X) RETURN m',
    'has the clause MERGE, and only reading is allowed (line 3, column 3)',
  ],
  ['MATCH (n) REMOVE n.x', 'has the clause REMOVE'],
  ['MATCH (n) FOREACH (x IN [1] | CREATE (:X))', 'has the clause FOREACH'],
  ['CALL dbms.listConfig()', 'has the clause CALL'],
  ['MATCH (n) CALL { MATCH (m) RETURN m } RETURN m', 'has the clause CALL'],
  ['LOAD CSV FROM "file:///etc/passwd" AS l RETURN l', 'has the clause LOAD'],
  ['MATCH (n) WHERE n.x > 1. CREATE (m)', 'has the clause CREATE'],
  ['SHOW USERS', 'has the clause SHOW'],
  ['USE system MATCH (n) RETURN n', 'has the clause USE'],
  ['DROP INDEX x', 'has the clause DROP'],
  ['INSERT (:X)', 'has the clause INSERT'],
  ['EXPLAIN MATCH (n) RETURN n', 'begins with EXPLAIN'],
  ['MATCH (n) RETURN n; MATCH (m) RETURN m', 'more than one statement'],
  ['', 'is empty'],
  [' // nothing', 'is empty'],
  ['MATCH (a)-[:X*]->(b) RETURN a', 'a path without an upper bound'],
  ['MATCH (a)-[:X*2..]->(b) RETURN a', 'a path without an upper bound'],
  ['MATCH (a)<-[*..]-(b) RETURN a', 'a path without an upper bound'],
  ['MATCH (a)-[:X*1..99]->(b) RETURN a', 'a path of up to 99 relationships'],
  ['MATCH p = shortestPath((a)-[:X*]->(b)) RETURN p', 'a path without an upper bound'],
  ['MATCH (n) WHERE EXISTS { (n)-[:X*]->(:Y) } RETURN n', 'a path without an upper bound'],
  ['MATCH ((a)-[:X]->(b)){1,5} RETURN a', 'a quantified path pattern'],
  ['MATCH ((a)-[:X]->(b))+ RETURN a', 'a quantified path pattern'],
  ['MATCH (a) ((x)-[:X]->(y))* (b) RETURN a', 'a quantified path pattern'],
  ['MATCH (a)-[:X]->+(b) RETURN a', 'a quantified relationship'],
  ['MATCH (a)-[:X]->{1,3}(b) RETURN a', 'a quantified relationship'],
  ['MATCH (a)-->*(b) RETURN a', 'a quantified relationship'],
  ['MATCH (a)<-[:X]-+(b) RETURN a', 'a quantified relationship'],
  ['MATCH p = SHORTEST 2 (a)-[:X]->(b) RETURN p', 'has SHORTEST'],
  ['RETURN COLLECT { MATCH (n) RETURN n } AS l', 'a COLLECT subquery'],
  ['MATCH (n:$($label)) RETURN n', 'a dynamic label'],
  [
    'RETURN apoc.cypher.runFirstColumnMany("CREATE (n)", {}) AS x',
    'calls the function cypher.runFirstColumnMany',
  ],
  ['RETURN apoc.load("x")', 'calls the function apoc.load'],
  ['MATCH (n) \\u0043REATE (m) RETURN m', 'a unicode escape'],
  ['MATCH (n {name: "\\u0022}) DETACH DELETE n //"}) RETURN n', 'a unicode escape'],
  ['RETURN "never ends', 'no literal or name begins or ends'],
  ['MATCH (n) /* never ends RETURN n', 'a comment that does not end'],
] as const
for (const [cypher, reason] of REFUSED)
  test(`refused: ${cypher}`, () => {
    expect(() => checkUserQuery(cypher)).toThrow(QueryRefusedError)
    expect(() => checkUserQuery(cypher)).toThrow(reason)
  })

test('a long text is checked in time that grows with its length', () => {
  const began = performance.now()
  checkUserQuery(`RETURN ${'('.repeat(20_000)}1${')'.repeat(20_000)} AS x, "${'a'.repeat(500_000)}" AS y`)
  expect(performance.now() - began).toBeLessThan(2000)
})
