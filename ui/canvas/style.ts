import type { StylesheetJson } from 'cytoscape'
import { SHAPES } from './glyphs.ts'

/** The palette of base.css, read where it is in force; a canvas does not know custom properties. */
export type Palette = (name: string) => string

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  return (name) => style.getPropertyValue(`--${name}`).trim()
}

/** How nodes and edges look; called again when the theme changes. */
export function canvasStyle(colour: Palette): StylesheetJson {
  return [...nodeStyle(colour), ...edgeStyle(colour), ...stateStyle(colour)]
}

function nodeStyle(colour: Palette): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 38,
        height: 38,
        'background-color': colour('node'),
        'background-image': 'data(glyph)',
        'background-fit': 'none',
        'background-width': '56%',
        'background-height': '56%',
        'border-width': 1,
        'border-color': colour('line-strong'),
        label: 'data(label)',
        color: colour('ink'),
        'font-family': 'system-ui, sans-serif',
        'font-size': 12,
        'text-valign': 'bottom',
        'text-margin-y': 5,
        'text-wrap': 'wrap',
        'line-height': 1.25,
        'text-max-width': '130px',
        'text-outline-color': colour('surface'),
        'text-outline-width': 2.5,
        // Labels by level of detail: below this size on the screen they are not drawn.
        'min-zoomed-font-size': 7,
      },
    },
    ...SHAPES.map(([name, shape]) => ({ selector: `node[class = "${name}"]`, style: { shape } })),
    ...['critical', 'high', 'medium', 'low'].map((severity) => ({
      selector: `node[severity = "${severity.toUpperCase()}"]`,
      style: { 'border-width': 4, 'border-color': colour(severity) },
    })),
    { selector: 'node[?dashed]', style: { 'border-style': 'dashed' as const, 'border-width': 3 } },
    {
      selector: 'node[?target]',
      style: {
        'background-image': 'data(images)',
        'background-width': ['56%', '22px'],
        'background-height': ['56%', '22px'],
        'background-position-y': ['50%', '-19px'],
        'background-clip': ['node', 'none'],
        'background-image-containment': ['inside', 'over'],
        'bounds-expansion': 20,
      },
    },
    {
      // The larger, the more risk passes.
      selector: 'node[share]',
      style: {
        width: 'mapData(share, 0, 1, 40, 84)' as const,
        height: 'mapData(share, 0, 1, 40, 84)' as const,
        'background-color': colour('choke'),
        'font-weight': 600,
      },
    },
    {
      selector: 'node[?group]',
      style: {
        width: 46,
        height: 34,
        'border-style': 'double' as const,
        'border-width': 5,
        'font-weight': 600,
      },
    },
  ]
}

function edgeStyle(colour: Palette): StylesheetJson {
  const classes = ['access', 'network', 'credential', 'fact'] as const
  return [
    {
      selector: 'edge',
      style: {
        width: 1.6,
        'curve-style': 'bezier',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        'line-color': colour('edge-fact'),
        'target-arrow-color': colour('edge-fact'),
        label: 'data(label)',
        color: colour('ink-soft'),
        'font-family': 'system-ui, sans-serif',
        'font-size': 10.5,
        'text-rotation': 'autorotate',
        'text-background-color': colour('surface'),
        'text-background-opacity': 0.92,
        'text-background-padding': '2px',
        'min-zoomed-font-size': 8,
      },
    },
    ...classes.map((name) => ({
      selector: `edge[class = "${name.toUpperCase()}"]`,
      style: { 'line-color': colour(`edge-${name}`), 'target-arrow-color': colour(`edge-${name}`) },
    })),
    { selector: 'edge[class = "FACT"]', style: { width: 1, 'arrow-scale': 0.7 } },
    { selector: 'edge[?conditional]', style: { 'line-style': 'dotted' as const, width: 2.2 } },
    {
      selector: 'edge[share]',
      style: { 'underlay-color': colour('accent'), 'underlay-opacity': 0.18, 'underlay-padding': 6 },
    },
    { selector: 'edge[?onPath]', style: { width: 3, 'font-size': 11.5, color: colour('ink') } },
  ]
}

function stateStyle(colour: Palette): StylesheetJson {
  return [
    {
      selector: 'node:selected',
      style: { 'underlay-color': colour('accent'), 'underlay-opacity': 0.35, 'underlay-padding': 7 },
    },
    {
      selector: 'edge:selected',
      style: { 'underlay-color': colour('accent'), 'underlay-opacity': 0.35, 'underlay-padding': 4 },
    },
    { selector: '.faint', style: { opacity: 0.25 } },
    {
      selector: 'node.pinned',
      style: { 'outline-width': 2, 'outline-color': colour('accent'), 'outline-offset': 3 },
    },
  ]
}
