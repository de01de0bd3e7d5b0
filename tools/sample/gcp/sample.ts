import { exportFiles } from './asset.ts'
import { analyticsAssets } from './estate/analytics.ts'
import { developmentAssets } from './estate/data-development.ts'
import { organization } from './estate/organization.ts'
import { recommendationsAssets } from './estate/recommendations.ts'
import { groupFiles } from './groups.ts'

/** The export of the organization, whole: one file for each kind of content. */
export const googleFiles = (): ReturnType<typeof exportFiles> => [
  ...exportFiles([...organization, ...analyticsAssets, ...recommendationsAssets, ...developmentAssets]),
  ...groupFiles(),
]
