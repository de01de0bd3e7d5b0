import { type Form, ids } from './form.testkit.ts'

export const PREDICATES: readonly Form[] = [
  {
    claim: 'EXISTS { } keeps what has the pattern',
    cypher: 'MATCH (n:AwsS3Bucket) WHERE EXISTS { (:Internet)-[:CAN_READ]->(n) } RETURN n.id AS id',
    rows: ids('logs'),
  },
  {
    claim: 'NOT EXISTS { } keeps the others',
    cypher: 'MATCH (n:AwsS3Bucket) WHERE NOT EXISTS { (:Internet)-[:CAN_READ]->(n) } RETURN n.id AS id',
    rows: ids('vault'),
  },
  {
    claim: 'EXISTS { MATCH … WHERE … } has a condition of its own',
    cypher: `MATCH (n:AwsIamRole)
      WHERE EXISTS { MATCH (u:AwsIamUser)-[:CAN_ASSUME]->(n) WHERE u.mfaEnabled = false }
      RETURN n.id AS id`,
    rows: ids('app'),
  },
  {
    claim: 'EXISTS { } with a path of several steps looks along it',
    cypher: `MATCH (n:AwsIamUser)
      WHERE EXISTS { (n)-[:CAN_ASSUME*1..2]->(:AwsIamRole {id: "admin"}) }
      RETURN n.id AS id`,
    rows: ids('bob'),
  },
  {
    claim: 'COUNT { } counts the pattern',
    cypher:
      'MATCH (n:AwsIamRole) RETURN n.id AS id, COUNT { (:Resource)-[:CAN_ASSUME]->(n) } AS n ORDER BY id',
    rows: [
      { id: 'admin', n: 1 },
      { id: 'app', n: 1 },
      { id: 'ops', n: 2 },
    ],
  },
  {
    claim: 'COUNT { } compares in WHERE',
    cypher: 'MATCH (n:AwsIamRole) WHERE COUNT { (:Resource)-[:CAN_ASSUME]->(n) } > 1 RETURN n.id AS id',
    rows: ids('ops'),
  },
  {
    claim: 'a comparison with a missing property is neither true nor false',
    cypher: 'MATCH (n:AwsIamRole) WHERE n.isAdmin = true OR NOT n.isAdmin = true RETURN n.id AS id',
    rows: ids('admin'),
  },
  {
    claim: 'IS NULL and IS NOT NULL tell a missing property',
    cypher:
      'MATCH (n:AwsIamRole) RETURN n.id AS id, n.isAdmin IS NULL AS a, n.isAdmin IS NOT NULL AS b ORDER BY id',
    rows: [
      { id: 'admin', a: false, b: true },
      { id: 'app', a: true, b: false },
      { id: 'ops', a: true, b: false },
    ],
  },
  {
    claim: 'coalesce gives the first that is not null',
    cypher: 'MATCH (n:AwsIamRole) RETURN n.id AS id, coalesce(n.isAdmin, false) AS admin ORDER BY id',
    rows: [
      { id: 'admin', admin: true },
      { id: 'app', admin: false },
      { id: 'ops', admin: false },
    ],
  },
  {
    claim: 'a null parameter switches a filter off',
    cypher:
      'MATCH (n:AwsIamUser) WHERE $account IS NULL OR n.account = $account RETURN n.id AS id ORDER BY id',
    params: { account: null },
    rows: ids('alice', 'bob'),
  },
  {
    claim: 'IN finds in a list parameter',
    cypher: 'MATCH (n:AwsIamUser) WHERE n.id IN $ids RETURN n.id AS id ORDER BY id',
    params: { ids: ['bob', 'carol'] },
    rows: ids('bob'),
  },
  {
    claim: 'IN finds in a list property',
    cypher: 'MATCH (n:AwsIamUser) WHERE "tier=1" IN n.tags RETURN n.id AS id',
    rows: ids('alice'),
  },
  {
    claim: 'CONTAINS, STARTS WITH and ENDS WITH mind the case, toLower levels it',
    cypher: `MATCH (n:AwsIamRole)
      WHERE toLower(n.name) CONTAINS "ps" OR n.name STARTS WITH "ad" OR n.name ENDS WITH "PP"
      RETURN n.id AS id ORDER BY id`,
    rows: ids('admin', 'ops'),
  },
  {
    claim: 'any and all look into a list',
    cypher: `MATCH (n:AwsIamUser)
      RETURN n.id AS id, any(t IN n.tags WHERE t STARTS WITH "team=") AS any, all(t IN n.tags WHERE t CONTAINS "=") AS all
      ORDER BY id`,
    rows: [
      { id: 'alice', any: true, all: true },
      { id: 'bob', any: false, all: true },
    ],
  },
  {
    claim: 'none and single look into a list',
    cypher: `MATCH (n:AwsIamUser {id: "alice"})
      RETURN none(t IN n.tags WHERE t = "x") AS none, single(t IN n.tags WHERE t STARTS WITH "t") AS single`,
    rows: [{ none: true, single: false }],
  },
  {
    claim: 'comparisons chain with AND, OR, XOR and NOT',
    cypher:
      'MATCH (n:AwsIamUser) WHERE (n.accessKeys > 1 XOR n.mfaEnabled) AND NOT n.id = "x" RETURN n.id AS id ORDER BY id',
    rows: ids('alice', 'bob'),
  },
  {
    claim: '<> drops what is equal and what is missing',
    cypher: 'MATCH (n:AwsS3Bucket) WHERE n.sensitivity <> "low" RETURN n.id AS id',
    rows: ids('vault'),
  },
]
