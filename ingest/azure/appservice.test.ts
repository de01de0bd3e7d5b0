import { expect, test } from 'vitest'
import { appservice } from './appservice.ts'
import { collected, GROUP } from './collected.testkit.ts'

const APP = `${GROUP}/providers/microsoft.web/sites/shop`
const appOf = async (site: object, given: { readonly [call: string]: unknown } = {}) =>
  (
    await collected(appservice, { 'appservice sites': [{ id: APP, name: 'shop', ...site }], ...given })
  ).propsOf(APP)

/** https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth */
test('client certificates count where nobody gets in without one', async () => {
  const asks = async (clientCertMode: string) =>
    (await appOf({ properties: { clientCertEnabled: true, clientCertMode } }))?.clientCertificates
  expect(await asks('Required')).toBe(true)
  expect(await asks('Optional')).toBe(false)
  expect(await appOf({ properties: { clientCertMode: 'Required' } })).toMatchObject({
    clientCertificates: false,
  })
})

test('an app tells its system, and what its diagnostic settings send', async () => {
  const logs = [{ category: 'AppServiceHTTPLogs', enabled: true }]
  const sent = { 'appservice diagnostic-settings': [{ id: `${APP}/x`, properties: { logs } }] }
  expect(await appOf({ kind: 'app,linux', properties: {} }, sent)).toMatchObject({
    linux: true,
    logCategories: ['AppServiceHTTPLogs'],
  })
  expect(await appOf({ kind: 'app', properties: {} })).toMatchObject({ linux: false })
  expect(await appOf({ kind: 'app', properties: {} })).not.toHaveProperty('logCategories')
})
