import { absoluteTime } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import classes from './posture.module.css'
import type { PostureView } from './query.ts'
import { scoreText } from './words.ts'

const WIDTH = 640
const HEIGHT = 140
const PAD = { left: 34, right: 12, top: 10, bottom: 20 } as const

type Point = PostureView['postureHistory'][number]

/** The score of every scan, oldest first; the table beside it says the same to those who do not see it. */
export function Trend({ history }: { history: readonly Point[] }) {
  const points = history.filter(({ score }) => score !== null)
  return (
    <Section title="Score, scan by scan">
      {points.length < 2 ? (
        <p className="soft">One scan has a score so far; the trend begins with the second.</p>
      ) : (
        <Line points={points} />
      )}
    </Section>
  )
}

function Line({ points }: { points: readonly Point[] }) {
  const scores = points.map(({ score }) => score ?? 0)
  const low = Math.max(0, Math.floor(Math.min(...scores) / 10) * 10)
  const high = Math.min(100, Math.ceil(Math.max(...scores) / 10) * 10)
  const span = high - low || 1
  const x = (at: number) => PAD.left + (at / (points.length - 1)) * (WIDTH - PAD.left - PAD.right)
  const y = (score: number) => PAD.top + (1 - (score - low) / span) * (HEIGHT - PAD.top - PAD.bottom)
  const first = points[0]
  const last = points.at(-1)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={classes.trend}
      role="img"
      aria-label={`Score over ${points.length} scans, from ${scoreText(scores[0] ?? null)} to ${scoreText(scores.at(-1) ?? null)}`}
    >
      {[low, high].map((score) => (
        <g key={score}>
          <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(score)} y2={y(score)} stroke="var(--line)" />
          <text x={PAD.left - 6} y={y(score) + 4} textAnchor="end">
            {score}
          </text>
        </g>
      ))}
      <polyline
        points={scores.map((score, at) => `${x(at).toFixed(1)},${y(score).toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.6}
      />
      {points.map(({ scan, score, failing }, at) => (
        <circle key={scan.scanId} cx={x(at)} cy={y(score ?? 0)} r={3} fill="var(--accent)">
          <title>{`${scoreText(score)}, ${failing} fail, ${absoluteTime(scan.startedAt)}`}</title>
        </circle>
      ))}
      <text x={PAD.left} y={HEIGHT - 4}>
        {first === undefined ? '' : absoluteTime(first.scan.startedAt)}
      </text>
      <text x={WIDTH - PAD.right} y={HEIGHT - 4} textAnchor="end">
        {last === undefined ? '' : absoluteTime(last.scan.startedAt)}
      </text>
    </svg>
  )
}
