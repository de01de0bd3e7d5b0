import { z } from 'zod'
import { defineChange } from './change.ts'
import { placesOf, withoutStatement } from './documents.ts'
import { lastPart, numbered, statement } from './shapes.ts'

/** A statement goes out of a policy of an identity, a resource or the organization. */
export const removeStatement = defineChange({
  name: 'remove-statement',
  fields: { policy: z.string(), statement },
  apply(draft, { policy, statement: name }) {
    for (const place of placesOf(draft, policy)) place.put(withoutStatement(place.document, name, policy))
  },
  instructions({ policy, statement: name }) {
    const [owner = policy, inline] = policy.split('#inline/')
    const resource = policy.endsWith('#policy') ? policy.slice(0, -'#policy'.length) : null
    const label = resource ?? (inline === undefined ? policy : `${inline} of ${owner}`)
    return {
      title: `Remove ${numbered(name)} of ${resource === null ? 'the policy' : 'the resource policy of'} ${label}`,
      console:
        resource === null
          ? `IAM > ${inline === undefined ? 'Policies' : 'the identity'} > ${label} > Edit JSON: delete ${numbered(name)}, save.`
          : `Open ${resource} > Permissions > policy > Edit: delete ${numbered(name)}, save.`,
      cli: cliOf(policy, owner, inline, resource),
      terraform: `In the policy document of ${label}, delete the statement block that makes ${numbered(name)}.`,
    }
  },
})

function cliOf(policy: string, owner: string, inline: string | undefined, resource: string | null): string {
  if (resource?.startsWith('arn:aws:s3:::'))
    return `aws s3api put-bucket-policy --bucket ${lastPart(resource)} --policy file://without-the-statement.json`
  if (resource !== null) return `# put the resource policy of ${resource} again, without the statement`
  if (inline !== undefined) {
    const type = owner.includes(':user/') ? 'user' : owner.includes(':group/') ? 'group' : 'role'
    return `aws iam put-${type}-policy --${type}-name ${lastPart(owner)} --policy-name ${inline} --policy-document file://without-the-statement.json`
  }
  if (policy.includes(':organizations:'))
    return `aws organizations update-policy --policy-id ${lastPart(policy)} --content file://without-the-statement.json`
  return `aws iam create-policy-version --policy-arn ${policy} --set-as-default --policy-document file://without-the-statement.json`
}
