import { type Form, ids } from './form.testkit.ts'

export const ANSWERS: readonly Form[] = [
  {
    claim: 'OPTIONAL MATCH keeps a row without a match',
    cypher: `MATCH (n:AwsS3Bucket)
      OPTIONAL MATCH (n)-[:LOGS_TO]->(t:AwsS3Bucket)
      RETURN n.id AS id, t.id AS target ORDER BY id`,
    rows: [
      { id: 'logs', target: 'logs' },
      { id: 'vault', target: null },
    ],
  },
  {
    claim: 'the WHERE of an OPTIONAL MATCH does not drop the row',
    cypher: `MATCH (n:AwsS3Bucket)
      OPTIONAL MATCH (n)<-[r:CAN_READ]-(a:AwsIamRole)
      WHERE a.isAdmin = true
      RETURN n.id AS id, a.id AS reader ORDER BY id`,
    rows: [
      { id: 'logs', reader: null },
      { id: 'vault', reader: 'admin' },
    ],
  },
  {
    claim: 'WITH … WHERE filters an aggregate',
    cypher: `MATCH (a:Resource)-[r:CAN_READ]->(b:AwsS3Bucket)
      WITH b, count(r) AS readers
      WHERE readers > 1
      RETURN b.id AS id, readers`,
    rows: [{ id: 'logs', readers: 2 }],
  },
  {
    claim: 'WITH … ORDER BY … LIMIT cuts before what follows',
    cypher: 'MATCH (n:AwsIamRole) WITH n ORDER BY n.id LIMIT 2 RETURN collect(n.id) AS ids',
    rows: [{ ids: ['admin', 'app'] }],
  },
  {
    claim: 'UNWIND makes a row of each item',
    cypher: 'UNWIND $ids AS id MATCH (n:AwsIamRole {id: id}) RETURN n.name AS name ORDER BY name',
    params: { ids: ['ops', 'app', 'nobody'] },
    rows: [{ name: 'Ops' }, { name: 'app' }],
  },
  {
    claim: 'UNWIND reads the fields of a map',
    cypher: 'UNWIND $rows AS row MATCH (n:Resource {id: row.id}) RETURN n.id AS id, row.weight AS weight',
    params: { rows: [{ id: 'logs', weight: 2 }] },
    rows: [{ id: 'logs', weight: 2 }],
  },
  {
    claim: 'UNWIND of an empty list makes no row',
    cypher: 'UNWIND $ids AS id RETURN id',
    params: { ids: [] },
    rows: [],
  },
  {
    claim: 'UNION drops equal rows',
    cypher: `MATCH (n:AwsS3Bucket {id: "logs"}) RETURN n.id AS id
      UNION MATCH (n:AwsS3Bucket) WHERE n.publicRead RETURN n.id AS id`,
    rows: ids('logs'),
  },
  {
    claim: 'UNION ALL keeps them',
    cypher: `MATCH (n:AwsS3Bucket {id: "logs"}) RETURN n.id AS id
      UNION ALL MATCH (n:AwsS3Bucket) WHERE n.publicRead RETURN n.id AS id`,
    rows: ids('logs', 'logs'),
  },
  {
    claim: 'DISTINCT drops equal rows',
    cypher: 'MATCH (:Resource)-[:CAN_READ]->(b:AwsS3Bucket) RETURN DISTINCT b.id AS id ORDER BY id',
    rows: ids('logs', 'vault'),
  },
  {
    claim: 'count(DISTINCT …) counts values once',
    cypher:
      'MATCH (a:Resource)-[:CAN_READ|CAN_WRITE]->(b:AwsS3Bucket) RETURN count(*) AS rows, count(DISTINCT b.id) AS buckets',
    rows: [{ rows: 4, buckets: 2 }],
  },
  {
    claim: 'count leaves null out, and an empty match counts 0',
    cypher: 'MATCH (n:AwsIamRole) RETURN count(n.isAdmin) AS known, count(*) AS all',
    rows: [{ known: 1, all: 3 }],
  },
  {
    claim: 'an aggregate over nothing is one row',
    cypher:
      'MATCH (n:AwsLambdaFunction) RETURN count(n) AS n, collect(n.id) AS ids, max(n.timeoutSeconds) AS most',
    rows: [{ n: 0, ids: [], most: null }],
  },
  {
    claim: 'collect gathers into a list, without null',
    cypher: 'MATCH (n:AwsIamRole) WITH n ORDER BY n.id RETURN collect(n.maxSessionDuration) AS list',
    rows: [{ list: [3600, 7200] }],
  },
  {
    claim: 'min, max, sum and avg',
    cypher: `MATCH (n:AwsIamUser)
      RETURN min(n.accessKeys) AS min, max(n.accessKeys) AS max, sum(n.accessKeys) AS sum, avg(n.accessKeys) AS avg`,
    rows: [{ min: 1, max: 2, sum: 3, avg: 1.5 }],
  },
  {
    claim: 'ORDER BY takes several keys and DESC, SKIP and LIMIT take parameters',
    cypher:
      'MATCH (n:Identity) RETURN n.kind AS kind, n.id AS id ORDER BY kind DESC, id SKIP $skip LIMIT $limit',
    params: { skip: 1, limit: 3 },
    rows: [
      { kind: 'AwsIamUser', id: 'bob' },
      { kind: 'AwsIamRole', id: 'admin' },
      { kind: 'AwsIamRole', id: 'app' },
    ],
  },
  {
    claim: 'ORDER BY puts null last, and DESC first',
    cypher: 'MATCH (n:AwsIamRole) RETURN n.id AS id ORDER BY n.maxSessionDuration DESC, id',
    rows: ids('admin', 'ops', 'app'),
  },
  {
    claim: 'text is ordered by code point',
    cypher: 'UNWIND ["b", "a", "B", "é", "Z"] AS x RETURN x ORDER BY x',
    rows: [{ x: 'B' }, { x: 'Z' }, { x: 'a' }, { x: 'b' }, { x: 'é' }],
  },
  {
    claim: 'CASE with conditions, and with values',
    cypher: `MATCH (n:AwsS3Bucket)
      RETURN n.id AS id,
        CASE WHEN n.publicRead THEN "public" WHEN n.sensitivity = "low" THEN "low" ELSE "private" END AS a,
        CASE n.sensitivity WHEN "critical" THEN 4 ELSE 1 END AS b
      ORDER BY id`,
    rows: [
      { id: 'logs', a: 'public', b: 1 },
      { id: 'vault', a: 'private', b: 4 },
    ],
  },
  {
    claim: 'a list comprehension filters and maps',
    cypher:
      'MATCH (n:AwsIamUser {id: "alice"}) RETURN [t IN n.tags WHERE t STARTS WITH "team" | substring(t, 5)] AS teams',
    rows: [{ teams: ['red'] }],
  },
  {
    claim: 'a pattern comprehension gathers neighbours',
    cypher: 'MATCH (n:AwsIamRole {id: "app"}) RETURN [(n)-[:CAN_READ]->(b:AwsS3Bucket) | b.id] AS buckets',
    rows: [{ buckets: ['logs'] }],
  },
  {
    claim: 'a pattern comprehension has a condition',
    cypher: `MATCH (n:AwsIamRole {id: "admin"})
      RETURN [(n)-[r:CAN_READ|CAN_WRITE]->(b:AwsS3Bucket) WHERE type(r) = "CAN_WRITE" | b.id] AS buckets`,
    rows: [{ buckets: ['vault'] }],
  },
  {
    claim: 'labels, type, properties and keys tell of a record',
    cypher: `MATCH (n:AwsAccount)
      RETURN properties(n).name AS name, "Account" IN labels(n) AS isAccount, "hash" IN keys(n) AS hashed`,
    rows: [{ name: 'production', isAccount: true, hashed: true }],
  },
  {
    claim: 'a map literal and a list literal are answers',
    cypher: 'MATCH (n:AwsAccount) RETURN {id: n.id, list: [1, "a", null]} AS map',
    rows: [{ map: { id: '111111111111', list: [1, 'a', null] } }],
  },
  {
    claim: 'a whole node answers as its properties',
    cypher: 'MATCH (n:AwsAccount) WITH properties(n) AS p, n RETURN n.name = p.name AS same',
    rows: [{ same: true }],
  },
  {
    claim: 'size, head, last, split, range and reduce',
    cypher: `WITH split("a/b/c", "/") AS l
      RETURN size(l) AS size, head(l) AS head, last(l) AS last, l[1] AS second, l[0..2] AS two, range(1, 3) AS range,
        reduce(sum = 0, x IN [1, 2, 3] | sum + x) AS sum`,
    rows: [{ size: 3, head: 'a', last: 'c', second: 'b', two: ['a', 'b'], range: [1, 2, 3], sum: 6 }],
  },
  {
    claim: 'text functions',
    cypher: `RETURN toUpper("aé") AS upper, trim(" x ") AS trim, replace("a-b", "-", "+") AS replace,
      toString(5) AS five, toInteger("7") AS seven, "a" + "b" AS joined, left("abc", 2) AS left, size("é✓") AS size`,
    rows: [
      { upper: 'AÉ', trim: 'x', replace: 'a+b', five: '5', seven: 7, joined: 'ab', left: 'ab', size: 2 },
    ],
  },
  {
    claim: 'whole numbers divide whole, others do not',
    cypher: 'RETURN 7 / 2 AS whole, 7 / 2.0 AS real, 7 % 3 AS rest, abs(-2) AS abs',
    rows: [{ whole: 3, real: 3.5, rest: 1, abs: 2 }],
  },
  {
    claim: 'parameters keep their types',
    cypher: 'RETURN $i AS i, $f AS f, $s AS s, $b AS b, $n AS n, $l AS l, $m AS m, $i / 2 AS half',
    params: { i: 7, f: 0.5, s: 'it\'s "\\ `', b: true, n: null, l: [1, 2], m: { a: ['x', { b: 1 }] } },
    rows: [
      { i: 7, f: 0.5, s: 'it\'s "\\ `', b: true, n: null, l: [1, 2], m: { a: ['x', { b: 1 }] }, half: 3 },
    ],
  },
  {
    claim: 'names in backticks, strings in both quotes and comments',
    cypher:
      "MATCH (`the node`:`AwsAccount`) // CREATE (n)\nRETURN `the node`.id AS `an id`, 'it\\'s' AS a /* SET x */, \"q\" AS b",
    rows: [{ 'an id': '111111111111', a: "it's", b: 'q' }],
  },
]
