import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RequestFacts } from './cel.ts'
import { ask, type ShortNode } from './estate.testkit.ts'

const props = z.record(z.string(), z.json())
const facts = z
  .record(z.string(), z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]))
  .default({})
const cases = z.array(
  z.object({
    name: z.string(),
    reference: z.url(),
    /** Node, role, members, condition. */
    bindings: z.array(
      z.union([
        z.tuple([z.string(), z.string(), z.array(z.string())]),
        z.tuple([z.string(), z.string(), z.array(z.string()), z.string()]),
      ]),
    ),
    /** What custom roles contain. */
    roles: z.record(z.string(), z.array(z.string())).default({}),
    groups: z.record(z.string(), z.array(z.string())).default({}),
    deny: z.record(z.string(), z.array(props)).default({}),
    boundaries: z.array(props).default([]),
    perimeters: z.array(props).default([]),
    /** Conditions of access levels; null for an expression. */
    levels: z.record(z.string(), z.array(props).nullable()).default({}),
    facts,
    /** Who, permission, node. */
    ask: z.tuple([z.string(), z.string(), z.string()]),
    expect: z.enum(['allowed', 'conditional', 'denied']),
  }),
)
type Case = z.infer<typeof cases>[number]

/** Two projects, one of them two folders deep, with something of each kind in it. */
const NODES: { readonly [id: string]: ShortNode } = {
  org: { kind: 'GcpOrganization', props: { domain: 'example.com', customerId: 'C01' } },
  folder: { kind: 'GcpFolder', in: 'org' },
  inner: { kind: 'GcpFolder', in: 'folder' },
  project: { kind: 'GcpProject', in: 'inner', props: { projectNumber: '42' } },
  other: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
  '//storage.googleapis.com/data': { kind: 'GcpBucket', in: 'project' },
  '//storage.googleapis.com/far': { kind: 'GcpBucket', in: 'other' },
  '//secretmanager.googleapis.com/projects/42/secrets/s': { kind: 'GcpSecret', in: 'project' },
  '//cloudkms.googleapis.com/projects/42/ring': { kind: 'GcpKeyRing', in: 'project' },
  '//cloudkms.googleapis.com/projects/42/k': {
    kind: 'GcpCryptoKey',
    in: '//cloudkms.googleapis.com/projects/42/ring',
  },
  '//bigquery.googleapis.com/projects/project/datasets/d': { kind: 'GcpBigQueryDataset', in: 'project' },
  'serviceAccount:robot@project.iam.gserviceaccount.com': {
    kind: 'GcpServiceAccount',
    in: 'project',
    props: { email: 'robot@project.iam.gserviceaccount.com' },
  },
  'serviceAccount:idle@project.iam.gserviceaccount.com': {
    kind: 'GcpServiceAccount',
    in: 'project',
    props: { email: 'idle@project.iam.gserviceaccount.com' },
  },
  'serviceAccount:far@other.iam.gserviceaccount.com': {
    kind: 'GcpServiceAccount',
    in: 'other',
    props: { email: 'far@other.iam.gserviceaccount.com' },
  },
  '//compute.googleapis.com/projects/project/zones/z/instances/vm': machine('project', 'robot@project'),
  '//compute.googleapis.com/projects/other/zones/z/instances/vm': machine('other', 'far@other'),
}

/** It acts as the account, on the network of its project. */
function machine(project: string, account: string): ShortNode {
  const network = `//compute.googleapis.com/projects/${project}/global/networks/net`
  return {
    kind: 'GcpInstance',
    in: project,
    props: { networkInterfaces: [{ network }] },
    relations: [['HAS_EXECUTION_ROLE', `serviceAccount:${account}.iam.gserviceaccount.com`]],
  }
}

function decided(one: Case) {
  const { bindings, roles, groups, deny, boundaries, facts: given, ask: question } = one
  const nodes: { [id: string]: ShortNode } = { ...NODES }
  for (const id of Object.keys(NODES)) {
    const own = bindings.flatMap(([node, role, members, condition]) =>
      node !== id
        ? []
        : [condition === undefined ? ([role, members] as const) : ([role, members, condition] as const)],
    )
    nodes[id] = { ...nodes[id], kind: NODES[id]?.kind ?? '', bindings: own }
  }
  for (const [role, permissions] of Object.entries(roles))
    nodes[role] = { kind: 'GcpRole', in: 'project', props: { role, permissions } }
  for (const [at, { principalSet, resources, condition }] of boundaries.entries()) {
    const bound = [{ principalSet: principalSet ?? null, condition: condition ?? null }]
    nodes[`boundary/${at}`] = {
      kind: 'GcpAccessBoundary',
      props: { resources: resources ?? null, bindings: bound },
    }
  }
  Object.assign(nodes, perimetersOf(one))
  return ask({ nodes, groups, deny }, ...question, requestOf(given)).decision
}

function perimetersOf({ perimeters, levels }: Case): { readonly [id: string]: ShortNode } {
  const all = [
    ...perimeters.map((given, at) => {
      const own = { perimeterType: 'PERIMETER_TYPE_REGULAR', ...given }
      return [`perimeter/${at}`, { kind: 'GcpServicePerimeter', props: own }] as const
    }),
    ...Object.entries(levels).map(([name, conditions]) => {
      const id = `//accesscontextmanager.googleapis.com/accessPolicies/9/accessLevels/${name}`
      return [id, { kind: 'GcpAccessLevel', props: { conditions, combiningFunction: 'AND' } }] as const
    }),
  ]
  return Object.fromEntries(all)
}

function requestOf(given: z.infer<typeof facts>): RequestFacts {
  const { tags, modifiedRoles, ...texts } = given
  return {
    ...texts,
    ...(Array.isArray(modifiedRoles) && { modifiedRoles }),
    ...(typeof tags === 'object' && !Array.isArray(tags) && { tags: new Map(Object.entries(tags)) }),
  }
}

const FOLDER = join(import.meta.dirname, 'cases')
const files = readdirSync(FOLDER)
const read = (name: string) => cases.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))

describe.each(files)('%s', (file) => {
  test.each(read(file).map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect({ verdict: decided(one), by: one.reference }).toEqual({ verdict: one.expect, by: one.reference })
  })
})

test('there are at least 150 cases', () => {
  expect(files.flatMap(read).length).toBeGreaterThanOrEqual(150)
})
