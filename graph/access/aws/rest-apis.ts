import { textOf, textsOf } from '../../network/network.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { ask, targetOf } from './ask.ts'
import { conditionsOf } from './edges.ts'
import type { Estate } from './estate.ts'
import type { Output } from './output.ts'
import { anonymousAsker } from './public-buckets.ts'

const EVERY_METHOD = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/**
 * `anonymousMethods`: the methods without authorization that anybody may call at some stage. With a resource policy
 * only what it allows: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function deriveAnonymousMethods(estate: Estate, api: NodeRecord, output: Output): void {
  const policy = estate.resourcePolicy(api, 'policy', `${api.id}#policy`)
  if (policy === undefined || !Array.isArray(api.props.openMethods) || !Array.isArray(api.props.stages))
    return
  const open = textsOf(api.props.openMethods)
  if (policy === null) {
    output.property(api.id, { anonymousMethods: open })
    return
  }
  const target = targetOf(api, estate.accounts.get(String(api.props.account ?? '')), policy)
  const asker = anonymousAsker(target)
  const letsIn = (resource: string): boolean => {
    const answer = asker && ask(asker, target, 'execute-api:Invoke', resource)
    return answer !== null && answer.decision.decision !== 'denied' && conditionsOf(answer).length === 0
  }
  output.property(api.id, {
    anonymousMethods: open.filter((method) => invokeArns(api, method).some(letsIn)),
  })
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method><path>`, for each stage; a variable is some word. */
function invokeArns({ id, props }: NodeRecord, openMethod: string): string[] {
  const [method = '', path = ''] = openMethod.split(' ')
  const [, partition = 'aws', , region = ''] = id.split(':')
  const api = `arn:${partition}:execute-api:${region}:${String(props.account)}:${textOf(props.apiId)}`
  const asked = path.replaceAll(/\{[^}]*\}/g, 'x')
  const methods = method === 'ANY' ? EVERY_METHOD : [method]
  return textsOf(props.stages).flatMap((stage) => methods.map((one) => `${api}/${stage}/${one}${asked}`))
}
