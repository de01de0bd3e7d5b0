import { z } from 'zod'
import { defineChange } from './change.ts'
import { document, identityType, lastPart } from './shapes.ts'

/** An identity gets a further policy; a Deny in it takes access away. */
export const attachPolicy = defineChange({
  name: 'attach-policy',
  fields: { to: z.string(), document },
  apply(draft, change) {
    const { props } = draft.node(change.to)
    const id = draft.newId(`${change.to}#inline/simulated-`)
    draft.nodes.set(id, {
      id,
      kind: 'AwsIamPolicy',
      props: {
        name: lastPart(id),
        provider: 'aws',
        ...(props.account === undefined ? {} : { account: props.account }),
        region: 'global',
        type: 'inline',
        document: change.document,
      },
    })
    draft.relate({ from: change.to, kind: 'HAS_POLICY', to: id, props: { attachment: 'inline' } })
  },
  instructions({ to }) {
    const type = identityType(to)
    return {
      title: `Attach a policy to ${type} ${lastPart(to)}`,
      console: `IAM > ${lastPart(to)} (${type}) > Add permissions > Create inline policy: paste the document.`,
      cli: `aws iam put-${type}-policy --${type}-name ${lastPart(to)} --policy-name guard --policy-document file://policy.json`,
      terraform: `resource "aws_iam_${type}_policy" "guard" { ${type} = "${lastPart(to)}", policy = file("policy.json") }`,
    }
  },
})
