const WIDTH = 108
const HEIGHT = 28

/** A trend as a line, its last value marked; the numbers stand beside it in words. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const x = (index: number) => 3 + (index / Math.max(1, values.length - 1)) * (WIDTH - 6)
  const y = (value: number) => HEIGHT - 4 - ((value - low) / span) * (HEIGHT - 8)
  const last = values.length - 1
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <polyline
        points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
      />
      <circle cx={x(last)} cy={y(values[last] ?? low)} r={2.6} fill="var(--accent)" />
    </svg>
  )
}
