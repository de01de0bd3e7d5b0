/** An IAM policy that allows what a list of calls needs and nothing else. */
export interface LeastPrivilege {
  readonly Version: '2012-10-17'
  readonly Statement: readonly {
    readonly Sid: string
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: '*'
  }[]
}

/** A call as documentation names it. */
export interface DescribedCall {
  readonly service: string
  readonly call: string
  readonly permission: string
}

/** Needed where the caller stands, not in the accounts that are read. */
const NOT_IN_POLICY = new Set(['', 'sts:AssumeRole'])

/** Every permission once, sorted. Reading lists and settings cannot be narrowed to resources that are not known yet. */
export function policyOf(calls: readonly DescribedCall[]): LeastPrivilege {
  const actions = new Set(
    calls.map((call) => call.permission).filter((permission) => !NOT_IN_POLICY.has(permission)),
  )
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'ChokepointRead', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' }],
  }
}
