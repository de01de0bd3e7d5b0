import type { ShortBinding, ShortNode } from '../../access/gcp/estate.testkit.ts'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import type { SpecialPair } from '../special-pairs.testkit.ts'
import { ANN, BOB, BUCKET, estate, type Holding } from './special-estate.testkit.ts'

const CRM = '//cloudresourcemanager.googleapis.com'
const KEY = `${CRM}/tagKeys/1`
const PROD = `${CRM}/tagValues/1`
const TEST = `${CRM}/tagValues/2`
const USES = 'resourcemanager.tagValueBindings.create'
const TAGS_SCOPES = 'resourcemanager.hierarchyNodes.createTagBinding'
const TAGS_BUCKETS = 'storage.buckets.createTagBinding'
const IS_PROD = "resource.matchTag('9/env', 'prod')"
const READER = 'storage.objectViewer'

const value = (tagId: string, shortName: string): ShortNode => ({
  kind: 'GcpTagValue',
  in: KEY,
  props: { tagId, namespacedName: `9/env/${shortName}`, shortName },
})

const TEAM: ShortNode = { kind: 'GcpTagKey', props: { tagId: 'tagKeys/2', namespacedName: '9/team' } }

export const bound = (resource: string, tagValue: string): ShortNode => ({
  kind: 'GcpTagBinding',
  props: { resource, tagValue },
})

interface Given {
  readonly ann?: Holding
  /** Whom the binding that waits for the tag names, what it gives and when, and where it is. */
  readonly member?: string
  readonly role?: string
  readonly condition?: string
  readonly at?: string
  /** Where the key is kept. */
  readonly keptIn?: string
  readonly nodes?: { readonly [id: string]: ShortNode }
  /** Further bindings, by what they are on. */
  readonly grants?: readonly (readonly [id: string, ...binding: ShortBinding])[]
  readonly denied?: readonly string[]
}

const HOLDS: Holding = { [PROD]: [USES], [BUCKET]: [TAGS_BUCKETS] }
const PUBLIC: Props = { deniedPrincipals: ['principalSet://goog/public:all'] }

/** An organization with the key `env`, and a binding that waits for `prod`. */
export function tagged(given: Given): Snapshot {
  const { ann = HOLDS, member = ANN, role = READER, condition = IS_PROD, keptIn = 'org', nodes = {} } = given
  const { at = 'project', denied = [] } = given
  const { grants = [] } = given
  const all: { [id: string]: ShortNode } = {
    [KEY]: { kind: 'GcpTagKey', in: keptIn, props: { tagId: 'tagKeys/1', namespacedName: '9/env' } },
    org: { kind: 'GcpOrganization', relations: keptIn === 'org' ? [['CONTAINS', KEY]] : [] },
    project: { kind: 'GcpProject', in: 'org' },
    [BUCKET]: { kind: 'GcpBucket', in: 'project' },
    [PROD]: value('tagValues/1', 'prod'),
    [TEST]: value('tagValues/2', 'test'),
    ...nodes,
  }
  for (const [id, ...binding] of [[at, role, [member], condition] as const, ...grants]) {
    const node = all[id]
    if (node !== undefined) all[id] = { ...node, bindings: [...(node.bindings ?? []), binding] }
  }
  return estate({
    ann,
    deny: denied.length === 0 ? {} : { org: [{ ...PUBLIC, deniedPermissions: denied }] },
    nodes: all,
  })
}

const ON_BUCKET = '//storage.googleapis.com/projects/_/buckets/ledger'
const ON_PROJECT = `${CRM}/projects/42`

export const tagBinding: SpecialPair = {
  id: 'gcp-iam-tag-binding',
  edge: [ANN, BUCKET],
  fires: [
    ['who may use the value and tag the bucket', tagged({})],
    ['who may tag the project that it lies in', tagged({ ann: { [PROD]: [USES], project: [TAGS_SCOPES] } })],
    ['who may use every value of the organization', tagged({ ann: { org: [USES, TAGS_SCOPES] } })],
    ['where the bucket itself has the binding that waits', tagged({ at: BUCKET })],
    [
      'where the condition names the ids',
      tagged({ condition: "resource.matchTagId('tagKeys/1', 'tagValues/1')" }),
    ],
    [
      'where any value of the key will do',
      tagged({ ann: { org: [USES], [BUCKET]: [TAGS_BUCKETS] }, condition: "resource.hasTagKey('9/env')" }),
    ],
    [
      'where the bucket inherits another value, which its own outdoes',
      tagged({ nodes: { above: bound(ON_PROJECT, 'tagValues/2') } }),
    ],
    [
      'where the key is kept in the project itself',
      tagged({ keptIn: 'project', ann: { project: [USES, TAGS_SCOPES] } }),
    ],
  ],
  misses: [
    ['she may not use the value', tagged({ ann: { [BUCKET]: [TAGS_BUCKETS] } })],
    ['she may use another value only', tagged({ ann: { [TEST]: [USES], [BUCKET]: [TAGS_BUCKETS] } })],
    ['she may not tag the bucket', tagged({ ann: { [PROD]: [USES] } })],
    ['she tags buckets of another project', tagged({ ann: { [PROD]: [USES], elsewhere: [TAGS_BUCKETS] } })],
    [
      'she may tag buckets, not their project, which alone lies above',
      tagged({ ann: { [PROD]: [USES], [BUCKET]: [TAGS_SCOPES] } }),
    ],
    [
      'a policy denies to use values',
      tagged({ denied: ['cloudresourcemanager.googleapis.com/tagValueBindings.create'] }),
    ],
    [
      'a policy denies to tag buckets',
      tagged({ denied: ['storage.googleapis.com/buckets.createTagBinding'] }),
    ],
    ['a policy denies what she would gain', tagged({ denied: ['storage.googleapis.com/objects.get'] })],
    ['the binding that waits names somebody else', tagged({ member: BOB })],
    ['the role gives nothing', tagged({ role: 'browser' })],
    ['the binding holds for nothing', tagged({ condition: `${IS_PROD} && false` })],
    ['the binding waits for another value', tagged({ condition: "resource.matchTag('9/env', 'test')" })],
    ['the binding holds only without the tag', tagged({ condition: `!${IS_PROD}` })],
    [
      'the binding needs a second tag that is missing',
      tagged({
        condition: `${IS_PROD} && resource.hasTagKey('9/team')`,
        nodes: { [`${CRM}/tagKeys/2`]: TEAM },
      }),
    ],
    ['the bucket bears the tag already', tagged({ nodes: { on: bound(ON_BUCKET, 'tagValues/1') } })],
    [
      'the bucket bears another value, which has to go first',
      tagged({ nodes: { on: bound(ON_BUCKET, 'tagValues/2') } }),
    ],
    [
      'the bucket has another value, which outdoes that of the project',
      tagged({
        ann: { [PROD]: [USES], project: [TAGS_SCOPES] },
        nodes: { on: bound(ON_BUCKET, 'tagValues/2') },
      }),
    ],
    ['the key is kept in another project, for what lies there', tagged({ keptIn: 'elsewhere' })],
    ['the tags of the bucket are not known', tagged({ nodes: { on: bound(ON_BUCKET, 'tagValues/7') } })],
    [
      'she reads the bucket anyway',
      tagged({ ann: { ...HOLDS, project: ['storage.objects.get'] }, role: 'storage.legacyObjectReader' }),
    ],
  ],
}
