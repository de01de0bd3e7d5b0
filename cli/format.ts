/** What every command prints. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const
/** What findings are handed to other products in. */
export const EXPORT_FORMATS = ['sarif', 'ocsf', 'ocsf-ndjson', 'junit'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
/** What a report is printed in. */
export const REPORT_FORMATS = ['html', 'pdf'] as const
export type Format = (typeof FORMATS)[number] | ExportFormat | (typeof REPORT_FORMATS)[number]
