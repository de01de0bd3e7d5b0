/** What the palette leads to besides what the search finds. */
export const PALETTE_PAGES = [
  { title: 'Overview', to: '/' },
  { title: 'Attack paths', to: '/paths' },
  { title: 'Fixes', to: '/fixes' },
  { title: 'Guardrails', to: '/guardrails' },
  { title: 'Findings', to: '/findings' },
  { title: 'Resources', to: '/resources' },
  { title: 'Graph', to: '/graph' },
  { title: 'Changes', to: '/changes' },
  { title: 'Coverage', to: '/coverage' },
  { title: 'Posture', to: '/posture' },
  { title: 'Exceptions', to: '/exceptions' },
  { title: 'Rules', to: '/rules' },
] as const
