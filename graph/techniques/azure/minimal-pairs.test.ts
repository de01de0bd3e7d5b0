import { describe, expect, test } from 'vitest'
import { AZURE_DETOURS } from '../../access/azure/data-detours.ts'
import { AZURE_ACCESS_TECHNIQUES } from '../../access/azure/data-techniques.ts'
import type { Action } from '../../access/azure/role.ts'
import type { AzureTechnique } from '../../access/azure/technique.ts'
import { deriveSnapshot } from '../../derive.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
} from '../../snapshot/records.ts'
import { AZURE_TECHNIQUES } from './index.ts'

const SUBSCRIPTION = '/subscriptions/s'
const GROUP = `${SUBSCRIPTION}/resourcegroups/g`
const SCOPES: { readonly [kind: string]: string } = {
  AzureSubscription: SUBSCRIPTION,
  AzureManagementGroup: '/providers/microsoft.management/managementgroups/m',
  AzureResourceGroup: GROUP,
}
const idOf = (kind: string): string =>
  SCOPES[kind] ?? `${GROUP}/providers/microsoft.test/${kind.toLowerCase()}/target`

interface Given {
  readonly actions: readonly Action[]
  readonly also: readonly Action[]
  readonly props: Props
  readonly identity: boolean
  readonly denial: boolean
}

/** Whether the attacker, with these actions and no other, gets to the target by the technique. */
function fires(technique: AzureTechnique, given: Given): boolean {
  const target = idOf(technique.target)
  const all = [...given.actions, ...given.also]
  const permissions = [
    {
      actions: all.filter((action) => !action.startsWith('data:')),
      dataActions: all.filter((action) => action.startsWith('data:')).map((action) => action.slice(5)),
    },
  ]
  const scope = technique.target === 'AzureManagementGroup' ? target : SUBSCRIPTION
  const nodes: NodeRecord[] = [
    { id: 'attacker', kind: 'EntraUser', props: {} },
    { id: 'identity', kind: 'EntraServicePrincipal', props: {} },
    { id: SUBSCRIPTION, kind: 'AzureSubscription', props: {} },
    { id: 'role', kind: 'AzureRoleDefinition', props: { name: 'test', permissions } },
    {
      id: 'assignment',
      kind: 'AzureRoleAssignment',
      props: { principalId: 'attacker', roleDefinitionId: 'role', scope },
    },
    { id: target, kind: technique.target, props: given.props },
    {
      id: 'cluster',
      kind: 'AzureKubernetesCluster',
      props: { nodeResourceGroup: GROUP, nodeGroupLocked: false },
    },
  ]
  if (technique.also !== undefined)
    nodes.push({ id: idOf(technique.also.kind), kind: technique.also.kind, props: {} })
  if (given.denial) {
    const everyone = [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }]
    const props = {
      scope: target,
      principals: everyone,
      excludePrincipals: [],
      permissions: [{ actions: ['*'], dataActions: ['*'] }],
    }
    nodes.push({ id: 'denial', kind: 'AzureDenyAssignment', props })
  }
  const relationships: RelationshipRecord[] = given.identity
    ? [{ from: target, kind: 'HAS_IDENTITY', to: 'identity', props: {} }]
    : []
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  })
  const end = { target, identities: 'identity', cluster: 'cluster' }[technique.gives]
  return [...snapshot.relationships.values()].some(
    ({ from, kind, to, key }) =>
      from === 'attacker' && kind === technique.edge && to === end && key === technique.id,
  )
}

describe.each(
  [...AZURE_ACCESS_TECHNIQUES, ...AZURE_DETOURS, ...AZURE_TECHNIQUES].map(
    (one) => [`${one.id} on ${one.target}`, one] as const,
  ),
)('%s', (_, technique) => {
  const props = Object.assign({}, ...technique.prerequisites.map(({ example }) => example))
  const also = technique.also?.needs[0] ?? []
  const enough = { also, props, identity: true, denial: false }

  test.each(technique.needs.map((actions) => [actions.join(' and '), actions] as const))(
    'fires with %s, and with none of it missing',
    (_actions, actions) => {
      expect(fires(technique, { ...enough, actions })).toBe(true)
      for (const left of actions) {
        expect([
          left,
          fires(technique, { ...enough, actions: actions.filter((one) => one !== left) }),
        ]).toEqual([left, false])
      }
    },
  )

  const [actions = []] = technique.needs

  test('does not fire where everyone is denied', () => {
    expect(fires(technique, { ...enough, actions, denial: true })).toBe(false)
  })

  test.each(
    technique.prerequisites
      .filter(({ nearMiss }) => nearMiss !== null)
      .map((one) => [one.says, one] as const),
  )('does not fire unless %s', (_says, { nearMiss }) => {
    expect(fires(technique, { ...enough, actions, props: { ...props, ...nearMiss } })).toBe(false)
  })

  test.skipIf(technique.gives !== 'identities')('gives nothing without an identity', () => {
    expect(fires(technique, { ...enough, actions, identity: false })).toBe(false)
  })

  test.skipIf(technique.also === undefined)('needs a place to use it', () => {
    for (const left of also) {
      expect([
        left,
        fires(technique, { ...enough, actions, also: also.filter((one) => one !== left) }),
      ]).toEqual([left, false])
    }
  })
})

test('nodes whose group is locked are not commanded, and of an unknown lock it is not known', () => {
  const technique = AZURE_TECHNIQUES.find(({ id }) => id === 'az-aks-node-resource-group')
  const states = [true, undefined, false].map((nodeGroupLocked) => {
    const props = { nodeResourceGroup: GROUP, ...(nodeGroupLocked === undefined ? {} : { nodeGroupLocked }) }
    const nodes: NodeRecord[] = [
      { id: 'cluster', kind: 'AzureKubernetesCluster', props },
      { id: idOf('AzureVmScaleSet'), kind: 'AzureVmScaleSet', props: {} },
    ]
    const facts = indexFacts({
      nodes: new Map(nodes.map((node) => [node.id, node])),
      relationships: new Map(),
      coverage: [],
    })
    const scaleSet = facts.node(idOf('AzureVmScaleSet'))
    return scaleSet && technique?.prerequisites[0]?.decide(scaleSet, facts)
  })
  expect(states).toEqual(['unmet', 'unknown', 'met'])
})
