import { AccountWriter } from '../writer.ts'
import { writeDirectory } from './directory.ts'
import { corporate, intranet, people, suppliers } from './estate/corporate.ts'
import { directory, writeTenant } from './estate/tenant.ts'
import { production, warehouse } from './estate/warehouse.ts'
import { CORPORATE, type Place, TENANT, WAREHOUSE } from './resource.ts'
import { authName } from './services.ts'
import { writeResources, writeRest } from './writer.ts'

/** The tenant and its subscriptions, each in a folder of its own. */
export async function azureFolders(): Promise<readonly AccountWriter[]> {
  const tenant = new AccountWriter(TENANT)
  writeDirectory(tenant, directory)
  writeTenant(tenant)
  await writeRest(tenant, 'tenant')
  const subscriptions = [new AccountWriter(CORPORATE), new AccountWriter(WAREHOUSE)] as const
  writeResources(subscriptions[0], corporate)
  writeResources(subscriptions[1], warehouse)
  login(subscriptions[0], suppliers, 'app-alderway-suppliers', false)
  login(subscriptions[0], intranet, 'app-alderway-intranet', true)
  login(subscriptions[0], people, 'func-alderway-payslips', true)
  login(subscriptions[1], production, 'app-alderway-picking', true)
  for (const out of subscriptions) await writeRest(out, 'subscription')
  return [tenant, ...subscriptions]
}

/** Whether an app asks everybody to sign in. */
function login(out: AccountWriter, place: Place, app: string, required: boolean): void {
  const properties = {
    platform: { enabled: required },
    globalValidation: { requireAuthentication: required, unauthenticatedClientAction: 'RedirectToLoginPage' },
  }
  out.put('global', 'appservice authentication', { id: 'authsettingsV2', properties }, authName(place, app))
}
