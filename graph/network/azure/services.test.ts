import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import type { Props } from '../../snapshot/records.ts'

describe('services that have an address of their own', () => {
  const reached = (kind: string, props: Props) => {
    const { snapshot, blocked } = deriveSnapshot({
      nodes: new Map([['it', { id: 'it', kind, props }]]),
      relationships: new Map(),
      coverage: [],
    })
    const edge = [...snapshot.relationships.values()].some(
      ({ kind: found, to }) => found === 'CAN_REACH' && to === 'it',
    )
    return edge ? 'reached' : (blocked[0]?.by.type ?? 'nothing')
  }
  const APP = { state: 'Running', publicNetworkAccess: true, allowedRanges: [], anonymousAllowed: true }
  const AKS = { private: false, authorizedRanges: [] }
  const SQL = { publicNetworkAccess: true, anyAddress: true, entraOnly: false }
  test.each<[string, string, Props, string]>([
    ['an open app', 'AzureWebApp', APP, 'reached'],
    [
      'an app without public access',
      'AzureWebApp',
      { ...APP, publicNetworkAccess: false },
      'publicNetworkAccess',
    ],
    ['an app for an office', 'AzureWebApp', { ...APP, allowedRanges: ['203.0.113.0/24'] }, 'allowedRanges'],
    ['an app that asks for a login', 'AzureWebApp', { ...APP, anonymousAllowed: false }, 'authentication'],
    ['a stopped app', 'AzureWebApp', { ...APP, state: 'Stopped' }, 'nothing'],
    ['an open cluster', 'AzureKubernetesCluster', AKS, 'reached'],
    ['a private cluster', 'AzureKubernetesCluster', { ...AKS, private: true }, 'private'],
    [
      'a cluster for an office',
      'AzureKubernetesCluster',
      { ...AKS, authorizedRanges: ['203.0.113.0/24'] },
      'authorizedRanges',
    ],
    ['an open SQL server', 'AzureSqlServer', SQL, 'reached'],
    ['a SQL server for an office', 'AzureSqlServer', { ...SQL, anyAddress: false }, 'allowedRanges'],
    ['a SQL server without passwords', 'AzureSqlServer', { ...SQL, entraOnly: true }, 'entraOnly'],
    ['a container app from outside', 'AzureContainerApp', { externalIngress: true }, 'reached'],
    ['a container app from inside', 'AzureContainerApp', { externalIngress: false }, 'nothing'],
    [
      'a container group with an address',
      'AzureContainerGroup',
      { publicIp: '198.51.100.9', ports: ['tcp/80'] },
      'reached',
    ],
    ['a container group without', 'AzureContainerGroup', { ports: [] }, 'nothing'],
  ])('%s', (_, kind, props, expected) => {
    expect(reached(kind, props)).toBe(expected)
  })
})
