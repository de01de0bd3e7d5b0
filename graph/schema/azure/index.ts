import type { NodeDeclaration } from '../define.ts'
import * as apps from './apps.ts'
import * as authorization from './authorization.ts'
import * as compute from './compute.ts'
import * as data from './data.ts'
import * as entra from './entra.ts'
import * as firewall from './firewall.ts'
import * as network from './network.ts'
import * as scopes from './scopes.ts'
import * as security from './security.ts'

const SERVICES = [apps, authorization, compute, data, entra, firewall, network, scopes, security]

export const AZURE_NODES: readonly NodeDeclaration[] = SERVICES.flatMap((service) =>
  Object.values<NodeDeclaration>(service),
)
