/** What the vector of a CVSS score says about how a vulnerability is used. What it does not say is absent. */
export interface CvssMetrics {
  /** network | adjacent | local | physical */
  readonly attackVector?: string
  /** What the attacker must be allowed on the target before: none | low | high */
  readonly privileges?: string
  /** none | required */
  readonly interaction?: string
  /** Whether all of it can be read and changed: total | partial */
  readonly impact?: string
}

type Words = { readonly [letter: string]: string }

const VECTORS: Words = { N: 'network', A: 'adjacent', L: 'local', P: 'physical' }
const PRIVILEGES: Words = { N: 'none', L: 'low', H: 'high' }
/** Version 2: how often a login is asked for. */
const LOGINS: Words = { N: 'none', S: 'low', M: 'high' }
/** Version 4 tells active from passive help. */
const HELP: Words = { N: 'none', R: 'required', A: 'required', P: 'required' }

/**
 * Reads vectors of versions 2, 3 and 4 (https://www.first.org/cvss/v3.1/specification-document and beside it). Version 2
 * knows no interaction, and its "partial" covers foreign code that runs under some account, so that neither is told.
 */
export function readCvss(text: string): CvssMetrics {
  const metrics = new Map<string, string>()
  for (const part of text.split('/')) {
    const [name = '', value = ''] = part.split(':')
    metrics.set(name, value)
  }
  const of = (name: string, words: Words): string | undefined => words[metrics.get(name) ?? '']
  const attackVector = of('AV', VECTORS)
  const privileges = text.startsWith('CVSS:') ? of('PR', PRIVILEGES) : of('Au', LOGINS)
  const interaction = text.startsWith('CVSS:') ? of('UI', HELP) : undefined
  const impact = impactOf(
    metrics.get('C') ?? metrics.get('VC') ?? '',
    metrics.get('I') ?? metrics.get('VI') ?? '',
  )
  return {
    ...(attackVector && { attackVector }),
    ...(privileges && { privileges }),
    ...(interaction && { interaction }),
    ...(impact && { impact }),
  }
}

/** `C` is version 2's word for all, `H` that of the later ones. */
function impactOf(confidentiality: string, integrity: string): string | undefined {
  const both = confidentiality + integrity
  if (both === 'HH' || both === 'CC') return 'total'
  return both === '' || /^P[PC]$|^CP$/.test(both) ? undefined : 'partial'
}

/** The newest of several vectors: a later version says more. */
export const newestVector = (vectors: readonly string[]): string | undefined =>
  vectors.toSorted((one, other) => versionOf(other) - versionOf(one))[0]

const versionOf = (vector: string): number => Number(/^CVSS:(\d\.\d)/.exec(vector)?.[1] ?? 2)
