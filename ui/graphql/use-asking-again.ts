import { useEffect, useRef } from 'react'

/** Milliseconds between an answer that is not the last one and the next question. */
const BETWEEN = 1_500

/** Asks again for as long as the last `answer` is not final. */
export function useAskingAgain(answer: unknown, isFinal: boolean, ask: () => void): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    // Every answer is followed by one question.
    if (answer === undefined || isFinal) return
    const timer = setTimeout(() => latest.current(), BETWEEN)
    return () => clearTimeout(timer)
  }, [answer, isFinal])
}
