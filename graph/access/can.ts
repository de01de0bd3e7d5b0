import type { FactIndex } from '../snapshot/facts.ts'
import { awsAccess } from './aws/can.ts'
import { azureAccess } from './azure/can.ts'
import { canElsewhere } from './elsewhere.ts'
import { gcpAccess } from './gcp/can.ts'
import {
  type AccessQuestion,
  AccessQuestionError,
  type CanAnswer,
  type CloudAccess,
  type PrincipalAnswer,
  type WhoQuestion,
} from './question.ts'

const CLOUDS: readonly CloudAccess[] = [awsAccess, azureAccess, gcpAccess]

/** May this principal do this? Asked of the cloud that the resource is of. @throws AccessQuestionError */
export function can(facts: FactIndex, question: AccessQuestion): CanAnswer {
  const { principal } = question
  const cloud = cloudOf(facts, question.resource)
  if (cloud.isPrincipal(facts, principal)) return cloud.can(facts, question)
  const home = CLOUDS.find((one) => one.isPrincipal(facts, principal))
  if (home !== undefined) return canElsewhere(facts, question, cloud, home)
  throw new AccessQuestionError(
    `"${principal}" is nobody of ${cloud.name} who was read; write ${cloud.writes.principal}`,
  )
}

/** Every identity that was read and may do the action on the resource, surely or perhaps. @throws AccessQuestionError */
export const whoCan = (facts: FactIndex, question: WhoQuestion): readonly PrincipalAnswer[] =>
  cloudOf(facts, question.resource).whoCan(facts, question)

function cloudOf(facts: FactIndex, resource: string): CloudAccess {
  const cloud = CLOUDS.find((one) => one.isResource(facts, resource))
  if (cloud !== undefined) return cloud
  const forms = CLOUDS.map(({ name, writes }) => `${writes.resource} (${name})`).join(', ')
  throw new AccessQuestionError(`"${resource}" is no resource that was read; write ${forms}`)
}
