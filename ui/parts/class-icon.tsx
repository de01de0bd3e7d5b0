import {
  IconBuilding,
  IconCode,
  IconDatabase,
  IconFileText,
  IconKey,
  IconNetwork,
  IconServer,
  IconUser,
  IconWorld,
} from '@tabler/icons-react'

export const NODE_CLASSES = [
  'IDENTITY',
  'WORKLOAD',
  'DATA',
  'SECRET',
  'NETWORK',
  'POLICY',
  'ACCOUNT',
  'CODE',
  'INTERNET',
] as const
export type NodeClass = (typeof NODE_CLASSES)[number]

const ICONS = {
  IDENTITY: IconUser,
  WORKLOAD: IconServer,
  DATA: IconDatabase,
  SECRET: IconKey,
  NETWORK: IconNetwork,
  POLICY: IconFileText,
  ACCOUNT: IconBuilding,
  CODE: IconCode,
  INTERNET: IconWorld,
} as const

export function ClassIcon({ nodeClass, size = 15 }: { nodeClass: NodeClass; size?: number }) {
  const Icon = ICONS[nodeClass]
  return <Icon size={size} stroke={1.7} aria-hidden style={{ flex: 'none', color: 'var(--ink-soft)' }} />
}
