import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadFrameworks, requirementIds, sectionOf } from './frameworks.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameworks-'))
})
afterEach(() => rm(folder, { recursive: true }))

const load = async (given: object) => {
  const file = { title: 't', version: '1', publisher: 'p', reference: 'https://example.com/', coverage: 'c' }
  await writeFile(join(folder, 'iso.yaml'), stringify({ ...file, ...given }))
  const framework = (await loadFrameworks(folder)).get('iso')
  if (framework === undefined) throw new Error('not loaded')
  return framework
}
const titled = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { title: 'r' }]))

test('a requirement is in the narrowest section that its id begins with, piece by piece', async () => {
  const framework = await load({
    sections: { '2': 'two', '2.1': 'two one', AC: 'access' },
    requirements: titled('2.1.4', '2.10', 'AC-2(1)'),
  })
  const sections = ['2.1.4', '2.10', 'AC-2(1)'].map((id) => sectionOf(framework, id)?.title)
  expect(sections).toEqual(['two one', 'two', 'access'])
})

test('one that is in no section is told, and so is one of a section that only looks alike', async () => {
  await expect(load({ sections: { '2': 'two' }, requirements: titled('20.1') })).rejects.toThrow(
    'frameworks/iso.yaml: 20.1 is in no section',
  )
})

test('a requirement may name its section', async () => {
  const framework = await load({
    sections: { TA1: 'one', TA2: 'two' },
    requirements: { T9: { title: 'r', section: 'TA1' }, T1: { title: 'r', section: 'TA2' } },
  })
  expect(requirementIds(framework)).toEqual(['T9', 'T1'])
  expect(sectionOf(framework, 'T1')).toEqual({ id: 'TA2', title: 'two' })
})

test('a field that no framework has is told with its file', async () => {
  await expect(load({ sections: {}, requirements: {}, colour: 'red' })).rejects.toThrow(
    /frameworks\/iso\.yaml: .*colour/s,
  )
})
