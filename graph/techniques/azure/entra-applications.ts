import { TECHNIQUE } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { applicationOf, ROLES } from './entra-facts.ts'
import { type EntraTechnique, learn } from './entra-technique.ts'

/** Managed identities take no credential through the directory; a lock keeps an application's principals from it. */
const takesCredentials = {
  says: 'an application’s service principal that holds something, whose credentials are not locked',
  works: ({ props }: NodeRecord, facts: FactIndex): boolean =>
    props.type === 'Application' && applicationOf(facts, props.appId)?.props.lockedCredentials !== true,
} as const

const hasApplicationHere = {
  says: 'a service principal that holds something, whose application is registered in this tenant',
  works: ({ props }: NodeRecord, facts: FactIndex): boolean =>
    props.type === 'Application' && applicationOf(facts, props.appId) !== undefined,
} as const

/** At most 20 for each application: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const hasRoomForTrust = {
  says: 'a service principal that holds something, whose application is registered here and trusts less than 20',
  works({ props }: NodeRecord, facts: FactIndex): boolean {
    const application = applicationOf(facts, props.appId)
    const trusts = application?.props.federatedCredentials
    return (
      props.type === 'Application' &&
      application !== undefined &&
      !(Array.isArray(trusts) && trusts.length >= 20)
    )
  },
} as const

/** Credentials of applications and of their service principals. */
export const APPLICATION_TECHNIQUES: readonly EntraTechnique[] = [
  {
    ...takesCredentials,
    id: 'az-entra-sp-add-credential',
    title: 'Add a credential to a service principal',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/role-based-access-control/permissions-reference'),
    roles: [ROLES.applicationAdministrator, ROLES.cloudApplicationAdministrator],
    actions: ['microsoft.directory/servicePrincipals/credentials/update'],
    permissions: [],
    target: 'EntraServicePrincipal',
  },
  {
    ...hasApplicationHere,
    id: 'az-entra-app-add-credential',
    title: 'Add a credential to an app registration',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/role-based-access-control/custom-available-permissions'),
    roles: [ROLES.applicationAdministrator, ROLES.cloudApplicationAdministrator],
    permissions: [],
    actions: ['microsoft.directory/applications/credentials/update'],
    edits: 'EntraApplication',
    target: 'EntraServicePrincipal',
  },
  {
    ...hasRoomForTrust,
    id: 'az-entra-app-federated-credential',
    title: 'Let an issuer of one’s own sign in as an application',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1484.002'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/workload-id/workload-identity-federation-create-trust'),
    roles: [ROLES.applicationAdministrator, ROLES.cloudApplicationAdministrator],
    permissions: ['Application.ReadWrite.All'],
    actions: ['microsoft.directory/applications/credentials/update'],
    owned: ['EntraApplication'],
    owners: 'people',
    edits: 'EntraApplication',
    target: 'EntraServicePrincipal',
  },
  {
    ...takesCredentials,
    id: 'az-graph-app-readwrite-all',
    title: 'Add a credential to any application by a permission of Microsoft Graph',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['Application.ReadWrite.All'],
    target: 'EntraServicePrincipal',
  },
  {
    ...hasApplicationHere,
    id: 'az-graph-app-readwrite-ownedby',
    title: 'Add a credential to an application that a program owns',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['Application.ReadWrite.OwnedBy'],
    owned: ['EntraApplication', 'EntraServicePrincipal'],
    owners: 'permitted',
    target: 'EntraServicePrincipal',
  },
  {
    ...hasApplicationHere,
    id: 'az-entra-app-owner',
    title: 'Add a credential to an application that one owns',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/enterprise-apps/overview-assign-app-owners'),
    roles: [],
    permissions: [],
    owned: ['EntraApplication', 'EntraServicePrincipal'],
    owners: 'people',
    target: 'EntraServicePrincipal',
  },
  {
    ...hasApplicationHere,
    id: 'az-entra-add-app-owner',
    title: 'Make oneself owner of an application',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('entra/identity/role-based-access-control/permissions-reference'),
    roles: [ROLES.hybridIdentityAdministrator],
    permissions: [],
    actions: ['microsoft.directory/applications/owners/update'],
    edits: 'EntraApplication',
    target: 'EntraServicePrincipal',
  },
]
