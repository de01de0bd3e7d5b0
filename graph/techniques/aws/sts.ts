import { ALLOWED } from '../../likelihood.ts'
import type { AccessTechnique } from '../technique.ts'
import { ATTACKER, iamArn, identity, scenario, TARGET_ROLE, trustFor } from './example.ts'

/**
 * Assuming a role is access itself: graph/access draws the edges, from the trust policy and the caller's permission.
 * Here stands only what the catalogue says of them.
 */
const common = {
  category: 'principal-access',
  edge: 'CAN_ASSUME',
  attack: ['T1078.004', 'T1550.001'],
  likelihood: ALLOWED,
  references: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html'],
} as const

const FOREIGN = 'arn:aws:iam::999999999999:root'
const permissions = [{ action: 'sts:AssumeRole', on: 'role' }]
const trusting = (...names: readonly string[]) =>
  scenario({
    permissions,
    on: { role: TARGET_ROLE },
    nodes: [identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(...names) })],
  })
const trustingOnly = (...names: readonly string[]) =>
  scenario({
    permissions: [],
    nodes: [identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(...names) })],
  })

export const knownPrincipalAssumes: AccessTechnique = {
  ...common,
  id: 'sts-001',
  title: 'Assumes a role that trusts it',
  needs: {
    self: [
      'sts:AssumeRole on the role, unless the role is in its account and its trust policy names the principal',
    ],
    target: ['the trust policy admits the principal, its account or everyone'],
    world: [],
  },
  example: trusting(ATTACKER.user),
  nearMiss: trusting(iamArn('user/somebody-else')),
}

export const foreignAccountAssumes: AccessTechnique = {
  ...common,
  id: 'sts-002',
  title: 'Assumes a role that trusts an account outside what was read',
  needs: {
    self: ['whatever the foreign account lets its principals do'],
    target: ['the trust policy admits the foreign account'],
    world: [],
  },
  example: trustingOnly(FOREIGN),
  nearMiss: trustingOnly('lambda.amazonaws.com'),
}

export const anyoneAssumes: AccessTechnique = {
  ...common,
  id: 'sts-003',
  title: 'Assumes a role that trusts every AWS account',
  needs: {
    self: ['any AWS account'],
    target: ['the trust policy admits everyone, without a condition that limits it'],
    world: [],
  },
  example: trustingOnly('*'),
  nearMiss: trustingOnly(FOREIGN),
}
