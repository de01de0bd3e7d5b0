import { appservice } from './appservice.ts'
import { authorization } from './authorization.ts'
import type { AzureCalls, AzureCollector } from './calls.ts'
import { compute } from './compute.ts'
import { cosmosdb, mysql, postgresql } from './databases.ts'
import { databricks } from './databricks.ts'
import { entra } from './entra/index.ts'
import { keyvault } from './keyvault.ts'
import { management, resources } from './management.ts'
import { monitor } from './monitor.ts'
import { networkCollector } from './network.ts'
import { aks, automation, containerregistry, containers, logic } from './platforms.ts'
import { policy } from './policy.ts'
import { security } from './security.ts'
import { sql } from './sql.ts'
import { storage } from './storage.ts'
import { tenantSettings } from './tenant-settings.ts'

/** Every collector of Azure, in alphabetical order of their services. */
export const AZURE_COLLECTORS: readonly AzureCollector[] = [
  aks,
  appservice,
  authorization,
  automation,
  compute,
  containerregistry,
  containers,
  cosmosdb,
  databricks,
  entra,
  keyvault,
  logic,
  management,
  monitor,
  mysql,
  networkCollector,
  policy,
  postgresql,
  resources,
  security,
  sql,
  storage,
  tenantSettings,
]

/** All calls that an ingest can make. */
export const AZURE_CALLS: AzureCalls = Object.assign({}, ...AZURE_COLLECTORS.map(({ calls }) => calls))
