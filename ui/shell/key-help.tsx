import { ActionIcon, Modal } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import classes from './key-help.module.css'
import { KEY_HELP } from './keys.ts'

export function KeyHelp({ opened, setOpened }: { opened: boolean; setOpened: (opened: boolean) => void }) {
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Keys"
        title="Keys (?)"
        onClick={() => setOpened(true)}
      >
        <IconKeyboard size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="Keys"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <dl className={classes.keys}>
          {KEY_HELP.map(([keys, does]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  )
}
