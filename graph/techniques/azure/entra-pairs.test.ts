import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { edges, type Fact, group, holds, TENANT } from './entra.testkit.ts'
import { ROLES } from './entra-facts.ts'
import type { EntraTechnique } from './entra-technique.ts'
import { ENTRA_TECHNIQUES } from './entra-techniques.ts'

/** What somebody has that lets him use a technique. */
interface Way {
  readonly says: string
  readonly who: 'attacker' | 'robot'
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly Fact[]
}

const robot = (graphPermissions: readonly string[]): NodeRecord => ({
  id: 'robot',
  kind: 'EntraServicePrincipal',
  props: { account: 't', type: 'Application', appId: 'r', graphPermissions },
})
const byRole = (role: string, more: Props = {}): Way => ({
  says: `role ${role} ${JSON.stringify(more)}`,
  who: 'attacker',
  nodes: [holds(role, more)],
  facts: [],
})
const byAction = (action: string): Way => ({
  says: action,
  who: 'attacker',
  nodes: [
    holds('custom'),
    {
      id: 'custom',
      kind: 'EntraRoleDefinition',
      props: { templateId: 'custom', builtIn: false, actions: [action] },
    },
  ],
  facts: [],
})
const byPermission = (...permissions: readonly string[]): Way => ({
  says: `permission ${permissions.join() || 'none'}`,
  who: 'robot',
  nodes: [robot(permissions)],
  facts: [],
})

const OWNED: { readonly [kind: string]: string } = {
  EntraApplication: 'app',
  EntraServicePrincipal: 'sp',
  EntraGroup: 'group',
}
const byOwnership = (kind: string, permissions: readonly string[] | null): Way => {
  const who = permissions === null ? 'attacker' : 'robot'
  return {
    says: `${who} owns the ${kind}${permissions === null ? '' : ` with ${permissions.join() || 'no permission'}`}`,
    who,
    nodes: permissions === null ? [] : [robot(permissions)],
    facts: [[who, 'OWNS', OWNED[kind] ?? '']],
  }
}

/** Each way in that is declared, and the ways most like it that must not do. */
function waysOf(technique: EntraTechnique): readonly (readonly [Way, readonly Way[]])[] {
  const { roles, actions = [], permissions, owned = [], owners } = technique
  const permitted = owners === 'permitted'
  return [
    ...roles.map(
      (role) =>
        [
          byRole(role),
          [
            byRole(ROLES.directoryReaders),
            byRole(role, { directoryScope: '/other' }),
            byRole(role, { account: 'another' }),
          ],
        ] as const,
    ),
    ...actions.map((action) => [byAction(action), [byAction(action.replace(/[a-zA-Z]+$/, 'read'))]] as const),
    ...(permitted ? [] : permissions).map(
      (one) => [byPermission(one), [byPermission(), byPermission(one.replace('ReadWrite', 'Read'))]] as const,
    ),
    ...owned.map((kind) =>
      permitted
        ? ([
            byOwnership(kind, permissions),
            [byOwnership(kind, []), byOwnership(kind, null), byPermission(...permissions)],
          ] as const)
        : ([byOwnership(kind, null), [byRole(ROLES.directoryReaders)]] as const),
    ),
  ]
}

/** What a technique leads to, and the things most like it that it must not lead to. */
interface Target {
  readonly id: string
  readonly nodes: readonly NodeRecord[]
  readonly others: readonly (readonly [says: string, nodes: readonly NodeRecord[]])[]
}

const principal = (props: Props): readonly NodeRecord[] => [
  {
    id: 'sp',
    kind: 'EntraServicePrincipal',
    props: { account: 't', type: 'Application', appId: 'a', ...props },
  },
]
const person = (props: Props = {}): NodeRecord => ({
  id: 'victim',
  kind: 'EntraUser',
  props: { account: 't', ...props },
})
const worth: NodeRecord = {
  id: 'victim-assignment',
  kind: 'AzureRoleAssignment',
  props: { principalId: 'victim', roleDefinitionId: 'owner', scope: '/subscriptions/s' },
}

const TARGETS: { readonly [kind in EntraTechnique['target']]: Target } = {
  tenant: { id: TENANT, nodes: [], others: [] },
  EntraServicePrincipal: {
    id: 'sp',
    nodes: [],
    others: [['the principal is a managed identity', principal({ type: 'ManagedIdentity' })]],
  },
  EntraGroup: {
    id: 'group',
    nodes: group(),
    others: [
      ['the membership is dynamic', group({ dynamic: true })],
      ['the group is synchronized', group({ synced: true })],
    ],
  },
  EntraUser: {
    id: 'victim',
    nodes: [person(), worth],
    others: [['the user holds nothing', [person()]]],
  },
}

const ELSEWHERE: { readonly [kind in EntraTechnique['target']]: readonly NodeRecord[] } = {
  tenant: [],
  EntraServicePrincipal: principal({ account: 'another' }),
  EntraGroup: group({ account: 'another' }),
  EntraUser: [person({ account: 'another' }), worth],
}

const tenant = (props: Props): NodeRecord => ({
  id: TENANT,
  kind: 'AzureTenant',
  props: { account: 't', ...props },
})
const SETTINGS: { readonly [id: string]: readonly [met: Props, unmet: Props] } = {
  'privileged-management': [{ privilegedManagement: true }, { privilegedManagement: false }],
  'temporary-access-pass': [{ temporaryAccessPass: 'all' }, { temporaryAccessPass: 'none' }],
}

describe.each(ENTRA_TECHNIQUES.map((one) => [`${one.id}: ${one.says}`, one] as const))(
  '%s',
  (_, technique) => {
    const target = TARGETS[technique.target]
    const [met, unmet] =
      technique.world === undefined ? [{}, null] : (SETTINGS[technique.world.id] ?? [{}, null])
    const fires = (way: Way, nodes = target.nodes, settings: Props = met): boolean =>
      edges([tenant(settings), ...way.nodes, ...nodes], way.facts).includes(
        `${way.who} ${technique.edge} ${target.id} ${technique.id}`,
      )
    const ways = waysOf(technique)

    test('is used by somebody', () => {
      expect(ways).not.toHaveLength(0)
    })

    describe.each(ways.map(([way, misses]) => [way.says, way, misses] as const))(
      '%s',
      (_says, way, misses) => {
        test('fires', () => {
          expect(fires(way)).toBe(true)
        })

        test.each(misses.map((miss) => [miss.says, miss] as const))('not by %s', (_miss, miss) => {
          expect(fires(miss)).toBe(false)
        })

        test.each(target.others)('not where %s', (_other, nodes) => {
          expect(fires(way, nodes)).toBe(false)
        })

        // Who owns something is told by what is owned, wherever he is from.
        const reaches = technique.target !== 'tenant' && way.facts.length === 0
        test.runIf(reaches)('not in another tenant', () => {
          expect(fires(way, ELSEWHERE[technique.target])).toBe(false)
        })

        test.runIf(technique.world !== undefined)('not where the tenant is set up otherwise', () => {
          expect(unmet).not.toBeNull()
          expect(fires(way, target.nodes, unmet ?? met)).toBe(false)
        })
      },
    )
  },
)
