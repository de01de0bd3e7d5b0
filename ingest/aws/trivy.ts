import { z } from 'zod'
import { defineCollector } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { imageSource } from './code-source.ts'
import { listOf, textOrNone } from './shapes.ts'
import { addImage, type Found, placeOfImage, relateVulnerabilities } from './vulnerabilities.ts'

export const IMAGE_REPORTS = 'trivy image'

const score = z.object({
  V2Vector: textOrNone,
  V2Score: z.number().nullish(),
  V3Vector: textOrNone,
  V3Score: z.number().nullish(),
  V40Vector: textOrNone,
  V40Score: z.number().nullish(),
})

const vulnerability = z.object({
  VulnerabilityID: z.string(),
  PkgName: z.string(),
  InstalledVersion: textOrNone,
  FixedVersion: textOrNone,
  Severity: textOrNone,
  CVSS: z.record(z.string(), score).nullish(),
})

/** https://trivy.dev/latest/docs/configuration/reporting/#json: version 2 of the report. */
const report = z.object({
  SchemaVersion: z.literal(2),
  ArtifactName: z.string(),
  ArtifactType: z.literal('container_image'),
  Metadata: z.object({ RepoDigests: listOf(z.string()), RepoTags: listOf(z.string()) }).nullish(),
  Results: listOf(z.object({ Vulnerabilities: listOf(vulnerability) })),
})
type Report = z.output<typeof report>

/** The report of an image; null for what is none. */
export const parseReport = (value: unknown): Report | null => report.safeParse(value).data ?? null

/** ARNs of the image in private repositories of ECR, whose digest the registry told; none for images from elsewhere. */
export const imagesOf = ({ Metadata }: Report): string[] =>
  (Metadata?.RepoDigests ?? []).flatMap((name) => {
    const source = imageSource(name)
    const id = `${source?.store}/${source?.object}`
    return placeOfImage(id) === undefined ? [] : [id]
  })

/**
 * What Trivy found in images of one account and region. All reports of a region are given together: what they do not
 * name is taken to be gone.
 */
export const trivy = defineCollector({
  provider: 'aws',
  service: 'trivy',
  scope: 'region',
  calls: { [IMAGE_REPORTS]: { permission: '' } },
  async *collect(context) {
    const { account, region } = context.partition
    for (const one of z.array(report).parse(await context.call(IMAGE_REPORTS))) {
      const records = new RecordBuilder()
      for (const id of imagesOf(one)) {
        const place = placeOfImage(id)
        if (place?.account !== account || place.region !== region) continue
        addImage(records, id, tagsOf(one))
        relateVulnerabilities(
          records,
          id,
          one.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities.map(foundOf)),
        )
      }
      yield records
    }
  },
})

const tagsOf = ({ Metadata }: Report): string[] => [
  ...new Set((Metadata?.RepoTags ?? []).flatMap((name) => imageSource(name)?.object ?? [])),
]

/** It says nothing of exploits. */
function foundOf(one: z.output<typeof vulnerability>): Found {
  const { nvd, ...others } = one.CVSS ?? {}
  return {
    id: one.VulnerabilityID,
    severity: one.Severity,
    vectors: [...(nvd === undefined ? [] : [nvd]), ...Object.values(others)].flatMap(vectorsOf),
    exploit: undefined,
    epss: undefined,
    fix: one.FixedVersion ? 'yes' : 'no',
    packages: [`${one.PkgName} ${one.InstalledVersion ?? ''}`.trim()],
  }
}

const vectorsOf = (one: z.output<typeof score>): Found['vectors'] =>
  [
    { vector: one.V40Vector, score: one.V40Score },
    { vector: one.V3Vector, score: one.V3Score },
    { vector: one.V2Vector, score: one.V2Score },
  ].flatMap(({ vector, score }) => (vector ? [{ vector, score: score ?? undefined }] : []))
