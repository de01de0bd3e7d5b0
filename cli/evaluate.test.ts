import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

const allow = {
  id: 'a',
  request: {
    principal: 'arn:aws:iam::111122223333:user/ann',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data/key',
    context: {},
    complete: true,
  },
  identityPolicies: [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
  ],
}

async function evaluate(...lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-evaluate-'))
  const file = join(folder, 'cases.ndjson')
  await writeFile(file, lines.join('\n'))
  const ran = await chokepoint('evaluate', file)
  await rm(folder, { recursive: true })
  return {
    ...ran,
    answers: ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

test('one answer a line, in the order of the cases', async () => {
  const denied = { ...allow, id: 'b', identityPolicies: [] }
  const { exit, answers } = await evaluate(JSON.stringify(allow), JSON.stringify(denied))
  expect(exit).toBe(0)
  expect(answers.map(({ id, decision }) => [id, decision])).toEqual([
    ['a', 'allowed'],
    ['b', 'denied'],
  ])
  expect(answers[0].by[0]).toMatchObject({
    layer: 'identityPolicies',
    index: 0,
    statement: 0,
    effect: 'Allow',
  })
})

test('a line that is no case gives an error, the run goes on, and the exit code is 2', async () => {
  const { exit, answers } = await evaluate('{"id": "x"}', 'not json', JSON.stringify(allow))
  expect(exit).toBe(2)
  expect(answers[0]).toMatchObject({ id: 'x', error: expect.stringContaining('request') })
  expect(answers[1]).toEqual({ id: null, error: 'is not JSON' })
  expect(answers[2]).toMatchObject({ id: 'a', decision: 'allowed' })
})
