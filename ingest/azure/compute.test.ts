import { expect, test } from 'vitest'
import { collected, GROUP } from './collected.testkit.ts'
import { compute } from './compute.ts'

const MACHINE = `${GROUP}/providers/microsoft.compute/virtualmachines/web`
const machines = { 'compute virtual-machines': [{ id: MACHINE, name: 'web', properties: {} }] }
const IDENTITY = `${GROUP}/providers/microsoft.managedidentity/userassignedidentities/deploy`
const identities = {
  'compute identities': [{ id: IDENTITY, name: 'deploy', properties: { principalId: 'P', clientId: 'c' } }],
}

/** https://learn.microsoft.com/rest/api/compute/virtual-machine-extensions/list and `az vm extension list` */
test('a machine tells the types of its extensions, whoever printed them', async () => {
  const id = `${MACHINE}/extensions/login`
  const typed = { publisher: 'Microsoft.Azure.ActiveDirectory', type: 'AADSSHLoginForLinux' }
  const ofRest = { id, name: 'login', properties: typed }
  const ofCli = {
    id,
    name: 'login',
    type: 'Microsoft.Compute/virtualMachines/extensions',
    typePropertiesType: 'AADSSHLoginForLinux',
  }
  for (const one of [ofRest, ofCli]) {
    const { propsOf } = await collected(compute, { ...machines, 'compute extensions': [one] })
    expect(propsOf(MACHINE)).toMatchObject({ extensions: ['AADSSHLoginForLinux'] })
  }
})

test('a machine whose extensions could not be read is not one without', async () => {
  const { propsOf, missing } = await collected(compute, machines)
  expect(propsOf(MACHINE)).not.toHaveProperty('extensions')
  expect(missing).toContainEqual({ call: 'compute extensions', state: 'DENIED', resource: MACHINE })
})

/** https://learn.microsoft.com/rest/api/managedidentity/federated-identity-credentials/list */
test('an identity tells whose tokens sign in as it', async () => {
  const id = `${IDENTITY}/federatedidentitycredentials/github`
  const trust = {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:a/b:pull_request',
    audiences: ['api://AzureADTokenExchange'],
  }
  const { propsOf } = await collected(compute, {
    ...identities,
    'compute federated-credentials': [{ id, name: 'github', properties: trust }],
  })
  expect(propsOf(IDENTITY)).toMatchObject({
    principalId: 'p',
    federatedCredentials: [{ id, name: 'github', ...trust }],
  })
})

test('an identity whose credentials could not be read is not one without', async () => {
  const { propsOf } = await collected(compute, identities)
  expect(propsOf(IDENTITY)).not.toHaveProperty('federatedCredentials')
})
