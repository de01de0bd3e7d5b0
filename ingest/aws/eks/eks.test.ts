import { expect, test } from 'vitest'
import { collectFrom } from '../../answers.fixture.ts'
import { eks } from './index.ts'

const arn = (resource: string) => `arn:aws:eks:us-east-1:111111111111:${resource}`
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`
const cluster = arn('cluster/c')
const inCluster = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(eks, { 'eks list-clusters': { clusters: ['c'] }, ...answers })

test('the API server says who may reach it', async () => {
  const { props } = await inCluster({
    'eks describe-cluster c': {
      cluster: {
        resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] },
        identity: { oidc: { issuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/A' } },
      },
    },
  })
  expect(props(cluster)).toMatchObject({
    endpointPublic: true,
    publicCidrs: ['0.0.0.0/0'],
    oidcIssuer: 'oidc.eks.us-east-1.amazonaws.com/id/A',
    secretsEncrypted: false,
  })
})

test('an access entry lets a principal in with its policies', async () => {
  const entry = arn('access-entry/c/role/1/dev/x')
  const { from, props } = await inCluster({
    'eks list-access-entries c': { accessEntries: [role('dev')] },
    [`eks describe-access-entry c ${role('dev')}`]: {
      accessEntry: { accessEntryArn: entry, type: 'STANDARD' },
    },
    [`eks list-associated-access-policies c ${role('dev')}`]: {
      associatedAccessPolicies: [
        { policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' },
      ],
    },
  })
  expect(from(entry)).toEqual([`IN_CLUSTER ${cluster}`, `LETS_IN ${role('dev')}`])
  expect(props(entry)).toMatchObject({
    policies: [
      {
        policy: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        scope: 'cluster',
        namespaces: [],
      },
    ],
  })
})

test('a cluster that knows no access entries has none', async () => {
  const { ids, coverage } = await inCluster({ 'eks list-access-entries c': null })
  expect(ids).toEqual([cluster])
  expect(coverage.state).toBe('OK')
})

test('pods of a service account and nodes act as their roles', async () => {
  const association = arn('podidentityassociation/c/a-1')
  const nodegroupArn = arn('nodegroup/c/n/1')
  const { from } = await inCluster({
    'eks list-pod-identity-associations c': {
      associations: [
        { associationArn: association, associationId: 'a-1', namespace: 'web', serviceAccount: 'api' },
      ],
    },
    'eks describe-pod-identity-association c a-1': { association: { roleArn: role('pod') } },
    'eks list-nodegroups c': { nodegroups: ['n'] },
    'eks describe-nodegroup c n': {
      nodegroup: { nodegroupArn, nodegroupName: 'n', clusterName: 'c', nodeRole: role('node') },
    },
  })
  expect(from(association)).toEqual([`HAS_EXECUTION_ROLE ${role('pod')}`, `IN_CLUSTER ${cluster}`])
  expect(from(nodegroupArn)).toEqual([`HAS_EXECUTION_ROLE ${role('node')}`, `IN_CLUSTER ${cluster}`])
})
