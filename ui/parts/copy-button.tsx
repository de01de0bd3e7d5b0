import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './identifier.module.css'

/** Copies `text`, and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const clipboard = useClipboard({ timeout: 1200 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <button
      type="button"
      className={classes.copy}
      aria-label={clipboard.copied ? 'Copied' : label}
      title={clipboard.copied ? 'Copied' : label}
      onClick={(event) => {
        event.preventDefault()
        event.stopPropagation()
        clipboard.copy(text)
      }}
    >
      <Icon size={13} stroke={1.8} aria-hidden />
    </button>
  )
}
