import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { evidenceOf, ROLES } from './entra-facts.ts'

const unit = '/administrativeunits/u'
const facts = indexFacts({
  nodes: new Map([
    [
      `/tenants/t${unit}`,
      { id: `/tenants/t${unit}`, kind: 'EntraAdministrativeUnit', props: { name: 'Sales' } },
    ],
    ['app', { id: 'app', kind: 'EntraApplication', props: { name: 'payroll' } }],
  ]),
  relationships: new Map(),
  coverage: [],
})
const role = ROLES.userAdministrator
const held = { id: 'h', tenant: 't', principal: 'ada', role, roleName: 'User Administrator', eligible: false }

test.each([
  ['/', 'the whole directory'],
  [unit, 'Sales'],
  ['/app', 'payroll'],
  ['/unread', '/unread'],
])('a role held at %s is one over %s', (scope, extent) => {
  expect(evidenceOf(facts, { ...held, scope }).detail).toBe(`holds User Administrator over ${extent}`)
})
