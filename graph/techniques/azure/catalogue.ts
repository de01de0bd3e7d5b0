import { AZURE_DETOURS } from '../../access/azure/data-detours.ts'
import { AZURE_ACCESS_TECHNIQUES } from '../../access/azure/data-techniques.ts'
import type { AzureTechnique } from '../../access/azure/technique.ts'
import { distinctBy } from '../../group-by.ts'
import { ALLOWED, TECHNIQUE, WORKLOAD } from '../../likelihood.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { TechniqueEntry } from '../entry.ts'
import type { EntraTechnique } from './entra-technique.ts'
import { ENTRA_TECHNIQUES } from './entra-techniques.ts'
import { AZURE_TECHNIQUES } from './index.ts'

/** Techniques of Azure as people read them; one that has several kinds of target is one. */
export function listAzureTechniques(): readonly TechniqueEntry[] {
  const entries = [
    ...[...AZURE_ACCESS_TECHNIQUES, ...AZURE_DETOURS, ...AZURE_TECHNIQUES].map(fromActions),
    ...ENTRA_TECHNIQUES.map(fromDirectory),
    ...SINGLE,
  ]
  return distinctBy(entries, ({ id }) => id)
}

const serviceOf = (id: string): string => id.split('-').slice(0, 2).join('-')
const titleOf = (kind: string): string => NODE_KINDS.get(kind)?.title ?? kind

const fromActions = (technique: AzureTechnique): TechniqueEntry => ({
  id: technique.id,
  title: technique.title,
  provider: 'azure',
  service: serviceOf(technique.id),
  category: technique.category,
  edge: technique.edge,
  attack: technique.attack,
  likelihood: technique.likelihood,
  needs: {
    self: technique.needs.map((actions) => actions.join(' and ')),
    target: [titleOf(technique.target), ...technique.prerequisites.map(({ says }) => says)],
    world:
      technique.also === undefined
        ? []
        : [
            `on some ${titleOf(technique.also.kind)}: ${technique.also.needs.map((all) => all.join(' and ')).join(', or ')}`,
          ],
  },
  references: technique.references,
})

const fromDirectory = (technique: EntraTechnique): TechniqueEntry => ({
  id: technique.id,
  title: technique.title,
  provider: 'azure',
  service: serviceOf(technique.id),
  category: 'directory',
  edge: technique.edge,
  attack: technique.attack,
  likelihood: technique.likelihood,
  needs: {
    self: [
      ...technique.roles.map((role) => `Entra role ${role}`),
      ...(technique.actions ?? []).map((action) => `a custom role with ${action}`),
      ...technique.permissions.map((permission) => `application permission ${permission}`),
      ...(technique.owned ?? []).map((kind) => ownershipOf(technique, kind)),
    ],
    target: [technique.says],
    world: technique.world === undefined ? [] : [technique.world.says],
  },
  references: technique.references,
})

const ownershipOf = ({ owners }: EntraTechnique, kind: string): string =>
  `ownership of the ${titleOf(kind)}${owners === 'permitted' ? ', with that permission' : ''}`

const single = (
  id: string,
  title: string,
  edge: string,
  attack: readonly string[],
  likelihood: number,
  needs: TechniqueEntry['needs'],
  reference: string,
): TechniqueEntry => ({
  id,
  title,
  provider: 'azure',
  service: serviceOf(id),
  category: 'workload',
  edge,
  attack,
  likelihood,
  needs,
  references: [`https://learn.microsoft.com/${reference}`],
})

/** Techniques that are decided by what a resource is, not by who may act on it. */
const SINGLE: readonly TechniqueEntry[] = [
  single(
    'az-storage-anonymous-blob',
    'Read a container without a login',
    'CAN_READ',
    ['T1530'],
    TECHNIQUE.apiCall,
    { self: [], target: ['the container, its account and the account’s firewall let anybody in'], world: [] },
    'azure/storage/blobs/anonymous-read-access-configure',
  ),
  single(
    'az-keyvault-read-policy',
    'Read secrets by an access policy',
    'CAN_READ',
    ['T1555.006'],
    ALLOWED,
    {
      self: ['an access policy with get on secrets'],
      target: ['the vault decides by access policies'],
      world: [],
    },
    'azure/key-vault/general/assign-access-policy',
  ),
  single(
    'az-workload-identity-binding',
    'Act as the identity of a workload',
    'RUNS_AS',
    ['T1552.005', 'T1078.004'],
    WORKLOAD.executionRole,
    { self: ['code on the workload'], target: ['a managed identity of the workload'], world: [] },
    'entra/identity/managed-identities-azure-resources/how-to-use-vm-token',
  ),
  single(
    'az-federated-credential-trust',
    'Sign in as an application with a token of another issuer',
    'CAN_FEDERATE',
    ['T1199', 'T1550.001'],
    ALLOWED,
    {
      self: ['a token with the trusted subject'],
      target: ['a federated credential of the application'],
      world: [],
    },
    'entra/workload-id/workload-identity-federation',
  ),
  single(
    'az-rbac-edit-role-definition',
    'Widen a custom role that one holds',
    'CAN_ESCALATE',
    ['T1098.003'],
    TECHNIQUE.apiCall,
    {
      self: ['microsoft.authorization/roledefinitions/write at every assignable scope of the role'],
      target: ['where a custom role is assigned to oneself'],
      world: [],
    },
    'azure/role-based-access-control/custom-roles',
  ),
  single(
    'az-policy-remediation-identity',
    'Remediate as the identity of a policy assignment',
    'CAN_RUN_AS',
    ['T1059.009', 'T1098'],
    TECHNIQUE.twoCalls,
    {
      self: [
        'microsoft.authorization/policydefinitions/write where the definition stands, and microsoft.policyinsights/remediations/write where it is assigned',
      ],
      target: ['an identity with a role, of an assignment of a custom policy definition'],
      world: [],
    },
    'azure/governance/policy/how-to/remediate-resources',
  ),
  single(
    'az-entra-elevate-access',
    'Elevate a Global Administrator to the root of Azure',
    'CAN_ESCALATE',
    ['T1098.003', 'T1548.005'],
    TECHNIQUE.twoCalls,
    {
      self: ['Global Administrator, or control of the tenant'],
      target: ['a subscription of the tenant'],
      world: [],
    },
    'azure/role-based-access-control/elevate-access-global-admin',
  ),
]
