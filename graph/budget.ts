/**
 * Whether that many milliseconds of processor time are spent since it was asked for. By the clock, what else the machine
 * does would change how much of an answer is verified.
 */
export function startBudget(milliseconds: number): () => boolean {
  if (milliseconds <= 0) return () => true
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000 > milliseconds
  }
}
