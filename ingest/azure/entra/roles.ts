import type { CollectContext } from '../../collector.ts'
import type { RecordBuilder } from '../builder.ts'
import { propsOf, readList } from '../shapes.ts'
import { directoryProps } from './people.ts'
import * as shapes from './shapes.ts'

/** Entra roles, who holds them where, and the units that narrow them. */
export async function directoryRoles(context: CollectContext, records: RecordBuilder): Promise<void> {
  const { account: tenant } = context.partition
  const definitions = await readList(
    context,
    'entra role-definitions',
    shapes.roleDefinition,
    records.missing,
  )
  const templates = new Map(
    (definitions ?? []).map(({ id, templateId }) => [id, (templateId ?? id).toLowerCase()]),
  )
  for (const one of definitions ?? []) {
    const props = {
      ...directoryProps(context, one.displayName ?? one.id),
      templateId: templates.get(one.id),
      builtIn: one.isBuiltIn ?? false,
      actions:
        one.isBuiltIn === true
          ? []
          : one.rolePermissions.flatMap(({ allowedResourceActions }) => allowedResourceActions).sort(),
    }
    records.node('EntraRoleDefinition', `/tenants/${tenant}/roledefinitions/${one.id}`, propsOf(props))
  }
  for (const [call, eligible] of [
    ['entra role-assignments', false],
    ['entra role-eligibilities', true],
  ] as const) {
    for (const one of (await readList(context, call, shapes.roleAssignment, records.missing)) ?? []) {
      const role = one.roleDefinitionId.toLowerCase()
      const props = {
        ...directoryProps(context, one.id),
        principalId: one.principalId,
        role: templates.get(role) ?? role,
        directoryScope: one.directoryScopeId ?? '/',
        eligible,
      }
      const kind = eligible ? 'roleeligibilities' : 'roleassignments'
      records.node('EntraRoleAssignment', `/tenants/${tenant}/${kind}/${one.id}`, propsOf(props))
    }
  }
  const units = (await readList(context, 'entra administrative-units', shapes.unit, records.missing)) ?? []
  const members = context.map(units, async (unit) => ({
    unit,
    found: await readList(context, 'entra unit-members', shapes.reference, records.missing, unit),
  }))
  for await (const { unit, found } of members) {
    const id = `/tenants/${tenant}/administrativeunits/${unit.id}`
    const props = {
      ...directoryProps(context, unit.displayName ?? unit.id),
      restricted: unit.isMemberManagementRestricted ?? false,
    }
    records.node('EntraAdministrativeUnit', id, propsOf(props))
    for (const member of found ?? []) records.relate(id, 'CONTAINS', member.id)
  }
}
