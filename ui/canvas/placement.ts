export interface Point {
  readonly x: number
  readonly y: number
}

/** Distance that two nodes with labels need. */
const SPACING = 104
const FIRST_RING = 190

/**
 * Free places around `origin`, nearest ring first, so that an expansion moves nothing else. Rings hold as many as
 * their circumference allows; a place too near to an occupied one is left out.
 */
export function placeAround(
  origin: Point,
  count: number,
  occupied: readonly Point[],
  spacing = SPACING,
): Point[] {
  const grid = new Occupied(occupied, spacing)
  const places: Point[] = []
  for (let ring = 0; places.length < count; ring++) {
    const radius = FIRST_RING + ring * spacing
    const slots = Math.max(6, Math.floor((2 * Math.PI * radius) / spacing))
    for (let slot = 0; slot < slots && places.length < count; slot++) {
      // Rings are turned against each other, so that edges do not run through the nodes of the ring before.
      const angle = (2 * Math.PI * (slot + (ring % 2) / 2)) / slots
      const place = { x: origin.x + radius * Math.cos(angle), y: origin.y + radius * Math.sin(angle) }
      if (grid.near(place)) continue
      places.push(place)
      grid.add(place)
    }
  }
  return places
}

/** Points in cells of one spacing, so that a look around costs nine cells. */
class Occupied {
  readonly #cells = new Map<string, Point[]>()
  readonly #distance: number

  constructor(points: readonly Point[], spacing: number) {
    // Neighbours on one ring stand a spacing of arc apart, whose chord is a little shorter.
    this.#distance = spacing * 0.9
    for (const point of points) this.add(point)
  }

  add(point: Point): void {
    const key = this.#key(point.x, point.y)
    const cell = this.#cells.get(key)
    if (cell === undefined) this.#cells.set(key, [point])
    else cell.push(point)
  }

  near({ x, y }: Point): boolean {
    const steps = [-1, 0, 1]
    return steps.some((dx) =>
      steps.some((dy) =>
        this.#cells
          .get(this.#key(x + dx * this.#distance, y + dy * this.#distance))
          ?.some((point) => Math.hypot(point.x - x, point.y - y) < this.#distance),
      ),
    )
  }

  #key(x: number, y: number): string {
    return `${Math.floor(x / this.#distance)} ${Math.floor(y / this.#distance)}`
  }
}
