import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { type CsvColumn, toCsv } from './csv.ts'

interface Props<Row> {
  /** The file's name without its ending. */
  readonly name: string
  readonly columns: readonly CsvColumn<Row>[]
  /** All rows that the filters leave, those that were not loaded yet among them. */
  readonly rows: () => Promise<readonly Row[]>
}

/** Saves what the page shows, under its filters, as a file. */
export function CsvButton<Row>({ name, columns, rows }: Props<Row>) {
  const [state, setState] = useState<'ready' | 'reading' | 'failed'>('ready')
  const save = async () => {
    setState('reading')
    try {
      download(`${name}.csv`, toCsv(columns, await rows()))
      setState('ready')
    } catch {
      setState('failed')
    }
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
      disabled={state === 'reading'}
      onClick={() => void save()}
    >
      {state === 'reading' ? 'Reading all rows' : state === 'failed' ? 'Not read: try again' : 'CSV'}
    </Button>
  )
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
