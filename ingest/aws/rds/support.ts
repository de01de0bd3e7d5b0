import { z } from 'zod'
import { listOf, textOrNone, timeOrNone } from '../shapes.ts'

const versionList = z.object({
  DBMajorEngineVersions: listOf(
    z.object({
      Engine: textOrNone,
      MajorEngineVersion: textOrNone,
      SupportedEngineLifecycles: listOf(
        z.object({ LifecycleSupportName: textOrNone, LifecycleSupportEndDate: timeOrNone }),
      ),
    }),
  ),
})

const STANDARD = 'open-source-rds-standard-support'

/** Until when a version of an engine gets fixes without Extended Support; undefined where AWS does not tell. */
export type SupportUntil = (engine: string | undefined, version: string | undefined) => string | undefined

/**
 * AWS tells it of MySQL, MariaDB and PostgreSQL, and of Aurora, by major version such as 8.0, which 8.0.35 and
 * 8.0.mysql_aurora.3.05.2 belong to.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-viewing-support-dates.html
 */
export function supportUntil(answer: unknown): SupportUntil {
  const majors = versionList.parse(answer ?? {}).DBMajorEngineVersions
  return (engine, version) =>
    majors
      .find(({ Engine, MajorEngineVersion }) => Engine === engine && isOf(version, MajorEngineVersion))
      ?.SupportedEngineLifecycles.find(({ LifecycleSupportName }) => LifecycleSupportName === STANDARD)
      ?.LifecycleSupportEndDate
}

const isOf = (version: string | undefined, major: string | undefined): boolean =>
  version !== undefined && major !== undefined && (version === major || version.startsWith(`${major}.`))
