const RUNS = 3

/** Runs it once and prints how long it took, beside its target. In seconds. */
export function timed(name: string, work: () => unknown, target?: number): number {
  const seconds = secondsOf(work)
  print(name, seconds, target)
  return seconds
}

/** The best of some runs: what the machine does beside it only ever adds. */
export function best(name: string, work: () => unknown, target?: number): number {
  const seconds = Math.min(...Array.from({ length: RUNS }, () => secondsOf(work)))
  print(name, seconds, target)
  return seconds
}

/** Seconds of processor time since then, of this process alone, whatever else the machine does. */
export function processorSeconds(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}

function secondsOf(work: () => unknown): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

function print(name: string, seconds: number, target: number | undefined): void {
  const beside = target === undefined ? '' : ` (target ${target} s)`
  console.log(`  ${name.padEnd(40)} ${seconds.toFixed(3).padStart(8)} s${beside}`)
}
