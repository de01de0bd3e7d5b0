import { text } from './define.ts'

/** Of managed instances and of managed nodes outside EC2 alike. */
export const PATCH_COMPLIANCE = text(
  'COMPLIANT | NON_COMPLIANT, by its patch baseline; absent when it was never scanned for patches, or not collected',
)
