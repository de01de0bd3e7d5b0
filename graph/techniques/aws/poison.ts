import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Scene } from '../engine/scene.ts'
import { accountOf, candidate } from '../engine/sources.ts'
import { definePrivilege, type Permission, type Prerequisite, type Source } from '../privilege.ts'
import { ACCOUNT, arn, scenario } from './example.ts'

/** https://attack.mitre.org/techniques/T1195/002/ and https://attack.mitre.org/techniques/T1525/ */
const POISONS_CODE = ['T1195.002']
const POISONS_IMAGE = ['T1525']

/** Workloads and where their code comes from, in stores of one account. */
function* codeIn(scene: Scene, account: string, kind: string) {
  for (const store of scene.facts.ofKind(kind)) {
    if (accountOf(store) !== account) continue
    for (const { from, props } of scene.facts.to(store.id, 'RUNS_CODE_FROM')) {
      const workload = scene.facts.node(from)
      if (workload !== undefined) yield { workload, store, object: props.object }
    }
  }
}

const evidence = (workload: NodeRecord, detail: string) => [{ type: 'setting', id: workload.id, detail }]

const objects: Source = {
  says: 'workloads that run code from a bucket',
  *inAccount(scene, account) {
    for (const { workload, store, object } of codeIn(scene, account, 'AwsS3Bucket')) {
      if (typeof object !== 'string') continue
      const id = `${store.id}/${object}`
      const node = { id, kind: 'S3Object', props: { account, bucket: store.id } }
      yield candidate({ workload, object: node }, workload.id, { evidence: evidence(workload, `runs ${id}`) })
    }
  },
}

/** New code takes effect when the workload next starts. */
const runsAgain: Prerequisite = {
  id: 'runs-again',
  says: 'the workload runs again and takes the new code',
  undecidable: true,
  decide: () => ({ state: 'unknown', detail: 'when the workload next takes its code is not known' }),
}

const BUCKET = 'arn:aws:s3:::builds'
const JOB = arn('glue', 'job/nightly')
const putObject: Permission = { action: 's3:PutObject', on: 'object' }
const jobFrom = (key: string) =>
  scenario({
    permissions: [putObject],
    on: { object: `${BUCKET}/scripts/nightly.py` },
    nodes: [
      [BUCKET, 'AwsS3Bucket', { account: ACCOUNT, policy: null }],
      [JOB, 'AwsGlueJob', { account: ACCOUNT }],
    ],
    facts: [[JOB, 'RUNS_CODE_FROM', BUCKET, { object: key }]],
  })

export const codeReplaced = definePrivilege({
  id: 'aws-poison-code',
  title: 'Overwrites code in a bucket that a workload runs',
  category: 'existing-passrole',
  edge: 'CAN_POISON',
  attack: POISONS_CODE,
  likelihood: TECHNIQUE.changedWorkload,
  references: ['https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html'],
  source: objects,
  needs: { self: [putObject], target: [], world: [runsAgain] },
  example: jobFrom('scripts/nightly.py'),
  nearMiss: jobFrom('scripts/weekly.py'),
})

const images: Source = {
  says: 'workloads that run images of a repository',
  *inAccount(scene, account) {
    for (const { workload, store, object } of codeIn(scene, account, 'AwsEcrRepository')) {
      // An image named by its digest is never another one.
      if (typeof object !== 'string' || object.startsWith('sha256:')) continue
      const detail = `runs ${object} of ${store.id}`
      yield candidate({ workload, repository: store }, workload.id, { evidence: evidence(workload, detail) })
    }
  },
}

const mutable = propertyOf(
  'mutable-tags',
  'tags of the repository can be moved',
  'repository',
  'tagMutability',
  (mutability) => mutability === 'MUTABLE',
)

/** What `docker push` calls: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
const push: readonly Permission[] = [
  { action: 'ecr:GetAuthorizationToken', on: '*' },
  ...['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'].map(
    (action) => ({ action, on: 'repository' }),
  ),
]
const REPOSITORY = arn('ecr', 'repository/shop')
const SERVICE = arn('apprunner', 'service/shop/1')
const pulledFrom = (tagMutability: string) =>
  scenario({
    permissions: push,
    on: { repository: REPOSITORY },
    nodes: [
      [REPOSITORY, 'AwsEcrRepository', { account: ACCOUNT, tagMutability, policy: null }],
      [SERVICE, 'AwsAppRunnerService', { account: ACCOUNT }],
    ],
    facts: [[SERVICE, 'RUNS_CODE_FROM', REPOSITORY, { object: 'latest' }]],
  })

export const imageReplaced = definePrivilege({
  id: 'aws-poison-image',
  title: 'Pushes an image under the tag that a workload runs',
  category: 'existing-passrole',
  edge: 'CAN_POISON',
  attack: POISONS_IMAGE,
  likelihood: TECHNIQUE.changedWorkload,
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html'],
  source: images,
  needs: { self: push, target: [mutable], world: [runsAgain] },
  example: pulledFrom('MUTABLE'),
  nearMiss: pulledFrom('IMMUTABLE'),
})
