import type { NodeClass } from '../parts/class-icon.tsx'

/** Own glyphs on a 24-unit grid, drawn in white on the node; the shape around them tells the class, too. */
const STROKES: Readonly<Record<NodeClass | 'GROUP' | 'CROWN', string>> = {
  IDENTITY: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-5 4-6.5 7.5-6.5s6.5 1.5 7.5 6.5"/>',
  WORKLOAD:
    '<rect x="4" y="4.5" width="16" height="6" rx="1"/><rect x="4" y="13.5" width="16" height="6" rx="1"/><path d="M7.5 7.5h.01M7.5 16.5h.01"/>',
  DATA: '<ellipse cx="12" cy="6" rx="7.5" ry="3"/><path d="M4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"/>',
  SECRET: '<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l3 3"/>',
  NETWORK:
    '<rect x="9" y="3" width="6" height="5"/><rect x="3" y="16" width="6" height="5"/><rect x="15" y="16" width="6" height="5"/><path d="M12 8v4M6 16v-4h12v4"/>',
  POLICY: '<path d="M6 3h8l4 4v14H6zM9 11h6M9 15h6"/>',
  ACCOUNT: '<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3"/>',
  CODE: '<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14"/>',
  INTERNET: '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17"/>',
  GROUP: '<rect x="4" y="4" width="10" height="10" rx="1"/><path d="M10 17v3h10V10h-3"/>',
  CROWN: '<path d="M3 18h18l1-11-6 4-4-7-4 7-6-4z" fill="#f0c24b" stroke="#6b4a00"/>',
}

const uri = (strokes: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`,
  )}`

const cache = new Map<string, string>()

/** The glyph as an image address. */
export function glyph(name: NodeClass | 'GROUP' | 'CROWN'): string {
  const known = cache.get(name)
  if (known !== undefined) return known
  const made = uri(STROKES[name])
  cache.set(name, made)
  return made
}

/** One shape a class, so that no class is told by colour. */
export const SHAPES = [
  ['IDENTITY', 'ellipse'],
  ['WORKLOAD', 'round-rectangle'],
  ['DATA', 'barrel'],
  ['SECRET', 'diamond'],
  ['NETWORK', 'round-hexagon'],
  ['POLICY', 'cut-rectangle'],
  ['ACCOUNT', 'round-pentagon'],
  ['CODE', 'round-tag'],
  ['INTERNET', 'round-octagon'],
  ['GROUP', 'round-rectangle'],
] as const
