import { describe, expect, test } from 'vitest'
import { checkQuery } from './cypher-check.ts'

const problems = (cypher: string, columns = ['subject'], parameters: readonly string[] = []) =>
  checkQuery(cypher, { columns, parameters: new Set(parameters) })

describe('a query that keeps the house rules is accepted', () => {
  test.each([
    ["MATCH (b:AwsS3Bucket {encryption: 'none'}) RETURN b.id AS subject"],
    ['MATCH (b:Data) WHERE b.encrypted = false OR b.sensitivity IS NULL RETURN b.id AS subject'],
    [
      'MATCH (r:AwsIamRole)-[:IN_ACCESS_CLASS*0..1]->(c)-[e:CAN_READ]->(b) WHERE e.likelihood > 0.5 RETURN r.id AS subject',
    ],
    [
      'MATCH (x)-[:CAN_INVOKE]->(f:AwsLambdaFunction) WHERE x:Internet OR x:ExternalPrincipal RETURN f.id AS subject',
    ],
    [
      "MATCH (f:AwsLambdaFunction) WHERE EXISTS { MATCH (x)-[:CAN_INVOKE]->(f) WHERE x:ExternalPrincipal AND x.type = 'role' } RETURN f.id AS subject",
    ],
    [
      'MATCH (u:AwsIamUser) MATCH (a:AwsAccount) MATCH p = shortestPath((u)-[:ADMIN_OF|CAN_ASSUME*1..4]->(a)) RETURN u.id AS subject, [n IN nodes(p) | n.id] AS path',
    ],
    [
      'MATCH (k:AwsIamAccessKey) WITH k.id AS subject, k.createdAt AS made WHERE made < $now RETURN DISTINCT subject',
    ],
    [
      "MATCH (b:AwsS3Bucket) WHERE size([x IN b.tags WHERE x STARTS WITH 'a:b']) > 0 AND (b.logging = false) RETURN {a: b.id}.a AS subject",
    ],
    ['MATCH (b:AwsS3Bucket) RETURN b.id AS subject UNION MATCH (b:AwsSecret) RETURN b.id AS subject'],
  ])('%s', (cypher) => {
    expect(problems(cypher, ['subject'], ['now'])).toEqual([])
  })
})

describe('what does not keep them is named', () => {
  test.each([
    ['MATCH (b:AwsS3Buckt) RETURN b.id AS subject', 'no node has the label AwsS3Buckt'],
    ['MATCH (b:Data) WHERE b:Bucket RETURN b.id AS subject', 'no node has the label Bucket'],
    ['MATCH (r:AwsIamRole)-[:CAN_SEE]->(b) RETURN r.id AS subject', 'no relationship has the type CAN_SEE'],
    [
      'MATCH (b:AwsS3Bucket) WHERE b.encrypted = false RETURN b.id AS subject',
      'b has no property encrypted, going by its labels or types',
    ],
    ["MATCH (b:AwsS3Bucket {encrypted: 'x'}) RETURN b.id AS subject", 'b has no property encrypted'],
    ['MATCH (r:AwsIamRole)-[e:CAN_READ {odds: 1}]->(b) RETURN r.id AS subject', 'e has no property odds'],
    [
      'MATCH (r:AwsIamRole)-[e:MEMBER_OF]->(b) WHERE e.likelihood > 1 RETURN r.id AS subject',
      'e has no property likelihood, going by its labels or types',
    ],
    [
      'MATCH (r:AwsIamRole)-[:CAN_READ]->(b) WHERE b.encryption = 1 RETURN r.id AS subject',
      'b has no property encryption, going by its labels or types',
    ],
    [
      'MATCH (r:AwsIamRole)-[way:IN_ACCESS_CLASS|CAN_ASSUME*1..4]->(a:AwsAccount) RETURN r.id AS subject',
      'the way at way stops at sets of targets: add INCLUDES to its types',
    ],
    [
      "MATCH (n:AwsIamUser) WHERE valueType(n.name) = 'STRING' RETURN n.id AS subject",
      'a function of one database does not mean the same in both databases; use size(…) = 0, trim(…), coalesce(…)',
    ],
    ['MATCH (b) RETURN b.id AS subject', 'the pattern at b has no label to start from'],
    [
      'MATCH (b:AwsS3Bucket) WHERE EXISTS { MATCH (x)-[:CAN_READ]->(y) } RETURN b.id AS subject',
      'the pattern at x has no label to start from',
    ],
    [
      'MATCH (r:AwsIamRole)-[:CAN_READ]-(b) RETURN r.id AS subject',
      'the relationship at character 22 has no direction',
    ],
    ['MATCH (r:AwsIamRole)-->(b) RETURN r.id AS subject', 'the relationship at character 21 has no type'],
    [
      'MATCH (b:AwsS3Bucket) WHERE b.name = $name RETURN b.id AS subject',
      '$name is not a parameter of the rule',
    ],
    ['MATCH (b:AwsS3Bucket) RETURN b.id', 'RETURN gives no subject'],
    [
      'MATCH (b:AwsS3Bucket) RETURN b.id AS subject UNION MATCH (s:AwsSecret) RETURN s.id AS id',
      'RETURN gives no subject',
    ],
  ])('%s', (cypher, problem) => {
    expect(problems(cypher)).toEqual([problem])
  })
})

test('clauses that write, call or load, and paths without a bound, are refused', () => {
  expect(problems('MATCH (b:AwsS3Bucket) SET b.name = 1 RETURN b.id AS subject').join()).toContain('SET')
  expect(problems('CALL db.labels() YIELD label RETURN label AS subject').join()).toContain('CALL')
  expect(problems('MATCH (a:AwsIamRole)-[:CAN_ASSUME*]->(b) RETURN a.id AS subject').join()).toContain(
    'bound',
  )
})

test('a combination must return its path', () => {
  expect(problems('MATCH (b:AwsS3Bucket) RETURN b.id AS subject', ['subject', 'path'])).toEqual([
    'RETURN gives no path',
  ])
})
