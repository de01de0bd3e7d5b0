/** The order that both databases sort texts in: by code point, where JavaScript's own is by UTF-16 unit. */
export const compareText = (a: string, b: string): number =>
  a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b))
