import { createTheme } from '@mantine/core'

/** One accent colour, dense sizes, the system's font; base.css holds the palette of surfaces and severities. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: {
    accent: [
      '#e8f6fa',
      '#d2ebf3',
      '#a5d7e7',
      '#74c1da',
      '#4fb0d0',
      '#2f9cc0',
      '#15809f',
      '#0b6a87',
      '#08546b',
      '#053c4d',
    ],
    // From text to page: the greys of base.css, which lean to blue as the accent does.
    dark: [
      '#dfe4e7',
      '#c3cacf',
      '#98a3ab',
      '#6f7a82',
      '#414a51',
      '#2b3237',
      '#1f252a',
      '#15191c',
      '#101315',
      '#0b0d0f',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
})
