import { ROLES } from '../../../graph/techniques/azure/entra-facts.ts'
import { uuid } from '../ids.ts'
import type { AccountWriter } from '../writer.ts'
import { clientId, objectId, TENANT } from './resource.ts'

export interface Person {
  readonly name: string
  readonly mfa?: false
  /** The company that invited them belongs to. */
  readonly guestOf?: string
  readonly disabled?: true
}

interface Group {
  readonly members: readonly string[]
  readonly owners?: readonly string[]
  readonly roleAssignable?: true
}

interface Application {
  readonly owners?: readonly string[]
  /** When its secret was made; none where it has none. */
  readonly secretSince?: string
  readonly trusts?: readonly { readonly name: string; readonly issuer: string; readonly subject: string }[]
  readonly permissions?: readonly GraphPermission[]
  readonly disabled?: true
  /** Its service principals take credentials of their own. */
  readonly unlocked?: true
}

/** Application permissions of Microsoft Graph that somebody was granted. https://learn.microsoft.com/graph/permissions-reference */
const PERMISSIONS = {
  'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Mail.Send': 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
} as const
type GraphPermission = keyof typeof PERMISSIONS

const GRAPH = { name: 'Microsoft Graph', appId: '00000003-0000-0000-c000-000000000000' }

export interface Directory {
  readonly domain: string
  readonly people: readonly Person[]
  readonly groups: { readonly [name: string]: Group }
  readonly applications: { readonly [name: string]: Application }
  readonly managedIdentities: readonly string[]
  /** Entra roles with their holders; a holder of a unit holds the role in it alone. */
  readonly roles: readonly {
    readonly role: keyof typeof ROLES
    readonly title: string
    readonly holders: readonly string[]
    readonly eligible?: readonly string[]
  }[]
}

/** What Microsoft Graph answers of the directory. */
export function writeDirectory(out: AccountWriter, directory: Directory): void {
  const put = (call: string, value: readonly unknown[], about?: string) => {
    if (value.length > 0) out.put('global', `entra ${call}`, { value }, about)
  }
  put('organization', [
    {
      id: TENANT,
      displayName: 'Alderway',
      verifiedDomains: [{ name: directory.domain, isDefault: true, isInitial: false }],
    },
  ])
  writePeople(put, directory)
  for (const [name, group] of Object.entries(directory.groups)) {
    put('group-members', group.members.map(reference), objectId(name))
    put('group-owners', (group.owners ?? []).map(reference), objectId(name))
  }
  writeApplications(put, directory)
  writeRoles(put, directory)
}

type Put = (call: string, value: readonly unknown[], about?: string) => void
const reference = (name: string) => ({ id: objectId(name) })

function writePeople(put: Put, { domain, people, groups }: Directory): void {
  put(
    'users',
    people.map(({ name, guestOf, disabled }) => ({
      id: objectId(name),
      displayName: name,
      userPrincipalName: guestOf === undefined ? `${name}@${domain}` : `${name}_${guestOf}#EXT#@${domain}`,
      userType: guestOf === undefined ? 'Member' : 'Guest',
      accountEnabled: disabled !== true,
      onPremisesSyncEnabled: null,
    })),
  )
  put(
    'registrations',
    people.map(({ name, mfa }) => ({ id: objectId(name), isMfaCapable: mfa !== false })),
  )
  put(
    'groups',
    Object.entries(groups).map(([name, { roleAssignable }]) => ({
      id: objectId(name),
      displayName: name,
      isAssignableToRole: roleAssignable === true,
      isManagementRestricted: null,
      onPremisesSyncEnabled: null,
      groupTypes: [],
      membershipRule: null,
    })),
  )
}

function writeApplications(put: Put, { applications, managedIdentities }: Directory): void {
  const list = Object.entries(applications)
  put(
    'applications',
    list.map(([name, { secretSince, unlocked }]) => ({
      id: uuid(`azure/application/${name}`),
      appId: clientId(name),
      displayName: name,
      signInAudience: 'AzureADMyOrg',
      passwordCredentials: secretSince === undefined ? [] : [secret(name, secretSince)],
      keyCredentials: [],
      servicePrincipalLockConfiguration: { isEnabled: unlocked !== true, allProperties: true },
    })),
  )
  for (const [name, { owners = [], trusts = [] }] of list) {
    const id = uuid(`azure/application/${name}`)
    put('application-owners', owners.map(reference), id)
    put(
      'federated-credentials',
      trusts.map((trust) => federated(name, trust)),
      id,
    )
  }
  const principal = (name: string, servicePrincipalType: string, enabled = true) => ({
    id: objectId(name),
    appId: clientId(name),
    displayName: name,
    servicePrincipalType,
    appOwnerOrganizationId: TENANT,
    accountEnabled: enabled,
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [],
  })
  put('service-principals', [
    {
      ...principal(GRAPH.name, 'Application'),
      appId: GRAPH.appId,
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
      appRoles: Object.entries(PERMISSIONS).map(([value, id]) => ({ id, value })),
    },
    ...list.map(([name, { disabled }]) => principal(name, 'Application', disabled !== true)),
    ...managedIdentities.map((name) => principal(name, 'ManagedIdentity')),
  ])
  for (const [name, { permissions = [] }] of list) {
    const granted = permissions.map((one) => ({
      id: uuid(`azure/grant/${name}/${one}`),
      appRoleId: PERMISSIONS[one],
      resourceId: objectId(GRAPH.name),
    }))
    put('app-role-assignments', granted, objectId(name))
  }
}

const secret = (name: string, startDateTime: string) => ({
  keyId: uuid(`azure/secret/${name}`),
  displayName: 'service',
  startDateTime,
  endDateTime: `${Number(startDateTime.slice(0, 4)) + 2}${startDateTime.slice(4)}`,
})

const federated = (
  name: string,
  trust: { readonly name: string; readonly issuer: string; readonly subject: string },
) => ({
  id: uuid(`azure/federated/${name}/${trust.name}`),
  ...trust,
  audiences: ['api://AzureADTokenExchange'],
})

function writeRoles(put: Put, { roles }: Directory): void {
  put(
    'role-definitions',
    roles.map(({ role, title }) => ({
      id: ROLES[role],
      templateId: ROLES[role],
      displayName: title,
      isBuiltIn: true,
      rolePermissions: [],
    })),
  )
  const held = (role: keyof typeof ROLES, name: string) => ({
    id: uuid(`azure/directory-role/${role}/${name}`),
    principalId: objectId(name),
    roleDefinitionId: ROLES[role],
    directoryScopeId: '/',
  })
  put(
    'role-assignments',
    roles.flatMap(({ role, holders }) => holders.map((name) => held(role, name))),
  )
  put(
    'role-eligibilities',
    roles.flatMap(({ role, eligible = [] }) => eligible.map((name) => held(role, name))),
  )
}
