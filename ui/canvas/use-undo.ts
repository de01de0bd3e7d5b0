import { useCallback, useRef, useState } from 'react'

/** Steps back and forth through earlier values; `apply` makes a value the current one. */
export function useUndo<Value>(current: Value, apply: (value: Value) => void) {
  const past = useRef<Value[]>([])
  const future = useRef<Value[]>([])
  const [, setSteps] = useState(0)
  const step = useCallback(
    (from: Value[], to: Value[]) => {
      const next = from.pop()
      if (next === undefined) return
      to.push(current)
      apply(next)
      setSteps((steps) => steps + 1)
    },
    [current, apply],
  )
  const change = useCallback(
    (value: Value) => {
      past.current.push(current)
      future.current = []
      apply(value)
      setSteps((steps) => steps + 1)
    },
    [current, apply],
  )
  return {
    change,
    undo: useCallback(() => step(past.current, future.current), [step]),
    redo: useCallback(() => step(future.current, past.current), [step]),
    canUndo: past.current.length > 0,
    canRedo: future.current.length > 0,
  }
}
