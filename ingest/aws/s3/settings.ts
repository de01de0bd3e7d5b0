import type { Value } from '../../../graph/snapshot/records.ts'
import { parseDocument } from '../documents.ts'
import { tagTexts } from '../shapes.ts'
import * as shapes from './shapes.ts'

type Props = { readonly [name: string]: Value | undefined }

/** How one call about a bucket becomes properties. */
export interface Setting {
  /** Properties from the answer; undefined when it cannot be understood. */
  readonly read: (answer: unknown) => Props | undefined
  /** Properties when the bucket has no such configuration; without it, an empty answer is read like any other. */
  readonly none?: Props
}

const NO_BLOCK = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
}

/** By call. A call whose answer is not there leaves its properties out. */
export const SETTINGS: { readonly [call: string]: Setting } = {
  's3api get-bucket-policy': {
    none: { policy: null },
    read: (answer) => {
      const policy = parseDocument(shapes.policy.parse(answer).Policy)
      return policy === undefined ? undefined : { policy }
    },
  },
  's3api get-bucket-acl': { read: readAcl },
  's3api get-public-access-block': { none: NO_BLOCK, read: readPublicAccessBlock },
  's3api get-bucket-encryption': { none: { encryption: 'none' }, read: readEncryption },
  's3api get-bucket-versioning': {
    read: (answer) => {
      const { Status, MFADelete } = shapes.versioning.parse(answer ?? {})
      return { versioning: Status ?? 'Disabled', mfaDelete: MFADelete === 'Enabled' }
    },
  },
  's3api get-bucket-tagging': {
    none: { tags: [] },
    read: (answer) => ({ tags: tagTexts(shapes.tagging.parse(answer).TagSet) }),
  },
  's3api get-bucket-logging': {
    read: (answer) => {
      const enabled = shapes.logging.parse(answer ?? {}).LoggingEnabled
      return { logging: Boolean(enabled), loggingBucket: enabled?.TargetBucket }
    },
  },
  's3api get-bucket-website': { none: { website: false }, read: () => ({ website: true }) },
  // A bucket without ownership controls behaves as ObjectWriter: its ACL counts.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
  's3api get-bucket-ownership-controls': {
    none: { objectOwnership: 'ObjectWriter' },
    read: (answer) => ({
      objectOwnership: shapes.ownershipControls.parse(answer).OwnershipControls.Rules[0]?.ObjectOwnership,
    }),
  },
}

function readAcl(answer: unknown): Props {
  const { Owner, Grants } = shapes.acl.parse(answer)
  const grants = Grants.map(({ Grantee, Permission }) => ({
    grantee: Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress ?? '',
    permission: Permission ?? '',
  }))
  return { acl: grants, ownerId: Owner?.ID }
}

function readPublicAccessBlock(answer: unknown): Props {
  const block = shapes.publicAccessBlock.parse(answer).PublicAccessBlockConfiguration
  return {
    blockPublicAcls: block.BlockPublicAcls,
    ignorePublicAcls: block.IgnorePublicAcls,
    blockPublicPolicy: block.BlockPublicPolicy,
    restrictPublicBuckets: block.RestrictPublicBuckets,
  }
}

function readEncryption(answer: unknown): Props {
  const rules = shapes.encryption.parse(answer).ServerSideEncryptionConfiguration.Rules
  const byDefault = rules.find(
    (rule) => rule.ApplyServerSideEncryptionByDefault,
  )?.ApplyServerSideEncryptionByDefault
  return { encryption: byDefault?.SSEAlgorithm ?? 'none', kmsKey: byDefault?.KMSMasterKeyID }
}
