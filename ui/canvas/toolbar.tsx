import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDownload,
  IconEyeOff,
  IconFocusCentered,
  IconTopologyStar3,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import type { Core } from 'cytoscape'
import type { RefObject } from 'react'
import classes from './canvas.module.css'
import { exportJson, exportPng } from './export.ts'
import { keep } from './graph-canvas.tsx'
import { layOut } from './layout.ts'
import type { Scene } from './scene.ts'
import { readPalette } from './style.ts'
import { zoomBy } from './use-canvas-keys.ts'

interface Props {
  readonly title: string
  readonly graph: RefObject<Core | null>
  readonly scene: Scene | undefined
  readonly name: string
  readonly kind: 'path' | 'net'
  readonly history: { undo: () => void; redo: () => void; canUndo: boolean; canRedo: boolean }
  readonly chosen: readonly string[]
  readonly hide: () => void
}

export function Toolbar(props: Props) {
  const { graph, scene, history } = props
  const tidy = async () => {
    if (scene === undefined) return
    const positions = await layOut(scene, props.kind)
    const core = graph.current
    if (core === null) return
    core.nodes().positions((node) => positions.get(node.id()) ?? { ...node.position() })
    core.fit(undefined, 60)
    keep(core, props.name)
  }
  const tools = [
    ['Undo (Ctrl Z)', IconArrowBackUp, history.undo, !history.canUndo],
    ['Redo (Ctrl Shift Z)', IconArrowForwardUp, history.redo, !history.canRedo],
    ['Lay out anew', IconTopologyStar3, () => void tidy(), false],
    ['Zoom in (+)', IconZoomIn, () => zoomBy(graph.current, 1.25), false],
    ['Zoom out (-)', IconZoomOut, () => zoomBy(graph.current, 0.8), false],
    ['Fit (f)', IconFocusCentered, () => graph.current?.fit(undefined, 60), false],
  ] as const
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Graph tools">
      <h1 className="cut" title={props.title}>
        {props.title}
      </h1>
      {props.chosen.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconEyeOff size={15} aria-hidden />}
          onClick={props.hide}
        >
          Hide {props.chosen.length > 1 ? `${props.chosen.length} selected` : 'selected'}
        </Button>
      )}
      {tools.map(([label, Icon, act, disabled]) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={act}
        >
          <Icon size={17} stroke={1.6} aria-hidden />
        </ActionIcon>
      ))}
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Export" title="Export">
            <IconDownload size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => {
              if (graph.current !== null)
                void exportPng(graph.current, readPalette(document.documentElement)('surface'))
            }}
          >
            Picture (PNG)
          </Menu.Item>
          <Menu.Item onClick={() => scene !== undefined && exportJson(scene)}>Data (JSON)</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
