import { z } from 'zod'
import type { NodeRecord } from '../../snapshot/records.ts'
import { defineChange } from './change.ts'
import { placesOf, withoutStatement } from './documents.ts'
import { identityType, lastPart, nameOf, statement } from './shapes.ts'
import { statementLabel } from './statement-label.ts'

/** A statement goes out of a policy of an identity, a resource or the organization. */
export const removeStatement = defineChange({
  name: 'remove-statement',
  fields: { policy: z.string(), statement },
  apply(draft, { policy, statement: name }) {
    for (const place of placesOf(draft, policy)) place.put(withoutStatement(place.document, name, policy))
  },
  instructions({ policy, statement: name }, lookup) {
    const { holder, document, console, cli } = placeOf(policy, lookup)
    const label = statementLabel(name, document)
    return {
      title: `Remove ${label} of ${holder}`,
      console: `${console}: delete ${label}, save.`,
      cli,
      terraform: `In the document of ${holder}, delete the statement block that makes ${label}.`,
    }
  },
})

/** A policy as people find it: what it is called, where it is edited. */
interface PolicyPlace {
  readonly holder: string
  readonly document: NodeRecord['props'][string] | undefined
  readonly console: string
  readonly cli: string
}

const FILE = 'file://without-the-statement.json'

function placeOf(policy: string, lookup: (id: string) => NodeRecord | undefined): PolicyPlace {
  if (policy.endsWith('#policy')) return resourcePolicy(policy.slice(0, -'#policy'.length), lookup)
  const [owner = policy, inline] = policy.split('#inline/')
  const document = lookup(policy)?.props.document
  if (inline !== undefined) {
    const type = identityType(owner)
    return {
      holder: `the inline policy ${inline} of ${type} ${lastPart(owner)}`,
      document,
      console: `IAM > ${lastPart(owner)} (${type}) > Permissions > ${inline} > Edit`,
      cli: `aws iam put-${type}-policy --${type}-name ${lastPart(owner)} --policy-name ${inline} --policy-document ${FILE}`,
    }
  }
  if (policy.includes(':organizations:'))
    return {
      holder: `the organization's policy ${nameOf(policy, lookup)}`,
      document,
      console: `AWS Organizations > Policies > ${nameOf(policy, lookup)} > Edit`,
      cli: `aws organizations update-policy --policy-id ${lastPart(policy)} --content ${FILE}`,
    }
  return {
    holder: `the policy ${lastPart(policy)}`,
    document,
    console: `IAM > Policies > ${lastPart(policy)} > Edit > JSON`,
    cli: `aws iam create-policy-version --policy-arn ${policy} --set-as-default --policy-document ${FILE}`,
  }
}

/** What the policy of a resource is called, and the call that puts it, by the service in its ARN. */
const PUT_CALLS: { readonly [service: string]: readonly [noun: string, call: (arn: string) => string] } = {
  s3: ['bucket', (arn) => `aws s3api put-bucket-policy --bucket ${lastPart(arn)} --policy ${FILE}`],
  kms: ['key', (arn) => `aws kms put-key-policy --key-id ${arn} --policy-name default --policy ${FILE}`],
  sqs: [
    'queue',
    (arn) => `aws sqs set-queue-attributes --queue-url URL_OF_${lastPart(arn)} --attributes Policy=${FILE}`,
  ],
  sns: [
    'topic',
    (arn) =>
      `aws sns set-topic-attributes --topic-arn ${arn} --attribute-name Policy --attribute-value ${FILE}`,
  ],
  lambda: [
    'function',
    (arn) => `aws lambda remove-permission --function-name ${arn} --statement-id SID_OF_THE_STATEMENT`,
  ],
  secretsmanager: [
    'secret',
    (arn) => `aws secretsmanager put-resource-policy --secret-id ${arn} --resource-policy ${FILE}`,
  ],
  ecr: [
    'repository',
    (arn) =>
      `aws ecr set-repository-policy --repository-name ${arn.split(':repository/')[1] ?? arn} --policy-text ${FILE}`,
  ],
  dynamodb: ['table', (arn) => `aws dynamodb put-resource-policy --resource-arn ${arn} --policy ${FILE}`],
}

function resourcePolicy(resource: string, lookup: (id: string) => NodeRecord | undefined): PolicyPlace {
  const [noun, call] = PUT_CALLS[resource.split(':')[2] ?? ''] ?? ['resource', null]
  const name = nameOf(resource, lookup)
  return {
    holder: `the policy of ${noun} ${name}`,
    document: lookup(resource)?.props.policy,
    console: `Open ${noun} ${name} > Permissions > policy > Edit`,
    cli: call?.(resource) ?? `# put the policy of ${resource} again, without the statement`,
  }
}
