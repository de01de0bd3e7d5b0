import { intranet, people, suppliers } from '../azure/estate/corporate.ts'
import { carriers, operations, production } from '../azure/estate/warehouse.ts'
import { armId, CORPORATE, objectId, type Place, TENANT, WAREHOUSE } from '../azure/resource.ts'
import { INTERNET, NAMES, nearMiss, type Planted, path } from './planted.ts'

const lower = (place: Place, type: string, name: string): string => {
  const id = armId(place, type, name).toLowerCase()
  NAMES.set(id, name.slice(name.lastIndexOf('/') + 1))
  return id
}
const machine = (place: Place, name: string) => lower(place, 'Microsoft.Compute/virtualMachines', name)
const account = (name: string) => lower(carriers, 'Microsoft.Storage/storageAccounts', name)
const container = (place: Place, name: string, of: string) =>
  lower(place, 'Microsoft.Storage/storageAccounts/blobServices/containers', `${of}/default/${name}`)
const vault = (place: Place, name: string) => lower(place, 'Microsoft.KeyVault/vaults', name)
const app = (place: Place, name: string) => lower(place, 'Microsoft.Web/sites', name)
const somebody = (name: string): string => {
  NAMES.set(objectId(name), name)
  return objectId(name)
}
const scope = (id: string, name: string): string => {
  NAMES.set(id, name)
  return id
}
const warehouse = scope(`/subscriptions/${WAREHOUSE}`, 'alderway-warehouse')
const corporate = scope(`/subscriptions/${CORPORATE}`, 'alderway-corporate')
const tenant = scope(`/tenants/${TENANT}`, 'the tenant')
const REPOSITORY = 'oidc:token.actions.githubusercontent.com:repo:alderway/wms-api:ref:refs/heads/main'

export const plantedInAzure: readonly Planted[] = [
  path(
    'jump-host-to-warehouse',
    [
      INTERNET,
      machine(production, 'vm-wms-jump-01'),
      somebody('id-wms-jump'),
      machine(production, 'vm-wms-deploy-01'),
      somebody('vm-wms-deploy-01'),
      warehouse,
    ],
    'Remote desktop is open to everyone; the identity of the machine runs commands on another, whose identity owns the subscription.',
  ),
  path(
    'delivery-proofs',
    [INTERNET, container(carriers, 'delivery-proofs', 'stalderwaydelivery')],
    'The container lists its blobs to anyone, and neither account nor firewall keeps strangers out.',
  ),
  path(
    'developer-to-corporate',
    [somebody('n.haddad'), somebody('intranet-delivery'), corporate],
    'No method of MFA; owns the application whose service principal owns the subscription, and may add a secret to it.',
  ),
  path(
    'supplier-portal-to-secrets',
    [
      INTERNET,
      app(suppliers, 'app-alderway-suppliers'),
      somebody('app-alderway-suppliers'),
      vault(suppliers, 'kv-alderway-suppliers'),
    ],
    'The portal asks nobody to sign in before its code runs; its identity reads the secrets of the vault.',
  ),
  path(
    'carrier-to-tariffs',
    [somebody('w.jansen'), account('stalderwaytariffs')],
    'A guest whose group operates the keys of the carriers’ storage accounts takes those of one.',
  ),
  path(
    'engineer-to-tenant',
    [somebody('r.castellano'), somebody('employee-lifecycle'), tenant],
    'No method of MFA; a Cloud Application Administrator adds a secret to a service principal that assigns directory roles.',
  ),
  path(
    'repository-to-warehouse-secrets',
    [REPOSITORY, somebody('wms-delivery'), somebody('id-picking'), vault(production, 'kv-alderway-wms')],
    'One branch signs in without a secret, as it should; what it deploys runs as an identity that reads the vault.',
  ),
  path(
    'old-secret-to-archive',
    [somebody('carrier-edi'), account('stalderwayediarchive')],
    'A client secret from 2025 whose service principal reads what carriers exchange.',
  ),
  nearMiss(
    'reports-behind-denial',
    INTERNET,
    machine(operations, 'vm-wms-reports-01'),
    'A public address and a rule that lets 443 in, but a rule of higher priority denies it.',
    'CAN_REACH',
  ),
  nearMiss(
    'deallocated-migration',
    INTERNET,
    machine(operations, 'vm-wms-migration-01'),
    'Open to everyone, with an identity that owns the subscription, but the machine is deallocated.',
  ),
  nearMiss(
    'price-labels-refused',
    INTERNET,
    container(intranet, 'price-labels', 'stalderwayassets'),
    'The container asks to be public, but its account allows no anonymous access.',
  ),
  nearMiss(
    'contracts-take-no-keys',
    somebody('w.jansen'),
    account('stalderwaycontracts'),
    'The group of the guest may list the keys, but the account takes no request that is signed with one.',
  ),
  nearMiss(
    'intranet-asks-for-login',
    INTERNET,
    app(intranet, 'app-alderway-intranet'),
    'A public address, but the platform lets nobody through who has not signed in.',
    'CAN_REACH',
  ),
  nearMiss(
    'role-on-vault-of-policies',
    somebody('app-alderway-intranet'),
    vault(people, 'kv-alderway-people'),
    'Holds Key Vault Secrets User, but the vault decides by access policies, which do not name it.',
    'CAN_READ',
  ),
  nearMiss(
    'service-desk-and-emergency',
    somebody('i.ferreira'),
    somebody('emergency-1'),
    'A Helpdesk Administrator resets passwords, but not that of somebody who holds a greater role.',
    'CAN_CREATE_CREDENTIAL',
  ),
  nearMiss(
    'repository-and-disabled-principal',
    REPOSITORY,
    somebody('wms-delivery-2023'),
    'The old application still trusts the branch, but its service principal is switched off.',
  ),
]
