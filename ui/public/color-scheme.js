// Runs before the first paint, so that a dark screen never flashes white. The key is Mantine's.
;(() => {
  let stored = null
  try {
    stored = localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage may be blocked; the system decides then.
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.setAttribute(
    'data-mantine-color-scheme',
    stored === 'light' || stored === 'dark' ? stored : system,
  )
})()
