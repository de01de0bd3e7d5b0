import type { CoverageState } from '../../graph/snapshot/records.ts'

const STATES: readonly (readonly [RegExp, Exclude<CoverageState, 'OK'>])[] = [
  [/throttl|toomanyrequests|requestlimitexceeded|slowdown/i, 'THROTTLED'],
  [/expiredtoken|requestexpired|tokenrefreshrequired/i, 'EXPIRED'],
  [/denied|unauthorized|forbidden|notauthorized|authfailure|invalidclienttokenid/i, 'DENIED'],
  [/optinrequired|unsupported|unknownoperation|invalidaction|notinexport|couldnotconnect/i, 'UNSUPPORTED'],
]

/** The coverage state of an error code in an export's errors.json. */
export const stateOfCode = (code: string): Exclude<CoverageState, 'OK'> =>
  STATES.find(([pattern]) => pattern.test(code))?.[1] ?? 'FAILED'
