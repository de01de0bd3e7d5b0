import { expect, test } from 'vitest'
import { listTechniques } from '../catalogue.ts'
import { GCP_CATALOGUE } from './catalogued.testkit.ts'
import { GCP_LEFT_OUT } from './left-out.ts'

const drawn = new Set(listTechniques().map(({ id }) => id))

test.each(GCP_CATALOGUE.map((id) => [id]))('%s is drawn, or left out with a reason, never both', (id) => {
  expect(drawn.has(id)).toBe(GCP_LEFT_OUT[id] === undefined)
})

test('what is left out is catalogued, and its reason says something', () => {
  for (const [id, reason] of Object.entries(GCP_LEFT_OUT)) {
    expect(GCP_CATALOGUE).toContain(id)
    expect(reason.length).toBeGreaterThan(30)
  }
})
