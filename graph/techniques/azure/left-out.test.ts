import { expect, test } from 'vitest'
import { listTechniques } from '../catalogue.ts'
import { AZURE_LEFT_OUT } from './left-out.ts'

/** Every attack through Azure and Entra that the catalogue of the project names. */
const CATALOGUE = [
  'az-entra-app-add-credential',
  'az-entra-sp-add-credential',
  'az-entra-app-owner',
  'az-entra-app-federated-credential',
  'az-entra-add-app-owner',
  'az-graph-app-readwrite-all',
  'az-graph-app-readwrite-ownedby',
  'az-graph-grant-app-role',
  'az-graph-grant-directory-role',
  'az-graph-pim-assignment-schedule',
  'az-graph-pim-eligibility-schedule',
  'az-graph-group-membership',
  'az-graph-pim-group',
  'az-graph-user-auth-method',
  'az-entra-reset-password',
  'az-entra-set-auth-method',
  'az-entra-privileged-role-admin',
  'az-entra-pim-activate',
  'az-entra-pim-approve',
  'az-entra-group-owner',
  'az-entra-group-admin',
  'az-entra-dynamic-group',
  'az-entra-domain-federation',
  'az-entra-intune-script',
  'az-entra-user-consent',
  'az-entra-elevate-access',
  'az-rbac-assign-role',
  'az-rbac-edit-role-definition',
  'az-rbac-pim-activate',
  'az-rbac-lighthouse-onboard',
  'az-rbac-admin-of-scope',
  'az-policy-remediation-identity',
  'az-vm-run-command',
  'az-vm-extension',
  'az-vmss-run-command',
  'az-vm-entra-login',
  'az-vm-attach-identity',
  'az-vm-new-with-identity',
  'az-deployment-script-identity',
  'az-aci-new-with-identity',
  'az-aci-exec',
  'az-vm-imds',
  'az-workload-identity-binding',
  'az-uami-federated-credential',
  'az-federated-credential-trust',
  'az-aks-admin-credential',
  'az-aks-azure-rbac',
  'az-aks-run-command',
  'az-aks-node-resource-group',
  'az-webapp-deploy-code',
  'az-webapp-publishing-credentials',
  'az-function-host-keys',
  'az-function-storage-content',
  'az-logic-app-edit',
  'az-automation-runbook',
  'az-automation-hybrid-worker',
  'az-container-app-update',
  'az-arc-machine-execute',
  'az-keyvault-access-policy-write',
  'az-keyvault-read-policy',
  'az-keyvault-read-rbac',
  'az-keyvault-template-reference',
  'az-storage-list-keys',
  'az-storage-read-data-role',
  'az-storage-anonymous-blob',
  'az-storage-reopen-account',
  'az-disk-export',
  'az-disk-snapshot-export',
  'az-cosmos-list-keys',
  'az-cosmos-data-role',
  'az-sql-set-entra-admin',
  'az-sql-reset-admin-password',
  'az-acr-admin-user',
  'az-acr-push-image',
  'az-nsg-open-port',
] as const

test('every technique of the catalogue is drawn, or left out with a reason', () => {
  const drawn = new Set(listTechniques().map(({ id }) => id))
  expect(CATALOGUE.filter((id) => !drawn.has(id) && AZURE_LEFT_OUT[id] === undefined)).toEqual([])
  expect(CATALOGUE.filter((id) => drawn.has(id) && AZURE_LEFT_OUT[id] !== undefined)).toEqual([])
})

test('what is left out is of the catalogue, and says why', () => {
  const known = new Set<string>(CATALOGUE)
  expect(Object.keys(AZURE_LEFT_OUT).filter((id) => !known.has(id))).toEqual([])
  expect(Object.values(AZURE_LEFT_OUT).every((reason) => reason.length > 20)).toBe(true)
})
