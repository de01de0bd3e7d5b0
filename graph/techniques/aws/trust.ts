import { need } from '../needs.ts'
import type { Need } from '../technique.ts'
import { askResourcePolicy } from './policies.ts'

/** The target role's trust policy lets a service take the role: without it the service has no credentials to give. */
export const trustsService = (service: string): Need =>
  need(`trusts-${service.split('.')[0]}`, `the role trusts ${service}`, ({ target }) =>
    askResourcePolicy(target.props.trustPolicy, {
      principal: service,
      action: 'sts:AssumeRole',
      resource: target.id,
    }),
  )

/** A trust policy for examples. */
export const trusting = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
})
