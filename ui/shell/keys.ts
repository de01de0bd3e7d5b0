/** True while a key press belongs to a field or carries a modifier, so that no shortcut takes it. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** `g` and then one of these goes to a page. */
export const GO_TO = {
  o: '/',
  p: '/paths',
  x: '/fixes',
  b: '/guardrails',
  f: '/findings',
  r: '/resources',
  i: '/resources',
  g: '/graph',
  c: '/coverage',
  h: '/changes',
  s: '/posture',
  e: '/exceptions',
  u: '/rules',
} as const

export const KEY_HELP = [
  ['?', 'these keys'],
  ['Ctrl K  or  /', 'search and commands'],
  ['j  k', 'next, previous row'],
  ['Enter', 'open the row'],
  ['Esc', 'close, clear the selection'],
  ['g o', 'go to the overview'],
  ['g p', 'go to attack paths'],
  ['g x', 'go to fixes'],
  ['g b', 'go to guardrails (barriers)'],
  ['g f', 'go to findings'],
  ['g r', 'go to resources'],
  ['g g', 'go to the graph'],
  ['g c', 'go to coverage'],
  ['g h', 'go to changes'],
  ['g s', 'go to posture (score)'],
  ['g e', 'go to exceptions'],
  ['g u', 'go to rules'],
] as const
