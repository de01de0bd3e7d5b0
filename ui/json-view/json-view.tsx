import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { CopyButton } from '../parts/copy-button.tsx'
import { integer } from '../parts/format.ts'
import classes from './json-view.module.css'
import { type Decider, jsonLines, type Line } from './lines.ts'

const AT_ONCE = 600

/** A document as JSON with what decided lit and in sight. */
export function JsonView({
  document,
  deciders,
  label,
}: {
  document: unknown
  deciders?: readonly Decider[]
  label: string
}) {
  const lines = useMemo(() => jsonLines(document, deciders), [document, deciders])
  const firstLit = lines.findIndex((line) => line.lit)
  const [whole, setWhole] = useState(false)
  const from = whole || lines.length <= AT_ONCE ? 0 : Math.max(0, firstLit - 20)
  const shown = whole ? lines : lines.slice(from, from + AT_ONCE)
  const box = useRef<HTMLElement>(null)

  useEffect(() => {
    const line = box.current?.querySelector<HTMLElement>('[data-lit]')
    if (box.current !== null && line) box.current.scrollTop = Math.max(0, line.offsetTop - 40)
  }, [])

  return (
    <div className={classes.view}>
      <div className={classes.copy}>
        <CopyButton text={JSON.stringify(document, null, 2)} label="Copy JSON" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={box} className={classes.lines} tabIndex={0} aria-label={label}>
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the document
          <JsonLine key={from + index} number={from + index + 1} line={line} />
        ))}
      </section>
      {shown.length < lines.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          Show all {integer(lines.length)} lines
        </Button>
      )}
    </div>
  )
}

function JsonLine({ number, line }: { number: number; line: Line }) {
  return (
    <div className={classes.line} data-lit={line.lit || undefined}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <span style={{ paddingLeft: `${line.indent * 2}ch` }}>
        {line.tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
          <span key={index} className={classes[token.type]}>
            {token.text}
          </span>
        ))}
      </span>
    </div>
  )
}
