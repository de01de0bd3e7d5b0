import { type ReactNode, useId } from 'react'

/** A part of a page under its heading, which also names it for those who do not see it. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2>
        <span id={id}>{title}</span> {aside}
      </h2>
      {children}
    </section>
  )
}
