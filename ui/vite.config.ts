import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const service = process.env.CHOKEPOINT_URL ?? 'http://127.0.0.1:4000'

/** `npx vite ui` serves the explorer in development against a running service. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The content security policy admits no data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '^/graphql$': service } },
})
