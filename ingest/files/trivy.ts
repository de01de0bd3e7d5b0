import { groupByEach } from '../../graph/group-by.ts'
import { IMAGE_REPORTS, imagesOf, parseReport, trivy } from '../aws/trivy.ts'
import { placeOfImage } from '../aws/vulnerabilities.ts'
import { ApiError } from '../collector.ts'
import type { Job } from '../run.ts'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { Export, FileProvider } from './provider.ts'

type Report = NonNullable<ReturnType<typeof parseReport>>

/** What `trivy image --format json` writes about images in private repositories of ECR, one file an image. */
export const trivyFiles: FileProvider = {
  byPlace: async (_input, files) => ({ exports: [], rest: files }),
  byContent: async (files, limits) => {
    const rest: InputFile[] = []
    const reports: Report[] = []
    for (const file of files) {
      const bytes = await file.read()
      const report = looksLikeReport(bytes) ? parseReport(parseJson(bytes, file.path, limits)) : null
      if (report === null) rest.push(file)
      else if (imagesOf(report).length > 0) reports.push(report)
      else
        throw new InputError(
          file.path,
          `is about ${report.ArtifactName}, whose digest in ECR it does not tell`,
        )
    }
    return { exports: exportsOf(reports), rest }
  },
}

/** Other files may be large, or one object a line: they are not parsed for this. */
const looksLikeReport = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 4096)).includes('"ArtifactType"')

/** One for each account and region that an image of theirs lies in. */
function exportsOf(reports: readonly Report[]): Export[] {
  const places = groupByEach(reports, (report) => [
    ...new Set(imagesOf(report).flatMap((id) => placeKey(placeOfImage(id)))),
  ])
  return [...places].map(([place, own]) => {
    const [account = '', region = ''] = place.split('/')
    return { account, beside: true, origin: 'Trivy', jobs: async () => [jobOf(account, region, own)] }
  })
}

const placeKey = (place: ReturnType<typeof placeOfImage>): string[] =>
  place === undefined ? [] : [`${place.account}/${place.region}`]

const jobOf = (account: string, region: string, reports: readonly Report[]): Job => ({
  partition: { provider: trivy.provider, account, region, service: trivy.service },
  collector: trivy,
  source: {
    call: async (call) => {
      if (call === IMAGE_REPORTS) return reports
      throw new ApiError(`${call}: not in the report`, 'UNSUPPORTED', 'NotInExport')
    },
  },
})
