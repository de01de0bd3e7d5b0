import { type Form, ids } from './form.testkit.ts'

export const PATTERNS: readonly Form[] = [
  {
    claim: 'a label and a property find a node',
    cypher: 'MATCH (n:AwsIamUser {id: $id}) RETURN n.name AS name',
    params: { id: 'alice' },
    rows: [{ name: 'Alice' }],
  },
  {
    claim: 'a class label finds nodes of all its kinds',
    cypher: 'MATCH (n:Identity) RETURN n.id AS id ORDER BY id',
    rows: ids('admin', 'alice', 'app', 'bob', 'ops'),
  },
  {
    claim: 'WHERE n:A OR n:B tests labels',
    cypher: 'MATCH (n:Resource) WHERE n:AwsS3Bucket OR n:AwsAccount RETURN n.id AS id ORDER BY id',
    rows: ids('111111111111', 'logs', 'vault'),
  },
  {
    claim: 'a negated label test drops the others',
    cypher: 'MATCH (n:Identity) WHERE NOT n:AwsIamUser RETURN n.id AS id ORDER BY id',
    rows: ids('admin', 'app', 'ops'),
  },
  {
    claim: 'an arrow is followed in its direction only',
    cypher: 'MATCH (a:AwsIamRole {id: "ops"})-[:CAN_ASSUME]->(b:Resource) RETURN b.id AS id',
    rows: ids('admin'),
  },
  {
    claim: 'an arrow that points back is followed back',
    cypher: 'MATCH (a:AwsIamRole {id: "ops"})<-[:CAN_ASSUME]-(b:Resource) RETURN b.id AS id ORDER BY id',
    rows: ids('app', 'bob'),
  },
  {
    claim: '[:A|B] follows both types',
    cypher:
      'MATCH (a:AwsIamRole {id: "admin"})-[r:CAN_READ|CAN_WRITE]->(b:Resource) RETURN type(r) AS type, b.id AS id ORDER BY type',
    rows: [
      { type: 'CAN_READ', id: 'vault' },
      { type: 'CAN_WRITE', id: 'vault' },
    ],
  },
  {
    claim: 'a relationship has properties',
    cypher:
      'MATCH (:AwsIamUser)-[r:CAN_ASSUME]->(b:Resource) WHERE r.likelihood < 1 RETURN b.id AS id, r.likelihood AS p',
    rows: [{ id: 'app', p: 0.5 }],
  },
  {
    claim: 'a relationship to itself is found once',
    cypher: 'MATCH (a:AwsS3Bucket)-[:LOGS_TO]->(b:AwsS3Bucket) RETURN a.id AS a, b.id AS b',
    rows: [{ a: 'logs', b: 'logs' }],
  },
  {
    claim: '[:A|B*0..1] includes the start',
    cypher:
      'MATCH (a:AwsIamRole {id: "app"})-[:CAN_ASSUME|CAN_READ*0..1]->(b:Resource) RETURN b.id AS id ORDER BY id',
    rows: ids('app', 'logs', 'ops'),
  },
  {
    claim: '[:A|B*1..6] finds one row for each path',
    cypher:
      'MATCH (a:AwsIamUser {id: "alice"})-[:CAN_ASSUME|CAN_READ|CAN_WRITE*1..6]->(b:AwsS3Bucket) RETURN b.id AS id ORDER BY id',
    rows: ids('logs', 'vault', 'vault'),
  },
  {
    claim: 'a bound of a path holds',
    cypher:
      'MATCH (a:AwsIamUser {id: "alice"})-[:CAN_ASSUME*1..2]->(b:Resource) RETURN b.id AS id ORDER BY id',
    rows: ids('app', 'ops'),
  },
  {
    claim: 'a path of an exact length is that long',
    cypher: 'MATCH (a:AwsIamUser {id: "alice"})-[:CAN_ASSUME*2..2]->(b:Resource) RETURN b.id AS id',
    rows: ids('ops'),
  },
  {
    claim: 'a path does not use a relationship twice',
    cypher: 'MATCH (a:AwsS3Bucket {id: "logs"})-[:LOGS_TO*1..4]->(b:AwsS3Bucket) RETURN count(*) AS n',
    rows: [{ n: 1 }],
  },
  {
    claim: 'one MATCH does not use a relationship twice',
    cypher:
      'MATCH (a:AwsIamRole)<-[:CAN_ASSUME]-(b:AwsIamUser), (a)<-[:CAN_ASSUME]-(c:AwsIamUser) RETURN count(*) AS n',
    rows: [{ n: 0 }],
  },
  {
    claim: 'two MATCHes may',
    cypher:
      'MATCH (a:AwsIamRole)<-[:CAN_ASSUME]-(b:AwsIamUser) MATCH (a)<-[:CAN_ASSUME]-(c:AwsIamUser) RETURN count(*) AS n',
    rows: [{ n: 2 }],
  },
  {
    claim: 'shortestPath gives its nodes, relationships and length',
    cypher: `MATCH (a:AwsIamUser {id: $from}), (b:AwsS3Bucket {id: $to})
      MATCH p = shortestPath((a)-[:CAN_ASSUME|CAN_READ*1..6]->(b))
      RETURN [n IN nodes(p) | n.id] AS nodes, [r IN relationships(p) | type(r)] AS types, length(p) AS length`,
    params: { from: 'bob', to: 'vault' },
    rows: [
      { nodes: ['bob', 'ops', 'admin', 'vault'], types: ['CAN_ASSUME', 'CAN_ASSUME', 'CAN_READ'], length: 3 },
    ],
  },
  {
    claim: 'shortestPath gives no row where there is no path',
    cypher: `MATCH (a:AwsS3Bucket {id: "logs"}), (b:AwsS3Bucket {id: "vault"})
      MATCH p = shortestPath((a)-[:CAN_ASSUME|CAN_READ*1..6]->(b))
      RETURN length(p) AS length`,
    rows: [],
  },
  {
    claim: 'a named path gives its ends',
    cypher: `MATCH p = (a:AwsIamUser {id: "bob"})-[:CAN_ASSUME*1..3]->(b:AwsIamRole {id: "admin"})
      RETURN [n IN nodes(p) | n.id] AS path`,
    rows: [{ path: ['bob', 'ops', 'admin'] }],
  },
  {
    claim: 'the relationships of a path have their properties',
    cypher: `MATCH p = (a:AwsIamUser {id: "alice"})-[:CAN_ASSUME*1..3]->(b:AwsIamRole {id: "admin"})
      RETURN [r IN relationships(p) | r.likelihood] AS likelihoods`,
    rows: [{ likelihoods: [0.5, 0.25, 0.5] }],
  },
]
