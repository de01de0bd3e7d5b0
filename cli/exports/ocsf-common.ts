import type { Severity } from '../../graph/paths/path.ts'

/** The release that events say they follow: https://schema.ocsf.io/1.8.0 */
const OCSF_VERSION = '1.8.0'

/** A number of the schema, and the word for it. */
export type Captioned = readonly [id: number, caption: string]

export const SEVERITY: { readonly [severity in Severity]: Captioned } = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
  info: [1, 'Informational'],
}

export const pair = (name: string, [id, caption]: Captioned): object => ({
  [`${name}_id`]: id,
  [name]: caption,
})

export const classOf = ([classUid, className]: Captioned, [activity, activityName]: Captioned): object => ({
  activity_id: activity,
  activity_name: activityName,
  category_uid: 2,
  category_name: 'Findings',
  class_uid: classUid,
  class_name: className,
  type_uid: classUid * 100 + activity,
  type_name: `${className}: ${activityName}`,
})

export const metadataOf = (version: string): object => ({
  version: OCSF_VERSION,
  profiles: ['cloud'],
  product: { name: 'Chokepoint', vendor_name: 'Chokepoint', version },
})
