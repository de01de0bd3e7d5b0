import type { Core } from 'cytoscape'
import type { Scene } from './scene.ts'

function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** The whole canvas as a picture, on the theme's background. */
export async function exportPng(core: Core, background: string): Promise<void> {
  const picture = await core.png({
    full: true,
    scale: 2,
    maxWidth: 8_000,
    maxHeight: 8_000,
    bg: background,
    output: 'blob-promise',
  })
  download(picture, 'chokepoint-graph.png')
}

/** What the canvas shows, as data. */
export function exportJson(scene: Scene): void {
  const content = { nodes: [...scene.nodes.values()], relationships: [...scene.edges.values()] }
  download(
    new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
    'chokepoint-graph.json',
  )
}
