/** What an analyst takes as given: conditions that are met, identities that the attacker has. */
export interface Assumptions {
  /** True for the key of a condition to take as met, in any case. */
  has(key: string): boolean
  /** Whatever can be reached over the network is broken into. */
  readonly exploited: boolean
  /** The attacker also starts here. */
  readonly identities: readonly string[]
}

/** Switches by name, and the condition keys they stand for. */
const SWITCHES: { readonly [name: string]: readonly string[] } = {
  mfa: ['aws:multifactorauthpresent', 'aws:multifactorauthage'],
  'corporate-network': [
    'corporate-network',
    'aws:sourceip',
    'aws:vpcsourceip',
    'aws:sourcevpc',
    'aws:sourcevpce',
  ],
  'exploited-vulnerabilities': [],
}

/** Edges over the network: what stands between reaching and holding is a flaw in what listens. */
const EXPLOITABLE: ReadonlySet<string> = new Set(['CAN_REACH', 'CAN_INVOKE', 'EXPLOITS'])

const IDENTITY = 'identity:'

/** Reads `mfa`, `corporate-network`, `exploited-vulnerabilities`, `identity:<id>`; all else is a condition's key. */
export function parseAssumptions(names: Iterable<string> = []): Assumptions {
  const given = [...names]
  const identities = given
    .filter((name) => name.startsWith(IDENTITY))
    .map((name) => name.slice(IDENTITY.length))
  const keys = new Set(given.flatMap((name) => SWITCHES[name] ?? [name.toLowerCase()]))
  return {
    has: (key) => keys.has(key.toLowerCase()),
    exploited: given.includes('exploited-vulnerabilities'),
    identities,
  }
}

export const NO_ASSUMPTIONS: Assumptions = parseAssumptions()

export const isExploitable = (kind: string): boolean => EXPLOITABLE.has(kind)
