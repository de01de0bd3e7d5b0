/** https://attack.mitre.org/techniques/T1530/ and https://attack.mitre.org/techniques/T1565/001/ */
export const BUCKET_ACCESS = [
  { kind: 'CAN_READ', action: 's3:GetObject', attack: ['T1530'] },
  { kind: 'CAN_WRITE', action: 's3:PutObject', attack: ['T1565.001'] },
] as const
export type BucketAccess = (typeof BUCKET_ACCESS)[number]
