import { defineNode, flag, json, text, texts } from '../define.ts'

const perimeters = { class: 'Policy', provider: 'gcp', service: 'accesscontextmanager' } as const

export const GcpAccessPolicy = defineNode({
  ...perimeters,
  kind: 'GcpAccessPolicy',
  title: 'Access policy of Access Context Manager',
  properties: {
    scopes: texts('the folder or project that it is for, by number; empty for the organization'),
  },
})

export const GcpAccessLevel = defineNode({
  ...perimeters,
  kind: 'GcpAccessLevel',
  title: 'Access level',
  properties: {
    conditions: json(
      '[{ ipSubnetworks, devicePolicy, requiredAccessLevels, negate, members, regions }]; null where an expression decides',
    ),
    combiningFunction: text('AND | OR: whether all conditions or one of them must hold'),
  },
})

export const GcpServicePerimeter = defineNode({
  ...perimeters,
  kind: 'GcpServicePerimeter',
  title: 'Service perimeter',
  properties: {
    perimeterType: text('PERIMETER_TYPE_REGULAR | PERIMETER_TYPE_BRIDGE'),
    resources: texts('what lies in it, as enforced: projects/NUMBER, or the name of a VPC network'),
    restrictedServices: texts('services that are asked from inside alone, as enforced'),
    accessLevels: texts('names of access levels that let in from outside, as enforced'),
    ingressPolicies: json('[{ ingressFrom, ingressTo }] that let in from outside, as enforced'),
    egressPolicies: json('[{ egressFrom, egressTo }] that let out, as enforced'),
    dryRun: flag('it has a configuration that is only logged, which is not kept'),
  },
})
