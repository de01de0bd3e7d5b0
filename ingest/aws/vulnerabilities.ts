import { groupBy } from '../../graph/group-by.ts'
import { newestVector, readCvss } from '../cvss.ts'
import { awsPartition } from './arns.ts'
import type { RecordBuilder } from './builder.ts'
import { nodeProps } from './shapes.ts'

/** What a scanner found on one resource: a vulnerability, and what has it. No sentences of its own are kept. */
export interface Found {
  /** As it is published: CVE-2021-44228. */
  readonly id: string
  /** critical | high | medium | low | info, in any case; other words are left out. */
  readonly severity: string | undefined
  /** Each with its score, where there is one. */
  readonly vectors: readonly { readonly vector: string; readonly score: number | undefined }[]
  readonly exploit: 'used' | 'public' | 'none' | undefined
  readonly epss: number | undefined
  readonly fix: 'yes' | 'partial' | 'no' | undefined
  /** Names with versions. */
  readonly packages: readonly string[]
}

const SEVERITIES: { readonly [word: string]: string } = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  informational: 'info',
}

/** One relationship for each vulnerability of the resource, however many packages have it. */
export function relateVulnerabilities(
  records: RecordBuilder,
  resource: string,
  found: readonly Found[],
): void {
  for (const same of groupBy(found, ({ id }) => id).values()) {
    const [first] = same
    if (first === undefined) continue
    records.node('Vulnerability', first.id, { name: first.id })
    records.relate(resource, 'HAS_VULNERABILITY', first.id, propsOf(first, same))
  }
}

function propsOf(first: Found, same: readonly Found[]) {
  const vector = newestVector(first.vectors.map(({ vector }) => vector))
  const score = first.vectors.find((one) => one.vector === vector)?.score
  const severity = SEVERITIES[first.severity?.toLowerCase() ?? '']
  const { exploit, epss } = first
  const fix = fixOf(same.map((one) => one.fix))
  return {
    ...(severity && { severity }),
    ...(score !== undefined && { score }),
    ...(vector !== undefined && { cvss: vector, ...readCvss(vector) }),
    ...(exploit && { exploit }),
    ...(epss !== undefined && { epss }),
    ...(fix && { fix }),
    packages: [...new Set(same.flatMap(({ packages }) => packages))].sort(),
  }
}

/** Of several packages, all of which have to be mended. */
function fixOf(fixes: readonly Found['fix'][]): Found['fix'] {
  const [first] = fixes
  return fixes.every((fix) => fix === first) ? first : fixes.includes(undefined) ? undefined : 'partial'
}

/** The image, and the repository it lies in; nothing for an ARN that is not an image's. */
export function addImage(records: RecordBuilder, id: string, tags: readonly string[] | undefined): void {
  const place = placeOfImage(id)
  if (place === undefined) return
  const { region, account, name, repository } = place
  const imageTags = tags?.toSorted()
  records.node('AwsEcrImage', id, nodeProps({ provider: 'aws', account, region }, name, { imageTags }))
  records.relate(repository, 'CONTAINS', id)
}

/** What `arn:aws:ecr:<region>:<account>:repository/<name>/sha256:<digest>` says; undefined for what is no image. */
export function placeOfImage(arn: string) {
  const [, region = '', account = '', name = '', digest] =
    /^arn:[a-z-]+:ecr:([^:]*):(\d{12}):repository\/(.+)\/(sha256:[0-9a-f]+)$/.exec(arn) ?? []
  if (digest === undefined) return undefined
  const repository = `arn:${awsPartition(region)}:ecr:${region}:${account}:repository/${name}`
  return { region, account, name: `${name}@${digest.slice(0, 19)}`, repository }
}
