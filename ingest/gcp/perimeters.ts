import { z } from 'zod'
import type { Records } from '../collector.ts'
import { type AccessContent, accessContentOf } from './access-content.ts'
import { defineGcpCollector, LIST_ACCESS_POLICIES } from './calls.ts'

const HOST = '//accesscontextmanager.googleapis.com/'

/**
 * Perimeters of VPC Service Controls and what lets through them, of an organization.
 * https://cloud.google.com/vpc-service-controls/docs/overview
 */
export const perimeters = defineGcpCollector({
  service: 'perimeters',
  only: 'organizations',
  calls: {
    [LIST_ACCESS_POLICIES]: {
      api: 'cloudasset',
      content: 'ACCESS_POLICY',
      permission: 'cloudasset.assets.listAccessPolicy',
    },
  },
  async *collect(context) {
    const { account } = context.partition
    const values = z.array(z.unknown()).parse(await context.call(LIST_ACCESS_POLICIES))
    for (const value of values) {
      const content = accessContentOf(value)
      if (content !== null) yield recordsOf(content, account)
    }
  },
})

function recordsOf(content: AccessContent, organization: string): Records {
  const { name, title } = content.value
  const id = HOST + name
  const isPolicy = content.of === 'policy'
  const within = isPolicy ? organization : HOST + name.replace(/^(accessPolicies\/[^/]+).*$/, '$1')
  const props = { provider: 'gcp', name: title || name.slice(name.lastIndexOf('/') + 1), ...propsOf(content) }
  const kind = { policy: 'GcpAccessPolicy', level: 'GcpAccessLevel', perimeter: 'GcpServicePerimeter' }[
    content.of
  ]
  return {
    nodes: [{ id, kind, props }],
    relationships: [{ from: within, kind: 'CONTAINS', to: id, props: {} }],
  }
}

function propsOf(content: AccessContent): Records['nodes'][number]['props'] {
  if (content.of === 'policy') return { scopes: content.value.scopes }
  if (content.of === 'level') {
    const { basic } = content.value
    return { conditions: basic?.conditions ?? null, combiningFunction: basic?.combiningFunction ?? 'AND' }
  }
  const { perimeterType, status, useExplicitDryRunSpec } = content.value
  return { perimeterType, ...status, dryRun: useExplicitDryRunSpec }
}
