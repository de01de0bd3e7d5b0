import { z } from 'zod'
import { COMMON_PROPERTIES, type PropertyDeclaration } from '../../schema/define.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import { ChangeError, defineChange, type Instructions } from './change.ts'
import { lastPart } from './shapes.ts'

/** Settings that the graph keeps as relationships: null takes them away. */
const RELATIONS: { readonly [property: string]: string } = {
  instanceProfile: 'HAS_INSTANCE_PROFILE',
  role: 'HAS_EXECUTION_ROLE',
}

/** A setting of a resource gets another value. */
export const setProperty = defineChange({
  name: 'set',
  fields: { resource: z.string(), property: z.string(), value: z.json() },
  apply(draft, { resource, property, value }) {
    const { kind } = draft.node(resource)
    const relation = RELATIONS[property]
    if (relation !== undefined && value === null) {
      draft.unrelate((relationship) => relationship.kind === relation && relationship.from === resource)
      return
    }
    const declared: { readonly [name: string]: PropertyDeclaration } = {
      ...COMMON_PROPERTIES,
      ...NODE_KINDS.get(kind)?.properties,
    }
    if (declared[property] === undefined)
      throw new ChangeError(`${kind} has no property ${property}; it has ${Object.keys(declared).join(', ')}`)
    if (declared[property].derived)
      throw new ChangeError(`${property} is derived; change what it follows from`)
    draft.patch(resource, { [property]: value })
  },
  instructions: ({ resource, property, value }) =>
    KNOWN[property]?.(resource, lastPart(resource)) ?? {
      title: `Set ${property} of ${lastPart(resource)} to ${JSON.stringify(value)}`,
      console: `Open ${lastPart(resource)} and set ${property} to ${JSON.stringify(value)}.`,
      cli: `# set ${property} of ${resource} to ${JSON.stringify(value)}`,
      terraform: `In the resource block of ${lastPart(resource)}, set ${property} to ${JSON.stringify(value)}.`,
    },
})

const KNOWN: { readonly [property: string]: (id: string, name: string) => Instructions } = {
  httpTokens: (_id, name) => ({
    title: `Require IMDSv2 on ${name}`,
    console: `EC2 > Instances > ${name} > Actions > Instance settings > Modify instance metadata options: IMDSv2 required.`,
    cli: `aws ec2 modify-instance-metadata-options --instance-id ${name} --http-tokens required`,
    terraform: `In the aws_instance ${name}: metadata_options { http_tokens = "required" }`,
  }),
  instanceProfile: (_id, name) => ({
    title: `Take the instance profile off ${name}`,
    console: `EC2 > Instances > ${name} > Actions > Security > Modify IAM role: No IAM role, or one that may do less.`,
    cli: `aws ec2 disassociate-iam-instance-profile --association-id ASSOCIATION_ID   # aws ec2 describe-iam-instance-profile-associations --filters Name=instance-id,Values=${name}`,
    terraform: `In the aws_instance ${name}, delete iam_instance_profile or name a profile that may do less.`,
  }),
  role: (_id, name) => ({
    title: `Give ${name} a role that may do less`,
    console: `Open ${name} > Configuration > Permissions > Edit: choose a role with only what the code needs.`,
    cli: `aws lambda update-function-configuration --function-name ${name} --role ROLE_ARN`,
    terraform: `In the resource block of ${name}, set role to one with only what the code needs.`,
  }),
  urlAuthType: (_id, name) => ({
    title: `Require a login at the URL of function ${name}`,
    console: `Lambda > Functions > ${name} > Configuration > Function URL > Edit: Auth type AWS_IAM.`,
    cli: `aws lambda update-function-url-config --function-name ${name} --auth-type AWS_IAM`,
    terraform: `In the aws_lambda_function_url of ${name}: authorization_type = "AWS_IAM"`,
  }),
  ignorePublicAcls: (_id, name) => ({
    title: `Ignore public ACLs on bucket ${name}`,
    console: `S3 > ${name} > Permissions > Block public access > Edit: block all public access.`,
    cli: `aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    terraform: `resource "aws_s3_bucket_public_access_block" "this" { bucket = "${name}", block_public_acls = true, ignore_public_acls = true, block_public_policy = true, restrict_public_buckets = true }`,
  }),
  public: (id, name) => ({
    title: `Stop sharing ${name} with everyone`,
    console: `Open ${name} > Modify permissions: Private.`,
    cli: id.includes('snapshot/')
      ? `aws ec2 modify-snapshot-attribute --snapshot-id ${name} --attribute createVolumePermission --operation-type remove --group-names all`
      : `# make ${id} private`,
    terraform: `Delete the permission that shares ${name} with everyone.`,
  }),
  sharedWith: (id, name) => ({
    title: `Stop sharing ${name} with other accounts`,
    console: `Open ${name} > Modify permissions: remove the shared accounts.`,
    cli: id.includes('snapshot/')
      ? `aws ec2 modify-snapshot-attribute --snapshot-id ${name} --attribute createVolumePermission --operation-type remove --user-ids ACCOUNT_ID`
      : `# remove the shared accounts of ${id}`,
    terraform: `Delete the permissions that share ${name} with other accounts.`,
  }),
}
