import * as account from './aws/account.ts'
import * as ec2 from './aws/ec2.ts'
import * as iam from './aws/iam.ts'
import * as lambda from './aws/lambda.ts'
import * as s3 from './aws/s3.ts'
import * as secrets from './aws/secrets.ts'
import * as vpc from './aws/vpc.ts'
import { COMMON_NODES } from './common.ts'
import type { NodeDeclaration, RelationshipDeclaration } from './define.ts'
import { ATTACK_EDGES, FACTS } from './relationships.ts'

export const NODE_KINDS: ReadonlyMap<string, NodeDeclaration> = new Map(
  [
    ...COMMON_NODES,
    ...[account, iam, ec2, vpc, s3, lambda, secrets].flatMap((service) => Object.values(service)),
  ].map((declaration) => [declaration.kind, declaration]),
)

export const RELATIONSHIP_KINDS: ReadonlyMap<string, RelationshipDeclaration> = new Map(
  [...FACTS, ...ATTACK_EDGES].map((declaration) => [declaration.kind, declaration]),
)

/** Kinds of relationship that an attacker walks along. */
export const ATTACK_KINDS: ReadonlySet<string> = new Set(ATTACK_EDGES.map((declaration) => declaration.kind))
