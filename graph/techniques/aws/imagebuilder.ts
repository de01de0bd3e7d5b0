import { TECHNIQUE } from '../../likelihood.ts'
import { follow, nodesIn } from '../engine/sources.ts'
import type { Permission, Prerequisite, Source } from '../privilege.ts'
import { inProfile, PROFILE } from './ec2-privileges.ts'
import { arn } from './example.ts'
import { existingWorkload, holds, passRoleTo, trusting } from './families.ts'

const EC2 = 'ec2.amazonaws.com'
const INFRASTRUCTURE = arn('imagebuilder', 'infrastructure-configuration/build')

/** Infrastructure configurations with the role of the instances that build. */
const buildRoles: Source = {
  says: 'roles of image builds',
  *inAccount(scene, account) {
    for (const infrastructure of nodesIn(scene, account, 'AwsImageBuilderInfrastructure'))
      for (const profile of follow(scene, infrastructure.id, 'HAS_INSTANCE_PROFILE'))
        for (const role of follow(scene, profile.id, 'HAS_ROLE'))
          for (const found of trusting(scene, role, [EC2], { infrastructure }))
            yield { ...found, evidence: [holds(infrastructure, role), ...found.evidence] }
  },
}

/** A component runs when a recipe names it; recipes may name the newest version of one. */
const recipeTakesIt: Prerequisite = {
  id: 'image-recipe',
  says: 'a recipe takes the new component, as one does that names its newest version',
  undecidable: true,
  decide: () => ({
    state: 'unknown',
    detail: 'whether a recipe takes a new version of a component is not known',
  }),
}

const permissions: readonly Permission[] = [
  passRoleTo(EC2),
  {
    action: 'imagebuilder:CreateComponent',
    on: 'arn:aws:imagebuilder:{region}:{account}:component/{new}/{new}/{new}',
  },
  {
    action: 'imagebuilder:CreateImage',
    on: 'arn:aws:imagebuilder:{region}:{account}:image/{new}/{new}/{new}',
  },
]

export const componentBuilt = existingWorkload({
  id: 'imagebuilder-001',
  title: 'Writes an Image Builder component and builds an image with it',
  kind: 'AwsImageBuilderInfrastructure',
  name: 'infrastructure',
  workload: INFRASTRUCTURE,
  service: EC2,
  source: buildRoles,
  category: 'new-passrole',
  likelihood: TECHNIQUE.newPipeline,
  references: [
    'https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_CreateComponent.html',
    'https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_CreateImage.html',
  ],
  permissions,
  world: [recipeTakesIt],
  nodes: inProfile.nodes,
  facts: [...inProfile.facts, [INFRASTRUCTURE, 'HAS_INSTANCE_PROFILE', PROFILE]],
})
