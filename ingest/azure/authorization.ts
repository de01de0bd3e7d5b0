import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, armList, defineAzureCollector } from './calls.ts'
import { armId, flag, list, propsOf, readList, resource, text, time } from './shapes.ts'

const at = (operation: string, version: string, filter?: string): AzureCall => {
  const call = armList(`Microsoft.Authorization/${operation}`, version)
  return filter === undefined ? call : { ...call, query: { ...call.query, $filter: filter } }
}

const permissions = list(
  z.object({
    actions: list(z.string()),
    notActions: list(z.string()),
    dataActions: list(z.string()),
    notDataActions: list(z.string()),
    condition: text,
  }),
).transform((blocks) => blocks.map((block) => propsOf(block)))

const assignment = {
  principalId: z.string(),
  principalType: text,
  roleDefinitionId: z.string(),
  scope: z.string(),
  condition: text,
}
const definition = resource({
  roleName: text,
  type: text,
  roleType: text,
  permissions,
  assignableScopes: list(z.string()),
})
const principals = list(z.object({ id: z.string(), type: text }))
const denial = resource({
  denyAssignmentName: text,
  scope: text,
  permissions,
  principals,
  excludePrincipals: principals,
  doNotApplyToChildScopes: flag,
  denyAssignmentEffect: text,
})

const actionsOf = (blocks: z.output<typeof permissions>): readonly string[] =>
  blocks.flatMap(({ actions }) => (Array.isArray(actions) ? actions.map(String) : []))

/** https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources */
const managesLocks = (action: string): boolean =>
  ['microsoft.authorization/locks/*', 'microsoft.authorization/locks/write'].includes(action.toLowerCase())

const MANAGEMENT_GROUPS = '/providers/microsoft.management/managementgroups/'

/** At the root a scope is a slash. */
const scopeOf = (scope: string): string => armId(scope) || '/'

/** Role definitions are listed below each scope and are the same in all: https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
const roleOf = (id: string): string =>
  `/providers/microsoft.authorization/roledefinitions/${armId(id).slice(armId(id).lastIndexOf('/') + 1)}`

const assignmentProps = (found: z.output<z.ZodObject<typeof assignment>>) => ({
  principalId: found.principalId.toLowerCase(),
  principalType: found.principalType,
  roleDefinitionId: roleOf(found.roleDefinitionId),
  scope: scopeOf(found.scope),
  condition: found.condition,
})

/**
 * The lists of a subscription hold what is assigned above it: so they tell what is above, where management groups
 * themselves may not be read. https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */
const groupsAbove = ({ nodes }: RecordBuilder): readonly string[] => {
  const scopes = nodes.flatMap(({ props }) => (typeof props.scope === 'string' ? [props.scope] : []))
  return [...new Set(scopes.filter((scope) => scope.startsWith(MANAGEMENT_GROUPS)))].sort()
}

/** Who holds which role where. The lists of a subscription hold what is assigned above and below it, too. */
export const authorization = defineAzureCollector({
  service: 'authorization',
  level: 'subscription',
  calls: {
    'authorization role-definitions': at('roleDefinitions', '2022-04-01'),
    'authorization role-assignments': at('roleAssignments', '2022-04-01'),
    'authorization deny-assignments': at('denyAssignments', '2022-04-01'),
    'authorization role-eligibilities': at('roleEligibilityScheduleInstances', '2020-10-01'),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const common = (name: string | undefined, id: string) => ({
      name: name ?? id.slice(id.lastIndexOf('/') + 1),
      provider: 'azure',
      account: context.partition.account,
      region: 'global',
    })
    const definitions = await readList(context, 'authorization role-definitions', definition, missing)
    let lockRole = false
    for (const found of definitions ?? []) {
      const { roleName, roleType, type, ...props } = found.properties
      const id = roleOf(found.id)
      const roleId = id.slice(id.lastIndexOf('/') + 1)
      const own = {
        roleId,
        type: roleType ?? (type?.includes('/') ? undefined : type),
        ...props,
        everyAction: actionsOf(props.permissions).includes('*'),
      }
      records.node('AzureRoleDefinition', id, propsOf({ ...common(roleName, id), ...own }))
      if (own.type === 'CustomRole') lockRole ||= actionsOf(props.permissions).some(managesLocks)
    }
    if (definitions !== undefined) records.subscription(context.partition, { lockRole })
    for (const { id, properties } of (await readList(
      context,
      'authorization role-assignments',
      resource(assignment),
      missing,
    )) ?? []) {
      const props = { ...common(undefined, id), ...assignmentProps(properties) }
      records.node('AzureRoleAssignment', id, propsOf(props))
    }
    const eligible = resource({ ...assignment, endDateTime: time })
    for (const { id, properties } of (await readList(
      context,
      'authorization role-eligibilities',
      eligible,
      missing,
    )) ?? []) {
      const props = {
        ...common(undefined, id),
        ...assignmentProps(properties),
        endsAt: properties.endDateTime,
      }
      records.node('AzureRoleEligibility', id, propsOf(props))
    }
    for (const { id, properties } of (await readList(
      context,
      'authorization deny-assignments',
      denial,
      missing,
    )) ?? []) {
      const { denyAssignmentName, scope, denyAssignmentEffect, ...props } = properties
      const plain = (all: z.output<typeof principals>) =>
        all.map((one) => propsOf({ ...one, id: one.id.toLowerCase() }))
      records.node(
        'AzureDenyAssignment',
        id,
        propsOf({
          ...common(denyAssignmentName, id),
          ...props,
          principals: plain(props.principals),
          excludePrincipals: plain(props.excludePrincipals),
          scope: scopeOf(scope ?? id.split('/providers/microsoft.authorization/')[0] ?? '/'),
          effect: denyAssignmentEffect ?? 'enforced',
        }),
      )
    }
    records.subscription(context.partition, { inheritsFrom: groupsAbove(records) })
    yield { nodes: records.nodes, relationships: [], missing }
  },
})
