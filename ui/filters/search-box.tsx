import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'

/** Text that filters a list; it reaches the address when typing pauses. */
export function SearchBox({
  value,
  label,
  onChange,
}: {
  value: string | undefined
  label: string
  onChange: (value: string | undefined) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const settle = useDebouncedCallback((text: string) => onChange(text === '' ? undefined : text), 200)
  useEffect(() => {
    const field = input.current
    // Back and forward change the address under a field that is not being typed in.
    if (field !== null && document.activeElement !== field) field.value = value ?? ''
  }, [value])
  return (
    <TextInput
      ref={input}
      size="xs"
      w={260}
      defaultValue={value ?? ''}
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      onChange={(event) => settle(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
